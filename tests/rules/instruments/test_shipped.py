"""The shipped instruments: whole, in our own words, honest about what they are, and able to be scored."""

from datetime import date

import pytest

from homeward.methods.instruments.answers import Answer, Evidence
from homeward.methods.instruments.scoring import score
from homeward.vocabulary.indicators import indicators, is_about
from homeward.vocabulary.instruments.loader import (
    InstrumentNotInForce,
    instrument,
    instrument_codes,
    instruments,
    version,
)
from homeward.vocabulary.instruments.shapes import Instrument

ON = date(2026, 3, 2)
SHIPPED = {
    "gang-association-tool": "child",
    "criminal-exploitation-tool": "child",
    "sexual-exploitation-tool": "child",
    "trafficking-screen": "child",
    "place-assessment": "place",
    "peer-group-assessment": "group",
}
FAMILIES = {entry.code: is_about(entry.group or "", on=ON) for entry in indicators(on=ON)}


def test_these_are_shipped() -> None:
    assert {tool.code: tool.about for tool in instruments(on=ON)} == SHIPPED
    assert sorted(SHIPPED) == list(instrument_codes())


def test_a_day_before_the_first_version_is_told() -> None:
    with pytest.raises(InstrumentNotInForce, match="gang-association-tool as at 2018-01-01"):
        instrument("gang-association-tool", on=date(2018, 1, 1))
    assert version("gang-association-tool", 1) == instrument("gang-association-tool", on=ON)


@pytest.mark.parametrize("tool", instruments(on=ON), ids=lambda tool: tool.code)
class TestEach:
    def test_it_says_that_it_is_our_own_and_not_validated(self, tool: Instrument) -> None:
        assert "has not been validated" in tool.validation
        assert "Homeward's own text and copies no county's" in tool.validation
        assert (tool.source, tool.trust) == ("Homeward", "local")

    def test_its_items_rest_on_indicators_of_its_own_kind(self, tool: Instrument) -> None:
        for item in tool.items.values():
            allowed = {"protective"} if item.protective else {tool.about}
            assert {FAMILIES[code] for code in item.indicators} <= allowed, item.code

    def test_an_item_that_counts_says_what_evidence_it_wants(self, tool: Instrument) -> None:
        counted = [item for item in tool.items.values() if not item.protective]
        assert [item.code for item in counted if not item.evidence_wanted] == []
        assert [group.code for group in tool.groups if not group.help] == []

    def test_a_professional_band_is_always_explained(self, tool: Instrument) -> None:
        assert (tool.professional.reason, tool.professional.lowering) == ("always", "with-a-second-person")

    def test_every_band_can_be_reached(self, tool: Instrument) -> None:
        found = set()
        for yes in range(len(tool.items) + 1):
            answers = [answer(tool, code, yes=place < yes) for place, code in enumerate(reversed(tool.items))]
            found.add(score(tool, answers, on=ON, age=15).band)
        for only in tool.items:
            found.add(score(tool, [answer(tool, code, yes=code == only) for code in tool.items], on=ON, age=15).band)
        assert found == set(tool.ranks)

    def test_all_no_is_the_lowest_band_and_all_yes_the_highest(self, tool: Instrument) -> None:
        none = score(tool, [answer(tool, code, yes=False) for code in tool.items], on=ON, age=15)
        every = score(tool, [answer(tool, code, yes=True) for code in tool.items], on=ON, age=15)
        assert (none.counts.by_score, every.counts.by_score) == (tool.bands[0].code, tool.bands[-1].code)

    def test_what_protects_moves_nothing(self, tool: Instrument) -> None:
        harm = [answer(tool, code, yes=True) for code, item in tool.items.items() if not item.protective]
        protects = [code for code, item in tool.items.items() if item.protective]
        without = score(tool, [*harm, *(answer(tool, code, yes=False) for code in protects)], on=ON, age=15)
        beside = score(tool, [*harm, *(answer(tool, code, yes=True) for code in protects)], on=ON, age=15)
        assert without.counts == beside.counts

    def test_the_two_middle_bands_are_looked_at_within_three_months(self, tool: Instrument) -> None:
        for band in tool.bands[1:]:
            assert band.review is not None
            assert (band.review.months or 0) <= 3 and (band.review.weeks or 0) <= 13


def answer(tool: Instrument, code: str, *, yes: bool) -> Answer:
    """The most or the least that an item can be answered, with evidence of the day before."""
    choices = [each for each in tool.scale[tool.items[code].scale].answers if each.means == ("yes" if yes else "no")]
    return Answer(code, choices[-1].code, (Evidence("school", "record", date(2026, 3, 1)),))


def test_every_warning_sign_of_the_seed_is_asked_after() -> None:
    named = {
        entry.code for entry in indicators(on=ON) if entry.sources[0] == "seed-8" and FAMILIES[entry.code] == "child"
    }
    asked = {
        code
        for tool in instruments(on=ON)
        if tool.about == "child"
        for each in tool.items.values()
        for code in each.indicators
    }
    assert named and named <= asked


def test_no_item_blames_a_child() -> None:
    for tool in instruments(on=ON):
        for item in tool.items.values():
            said = f"{item.asks} {item.why} {item.help}".lower()
            assert not any(
                word in said for word in ("chose to", "refuses to", "at fault for", "associates with", "risky")
            )
