"""The children looked after are about as many, and placed about as, the published figures say.

Tolerances allow for chance at this number of children and for three years of drift from the first day's stock."""

from collections import Counter
from datetime import date

import pytest

from homeward.county.care import CareEpisode
from homeward.county.children import Child
from homeward.county.making import World

LAST_DAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def now(county_world: World) -> dict[Child, CareEpisode]:
    held = county_world.care.episodes
    return {child: _on_last_day(held[child]) for child in county_world.care.looked_after(LAST_DAY)}


def _on_last_day(episodes: list[CareEpisode]) -> CareEpisode:
    return next(each for each in episodes if each.since <= LAST_DAY and (each.until is None or each.until > LAST_DAY))


def test_about_600_are_looked_after(now: dict[Child, CareEpisode]) -> None:
    assert 540 <= len(now) <= 680


def test_about_207_start_and_184_leave_in_a_year(county_world: World) -> None:
    episodes = [each for spells in county_world.care.episodes.values() for each in spells]
    started = sum(each.began == "S" and each.since >= county_world.since for each in episodes)
    left = sum(each.ended not in ("", "X1") for each in episodes)
    assert started / 3 == pytest.approx(207, rel=0.15)
    assert left / 3 == pytest.approx(184, rel=0.15)


@pytest.mark.parametrize(("kind", "share"), [("foster", 0.76), ("homes", 0.08), ("semi", 0.08), ("parents", 0.07)])
def test_where_they_are_placed(now: dict[Child, CareEpisode], kind: str, share: float) -> None:
    placed = Counter(each.kind for each in now.values())
    assert placed[kind] / len(now) == pytest.approx(share, abs=0.05)


def test_the_youngest_are_as_many_as_published_though_they_leave_most(now: dict[Child, CareEpisode]) -> None:
    """8% are under 1 and 14% are 1 to 4, on 31 March."""
    ages = [child.age(LAST_DAY) for child in now]
    assert sum(age < 1 for age in ages) / len(ages) == pytest.approx(0.08, abs=0.03)
    assert sum(1 <= age < 5 for age in ages) / len(ages) == pytest.approx(0.14, abs=0.035)


def test_one_in_eight_who_leave_is_adopted_after_a_placement_for_it(county_world: World) -> None:
    left = [spells[-1] for spells in county_world.care.episodes.values() if spells[-1].ended]
    adopted = [spells for spells in county_world.care.episodes.values() if spells[-1].ended in ("E11", "E12")]
    assert len(adopted) / len(left) == pytest.approx(0.12, abs=0.05)
    for spells in adopted:
        assert spells[-1].place == "A6"
        assert spells[-1].order == "E1"
        assert spells[-1].until is not None
        assert next(iter(spells)).since < spells[-1].since


def test_over_a_quarter_are_placed_outside_the_county(now: dict[Child, CareEpisode]) -> None:
    outside = sum(each.postcode.startswith("ZZ4") for each in now.values())
    assert outside / len(now) == pytest.approx(0.275, abs=0.05)


def test_boys_and_children_who_came_alone(now: dict[Child, CareEpisode]) -> None:
    assert sum(child.sex == "M" for child in now) / len(now) == pytest.approx(0.57, abs=0.06)
    assert sum(child.unaccompanied for child in now) / len(now) == pytest.approx(0.06, abs=0.025)
