"""No text leaves as something a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.formulas import guarded, looks_like_formula


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x", "﹦1", "−1", "  =1",
     "\u200b=1", "\ufeff@x"],
)  # fmt: skip
def test_what_could_run_is_quoted(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Alder House", "'=1+1", "a=b", "14 March 2026", "#1", "—"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
def test_guarded_text_never_looks_like_a_formula_and_loses_nothing(text: str) -> None:
    assert not looks_like_formula(guarded(text))
    assert guarded(guarded(text)) == guarded(text)
    assert guarded(text).endswith(text)
