"""The catalogue of indicators is whole: every code, family, form and source it names is there."""

from collections import Counter
from datetime import date

import pytest

from homeward.vocabulary.indicators import CATALOGUE, by_family, indicator_codes, indicators, is_about, sources_named
from homeward.vocabulary.loader import load

TODAY = date(2026, 3, 2)
NAMED_IN_8 = {
    "missing-from-home", "in-possession", "carrying-weapon", "unexplained-injuries", "more-than-one-phone",
    "in-cuckooed-home", "family-conflict", "not-in-education",
}  # fmt: skip


def test_every_warning_sign_of_the_seed_is_there_and_says_so() -> None:
    of_the_seed = {entry.code for entry in indicators(on=TODAY) if "seed-8" in entry.sources}
    assert of_the_seed >= NAMED_IN_8


def test_no_code_stands_in_two_lists() -> None:
    counted = Counter(entry.code for entry in indicators(on=TODAY))
    assert [code for code, times in counted.items() if times > 1] == []
    assert set(counted) == indicator_codes()


def test_every_family_form_and_source_that_an_indicator_names_is_on_file() -> None:
    families, forms = load("indicator_families", on=TODAY), load("exploitation_forms", on=TODAY)
    sources = load("exploitation_sources", on=TODAY)
    for entry in indicators(on=TODAY):
        assert entry.group in families, entry.code
        assert [code for code in entry.forms if code not in forms] == [], entry.code
        assert [code for code in entry.sources if code not in sources] == [], entry.code


@pytest.mark.parametrize(
    ("name", "about"),
    [(CATALOGUE[0], {"child"}), (CATALOGUE[1], {"place", "group"}), (CATALOGUE[2], {"protective"})],
)
def test_a_list_holds_what_it_says(name: str, about: set[str]) -> None:
    assert {is_about(entry.group or "", on=TODAY) for entry in load(name, on=TODAY).entries} == about


def test_no_family_is_empty() -> None:
    for about in ("child", "place", "group", "protective"):
        assert [label for label, entries in by_family(about, on=TODAY).items() if not entries] == []


def test_no_source_that_was_read_only_in_part_is_called_published() -> None:
    sources = load("exploitation_sources", on=TODAY)
    in_part = [entry for entry in sources.entries if "pening part" in getattr(entry, "citation", "")]
    assert in_part and {getattr(entry, "trust", "") for entry in in_part} == {"secondary"}


def test_an_indicator_tells_how_far_its_sources_are_to_be_trusted() -> None:
    goods = next(entry for entry in indicators(on=TODAY) if entry.code == "unexplained-goods")
    assert [source.trust for source in sources_named(goods.sources, on=TODAY)] == ["published", "secondary"]
    assert sources_named(["nobody"], on=TODAY) == ()
