"""What the other shipped instruments come to, as at 2 March 2026, with every other item answered no."""

from datetime import date

import pytest

from homeward.methods.instruments.answers import Answer, Evidence
from homeward.methods.instruments.scoring import Result, score
from homeward.vocabulary.instruments.loader import version

ON = date(2026, 3, 2)
LAST_WEEK, LAST_SUMMER = date(2026, 2, 23), date(2025, 7, 1)

SCREENS = [
    ([], [], "nothing-known", "nothing-known", "nothing"),
    ([], ["moved"], "nothing-known", "refer", "nobody knows whether the child was moved: it is left open"),
    (["coached"], [], "talk", "talk", "a weak sign"),
    (["coached", "untreated", "missing", "hurt"], [], "talk", "talk", "four weak signs are not a strong one"),
    (["papers"], [], "consider", "consider", "papers held by somebody"),
    (["forced-crime"], [], "refer", "refer", "made to carry or sell: suspicion is enough"),
]


@pytest.mark.parametrize(("suspected", "not_known", "band", "highest", "because"), SCREENS, ids=[r[4] for r in SCREENS])
def test_the_trafficking_screen(
    suspected: list[str], not_known: list[str], band: str, highest: str, because: str
) -> None:
    result = found("trafficking-screen", dict.fromkeys(suspected, "suspected") | dict.fromkeys(not_known, "not-known"))
    assert (result.band, result.highest.band) == (band, highest)


CRIMINAL = [
    ([], "0", 0, "few", "nothing"),
    ([], "6", 6, "emerging", "the assessor is sure, and nothing else is shown"),
    (["missing", "phone", "older-person"], "2", 11, "emerging", "signs and a worry"),
    (["missing", "phone", "older-person", "goods", "drugs"], "4", 19, "significant", "more signs and a grave worry"),
    (["cuckooed"], "0", 6, "serious", "found in a cuckooed home last week"),
]


@pytest.mark.parametrize(
    ("seen_last_week", "judgement", "total", "band", "because"), CRIMINAL, ids=[r[4] for r in CRIMINAL]
)
def test_the_criminal_exploitation_tool(
    seen_last_week: list[str], judgement: str, total: int, band: str, because: str
) -> None:
    result = found("criminal-exploitation-tool", dict.fromkeys(seen_last_week, "yes"), judgement=judgement)
    assert (result.score, result.band) == (total, band)


SEXUAL = [
    (["alone", "education", "home-strain"], LAST_WEEK, "few", "vulnerabilities alone"),
    (["images"], LAST_WEEK, "significant", "pictures used as a threat: one thing is enough"),
    (["images"], LAST_SUMMER, "emerging", "the same, last summer"),
    (["missing", "online", "took-back"], LAST_WEEK, "emerging", "three signs"),
    (["assaulted-sexually"], LAST_WEEK, "serious", "a crime against the child"),
]


@pytest.mark.parametrize(("seen", "on", "band", "because"), SEXUAL, ids=[row[3] for row in SEXUAL])
def test_the_sexual_exploitation_tool(seen: list[str], on: date, band: str, because: str) -> None:
    assert found("sexual-exploitation-tool", dict.fromkeys(seen, "yes"), seen_on=on).band == band


CONTEXTS = [
    ("place-assessment", ["hidden"], LAST_WEEK, "few", "dark, and nothing else"),
    ("place-assessment", ["hidden", "staff-unsure"], LAST_WEEK, "emerging", "nobody looks after it"),
    ("place-assessment", ["children-say"], LAST_WEEK, "emerging", "children say it is not safe"),
    ("place-assessment", ["weapons"], LAST_SUMMER, "emerging", "weapons found last summer"),
    ("place-assessment", ["weapons"], LAST_WEEK, "significant", "weapons found last week"),
    ("place-assessment", ["weapons", "children-say"], LAST_WEEK, "serious", "weapons, and children say it is not safe"),
    ("place-assessment", ["sexual-harm"], LAST_WEEK, "serious", "sexual harm there"),
    ("peer-group-assessment", ["younger"], LAST_WEEK, "emerging", "younger children are brought in"),
    ("peer-group-assessment", ["carry-or-hold"], LAST_WEEK, "significant", "exploited to carry or hold"),
    ("peer-group-assessment", ["carry-or-hold", "younger"], LAST_WEEK, "serious", "the same, and younger children"),
    ("peer-group-assessment", ["harm-within", "harmed-outside"], LAST_WEEK, "serious", "two grave harms"),
]


@pytest.mark.parametrize(("instrument", "seen", "on", "band", "because"), CONTEXTS, ids=[row[4] for row in CONTEXTS])
def test_a_place_and_a_peer_group(instrument: str, seen: list[str], on: date, band: str, because: str) -> None:
    assert found(instrument, dict.fromkeys(seen, "yes"), seen_on=on).band == band


def found(code: str, said: dict[str, str], *, seen_on: date = LAST_WEEK, judgement: str = "") -> Result:
    """What an instrument comes to with these answers, each with evidence of a day, and a no to every other item."""
    tool = version(code, 1)
    assert set(said) <= set(tool.items)
    evidence = (Evidence("school", "record", seen_on),)
    answers = [Answer(item, said.get(item, "no"), evidence if item in said else ()) for item in tool.items]
    return score(tool, [*answers, *([Answer("judgement", judgement)] if judgement else [])], on=ON, age=15)
