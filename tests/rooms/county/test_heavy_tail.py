"""The county's missing children have the published shape, within what chance allows at this many children.

A share's tolerance is three standard errors of a binomial share; a mean's, three of its own."""

import math
from collections import Counter
from statistics import fmean, stdev

import pytest

from homeward.county.absences import Absence
from homeward.county.chance import Stream
from homeward.county.making import World
from homeward.county.preset import load
from homeward.county.tail import Mixture
from homeward.foundation.collection_years import CollectionYear

PRESET = load("county-2019")


def three_errors(share: float, count: int) -> float:
    return 3 * math.sqrt(share * (1 - share) / count)


def times(absences: list[Absence], looked_after: bool) -> list[int]:
    """How often each missing child went in each collection year."""
    chosen = [each for each in absences if each.looked_after == looked_after]
    return list(Counter((each.child, CollectionYear.holding(each.since)) for each in chosen).values())


@pytest.mark.parametrize(
    ("name", "repeat", "mean"), [("missing.looked_after.counts", 0.54, 5.37), ("missing.all.counts", 0.432, 2.27)]
)
def test_the_mixture_has_the_published_repeat_share_and_mean(name: str, repeat: float, mean: float) -> None:
    drawn = Mixture(PRESET, name).counts(40_000, False, Stream(1, name))
    assert sum(count > 1 for count in drawn) / 40_000 == pytest.approx(repeat, abs=three_errors(repeat, 40_000))
    assert fmean(drawn) == pytest.approx(mean, abs=3 * stdev(drawn) / 200)


def test_the_tail_is_heavier_than_a_negative_binomials() -> None:
    """Repeaters' mean is 9.1 and a quarter go ten times or more; cut at nine it could never be."""
    drawn = Mixture(PRESET, "missing.looked_after.counts").counts(40_000, False, Stream(2, "tail"))
    assert fmean(count for count in drawn if count > 1) == pytest.approx(9.1, abs=0.2)
    assert sum(count >= 10 for count in drawn) / 40_000 == pytest.approx(0.258, abs=three_errors(0.258, 40_000))
    assert max(drawn) > 40


def test_a_town_spreads_the_same_counts_evenly() -> None:
    mixture = Mixture(PRESET, "missing.looked_after.town_counts")
    for seed in range(20):
        counts = mixture.counts(10, True, Stream(seed, "town"))
        assert sum(count > 1 for count in counts) in (6, 7)
        assert sum(count >= 10 for count in counts) == 5


def test_children_looked_after_once_and_often(county_world: World) -> None:
    counts = times(county_world.absences, looked_after=True)
    repeat, many = (sum(count >= least for count in counts) / len(counts) for least in (2, 10))
    assert repeat == pytest.approx(0.54, abs=three_errors(0.54, len(counts)))
    assert many == pytest.approx(0.258, abs=three_errors(0.258, len(counts)))


def test_other_children_once_and_often(county_world: World) -> None:
    counts = times(county_world.absences, looked_after=False)
    once, many = sum(count == 1 for count in counts) / len(counts), sum(count >= 10 for count in counts) / len(counts)
    assert once == pytest.approx(0.5788, abs=three_errors(0.5788, len(counts)))
    assert many == pytest.approx(0.0183, abs=three_errors(0.0183, len(counts)))


def test_about_one_looked_after_child_in_twelve_goes_missing_in_a_year(county_world: World) -> None:
    for ending in range(2024, 2027):
        year = CollectionYear(ending)
        in_year = len(county_world.care.between(year.since, year.until))
        inside = (each for each in county_world.absences if each.looked_after and year.since <= each.since < year.until)
        share = len({each.child for each in inside}) / in_year
        assert share == pytest.approx(0.0832, abs=three_errors(0.0832, in_year))


def test_children_in_homes_go_far_more_often_than_children_fostered(county_world: World) -> None:
    """Judged by days in placement: twelve times the risk of going at all, and so of the episodes at least five."""
    years = [CollectionYear(ending) for ending in range(2024, 2027)]
    days: Counter[str] = Counter()
    for year in years:
        for episodes in county_world.care.between(year.since, year.until).values():
            for each in episodes:
                if each.since >= year.since or year is years[0]:
                    ends = min(each.until or county_world.until, county_world.until)
                    days[each.kind] += (ends - max(each.since, county_world.since)).days
    made = Counter(each.kind for each in county_world.absences if each.looked_after)
    assert made["homes"] / days["homes"] > 5 * made["foster"] / days["foster"]


def test_most_prevalent_from_twelve_to_fifteen_for_girls_and_boys(county_world: World) -> None:
    """Children a year of age, not episodes, and for each sex by itself (¶16)."""
    for sex in ("F", "M"):
        gone = {(each.child, each.child.age(each.since)) for each in county_world.absences if each.child.sex == sex}
        ages = Counter(age for _, age in gone)
        peak = sum(ages[age] for age in range(12, 16)) / 4
        assert peak > 1.2 * max(ages[10], ages[11], ages[16], ages[17])


def test_over_half_of_first_repeats_come_within_four_weeks(county_world: World) -> None:
    soon = total = 0
    by_child: dict[object, list[Absence]] = {}
    for each in county_world.absences:
        by_child.setdefault((each.child, CollectionYear.holding(each.since)), []).append(each)
    for gone in by_child.values():
        if len(gone) > 1:
            total += 1
            soon += (gone[1].since - gone[0].until).days <= 28
    assert soon / total > 0.5 + three_errors(0.5, total)


def test_most_are_back_within_two_days(county_world: World) -> None:
    lengths = [(each.until - each.since).days for each in county_world.absences]
    shares = [sum(low <= length <= high for length in lengths) / len(lengths) for low, high in ((0, 0), (1, 2), (3, 7))]
    for share, published in zip(shares, (0.33, 0.57, 0.08), strict=True):
        assert share == pytest.approx(published, abs=three_errors(published, len(lengths)))
