"""When a professional's band, an agreed band or a closing may stand, and what old answers are under a new version."""

from datetime import date

import pytest

from homeward.methods.instruments.answers import Answer
from homeward.methods.instruments.deciding import Bands, Given, refused_bands, refused_closing
from homeward.methods.instruments.rescoring import rescored
from homeward.methods.instruments.scoring import score
from homeward.vocabulary.instruments.loader import read
from homeward.vocabulary.instruments.shapes import Instrument
from tests.factories.instruments import scheme, text_of

ON = date(2026, 3, 2)


def given(band: str, reason: str, by: str) -> Given | None:
    return Given(band, reason, by) if band else None


BANDS = [
    ("counts", "medium", "medium", "", "", "", [], "the same as the tool's, and no reason wanted"),
    ("counts", "medium", "high", "", "", "", ["no-reason"], "another than the tool's, and no reason"),
    ("counts", "medium", "high", "older adults at the home", "", "", [], "higher, with a reason"),
    ("counts", "medium", "low", "seen once, two years ago", "", "", [], "lower, with a reason"),
    ("with-judgement", "medium", "medium", "", "", "", ["no-reason"], "a reason is wanted always"),
    ("with-judgement", "medium", "low", "a settled home", "", "", ["second-person"], "lower, and nobody beside them"),
    ("highest", "high", "medium", "seen long ago", "", "", ["never-lower"], "an instrument that is never lowered"),
    ("counts", "medium", "medium", "", "high", "", ["no-reason"], "the panel differs and gives no reason"),
    ("counts", "medium", "high", "older adults", "high", "the panel agrees", [], "the panel agrees with the higher"),
    ("counts", "medium", "grave", "so it seems", "", "", ["no-such-band"], "a band that is not the instrument's"),
]


@pytest.mark.parametrize(
    ("scheme_of", "tool", "professional", "reason", "agreed", "agreed_reason", "refused", "because"),
    BANDS,
    ids=[row[7] for row in BANDS],
)
def test_three_bands_each_with_its_reason(
    scheme_of: str,
    tool: str,
    professional: str,
    reason: str,
    agreed: str,
    agreed_reason: str,
    refused: list[str],
    because: str,
) -> None:
    bands = Bands(tool, given(professional, reason, "assessor"), given(agreed, agreed_reason, "panel"))
    assert [refusal.code for refusal in refused_bands(scheme(scheme_of), bands)] == refused


CLOSING = [
    ("", "", "", "", "", ["on-a-score-alone", "on-a-score-alone", "no-reason"], "the score alone"),
    ("none", "", "none", "panel", "safe", ["on-a-score-alone"], "the assessor gives no reason"),
    ("none", "seen weekly, and safe", "", "", "safe", ["on-a-score-alone"], "nobody agreed it"),
    ("none", "seen weekly, and safe", "none", "assessor", "safe", ["agreed-by-the-assessor"], "one person for both"),
    ("none", "seen weekly, and safe", "none", "panel", "", ["no-reason"], "no reason for the closing itself"),
    ("none", "seen weekly, and safe", "none", "panel", "safe", [], "two people, each with a reason"),
]


@pytest.mark.parametrize(
    ("professional", "reason", "agreed", "agreed_by", "closing_reason", "refused", "because"),
    CLOSING,
    ids=[row[6] for row in CLOSING],
)
def test_closing_on_a_score_alone_is_refused(
    professional: str, reason: str, agreed: str, agreed_by: str, closing_reason: str, refused: list[str], because: str
) -> None:
    definition = scheme("counts")
    result = score(definition, [Answer(code, "no") for code in definition.items], on=ON, age=15)
    bands = Bands(result.band, given(professional, reason, "assessor"), given(agreed, "the panel agrees", agreed_by))
    found = refused_closing(definition, result, bands, reason=closing_reason)
    assert [refusal.code for refusal in found] == refused


OPEN = [
    ("not-known", "", ["not-known-could-be-higher"], "the debt is not known, and it could bring a higher band"),
    ("not-known", "asked of three agencies, and none can say", [], "said why closing need not wait"),
    ("no", "", [], "everything is known"),
]


@pytest.mark.parametrize(("debt", "on_what_is_not_known", "refused", "because"), OPEN, ids=[row[3] for row in OPEN])
def test_closing_wants_words_on_what_is_not_known(
    debt: str, on_what_is_not_known: str, refused: list[str], because: str
) -> None:
    definition = scheme("counts")
    answers = [Answer(code, debt if code == "debt-bondage" else "no") for code in definition.items]
    result = score(definition, answers, on=ON, age=15)
    bands = Bands(result.band, Given("none", "safe", "assessor"), Given("none", "agreed", "panel"))
    found = refused_closing(definition, result, bands, reason="safe", on_what_is_not_known=on_what_is_not_known)
    assert [refusal.code for refusal in found] == refused


def changed(*changes: tuple[str, str]) -> Instrument:
    """The scheme of counts as its second version, changed."""
    text = text_of("counts").replace("version: 1", "version: 2")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text, file="counts/2.yaml")


CHANGES: dict[str, list[tuple[str, str]]] = {
    "nothing": [],
    "one high is enough": [("[{high: 2}", "[{high: 1}")],
    "an item gone, another new": [("code: debt-bondage", "code: owes")],
    "an item of another name": [("{code: debt-bondage", "{code: owes, was: [debt-bondage]")],
    "other bands": [("code: none, title", "code: nothing, title")],
}
VERSIONS = [
    ("nothing", "medium", "medium", "same", [], []),
    ("one high is enough", "medium", "high", "higher", [], []),
    ("an item gone, another new", "medium", "none", "lower", ["debt-bondage"], ["owes"]),
    ("an item of another name", "medium", "medium", "same", [], []),
    ("other bands", "medium", "medium", "not-comparable", [], []),
]


@pytest.mark.parametrize(
    ("changed_in_it", "band_then", "band_now", "moved", "gone", "new"), VERSIONS, ids=[row[0] for row in VERSIONS]
)
def test_old_answers_under_a_new_version(
    changed_in_it: str, band_then: str, band_now: str, moved: str, gone: list[str], new: list[str]
) -> None:
    old = scheme("counts")
    answers = [Answer(code, "yes" if code == "debt-bondage" else "no") for code in old.items]
    again = rescored(old, changed(*CHANGES[changed_in_it]), answers, on=ON, age=15)
    assert (again.before.band, again.after.band, again.moved) == (band_then, band_now, moved)
    assert (list(again.mapped.gone), list(again.mapped.new)) == (gone, new)
