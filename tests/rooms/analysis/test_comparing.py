"""Our year beside published ones: what is compared, what is said, what is withheld, and at what cost."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from homeward.foundation.london import day_begins_at
from homeward.foundation.quarters import Quarter
from homeward.gateways.feeds.loading import load_paths
from homeward.insight.analysis.queries import comparing
from homeward.insight.analysis.rules.comparing import NO_AREA, NO_CODE, NO_RELEASE, Comparison
from homeward.insight.analysis.rules.counting import Tally
from homeward.insight.analysis.rules.own_year import OwnYear, own_shown
from homeward.methods.disclosure.profile import Profile
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.rooms.analysis.conftest import went_missing

QUARTER = Quarter(2025, 4)
PROFILE = Profile(1, 5, 5, 20)
MEASURES = (
    "Children looked after during the year", "Children who had a missing incident during the year",
    "Children who went missing more than once during the year", "Number of missing incidents during the year",
)  # fmt: skip
HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,"
    "new_la_code,CLA_group,number"
)


@pytest.fixture(autouse=True)
def ours(settings: Settings) -> None:
    settings.COUNCIL_LA_CODE = "999"
    comparing._remembered.clear()


def figures(level: str, area: str, numbers: tuple[object, ...], year: int = 2025) -> list[str]:
    """An area's four figures."""
    return [
        f"{year},Reporting year,{level},E92999999,Invented Country,{area},{measure},{number}"
        for measure, number in zip(MEASURES, numbers, strict=True)
    ]


def authority(code: int, *numbers: object, year: int = 2025) -> list[str]:
    return figures("Local authority", f"E12999999,Mid Invented,{code},Area {code},E{code}", numbers, year)


def published(place: Path, *, release: str = "The 2025 release", authorities: int = 12, **named: object) -> Delivery:
    """A release of England, a region, ourselves and others, loaded as it is downloaded."""
    year = int(str(named.get("year", 2025)))
    lines = [
        *figures("National", ",,,,", (116_420, 13_010, 8_210, 83_920), year),
        *figures("Regional", "E12999999,Mid Invented,,,", (9_140, 890, 560, 5_090), year),
        *authority(999, *(named.get("ours") or (757, 63, 34, 340)), year=year),
    ]
    for code in range(901, 901 + authorities):
        lines += authority(code, 1000, 60 + 12 * (code - 900), 40, 600, year=year)
    lines += authority(801, 41, "c", "c", "c", year=year) + authority(802, "z", "z", "x", "k", year=year)
    path = place / "la_cla_missing.csv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return load_paths("published", [path], agency=f.agency(), clock=timezone.now, release=release)


def neighbours(place: Path) -> Delivery:
    head = ",".join(["old_la_code", "la_name", *(f"SN_{n},SN_{n}P" for n in range(1, 11))])
    path = place / "sn_model_wide.csv"
    path.write_text(f"{head}\n999,Area 999,902,Very close,801,Close,901,Close{',,' * 7}\n", encoding="utf-8")
    return load_paths("published", [path], agency=f.agency(), clock=timezone.now, release="The 2025 model")


def compared(quarter: Quarter = QUARTER) -> Comparison:
    return comparing.comparison(quarter, viewer=None, as_at=timezone.now())


def named(found: Comparison) -> dict[str, list[str]]:
    assert found.grid
    return {f"{row[0].text}: {row[0].note}": [slot.text for slot in row[1:]] for row in found.grid.rows}


@pytest.mark.django_db
def test_ours_stands_beside_neighbours_closest_first_then_the_region_and_england(tmp_path: Path) -> None:
    published(tmp_path)
    neighbours(tmp_path)
    found = named(compared())
    assert [*found] == [
        "Area 999: As counted by this hub from the return", "Area 999: As published",
        "Area 902: Neighbour 1, very close", "Area 801: Neighbour 2, close", "Area 901: Neighbour 3, close",
        "Mid Invented: Our region, as published", "Invented Country: Nation, as published",
    ]  # fmt: skip
    assert found["Area 999: As published"][:5] == ["8.3%", "63", "757", "34", "340"]
    assert found["Area 801: Neighbour 2, close"][:5] == ["c", "c", "41", "c", "c"]
    assert found["Area 999: As counted by this hub from the return"] == ["x"] * 6


@pytest.mark.django_db
def test_two_releases_are_never_mixed_and_the_newest_that_tells_of_the_year_is_named(tmp_path: Path) -> None:
    published(tmp_path, release="The 2025 release", ours=(757, 63, 34, 340))
    published(tmp_path, release="The 2026 release", ours=(760, 64, 35, 341))
    found = compared()
    assert found.release == "The 2026 release" and "The 2026 release" in found.notes[0]
    assert named(found)["Area 999: As published"][1:3] == ["64", "760"]
    assert found.grid and "The 2025 release" not in str(found)


@pytest.mark.django_db
def test_where_no_release_has_come_so_far_the_newest_year_is_compared_and_said(tmp_path: Path) -> None:
    published(tmp_path, year=2024)
    found = compared()
    assert (found.wanted.ending, found.year.ending) == (2025, 2024)
    assert "No release that is loaded tells of 1 April 2024 to 31 March 2025." in found.sentences[0]


@pytest.mark.parametrize(
    ("quarter", "ending"),
    [(Quarter(2024, 4), 2024), (Quarter(2025, 1), 2025), (Quarter(2025, 2), 2025), (Quarter(2025, 4), 2025)],
)
def test_the_year_is_the_last_that_had_ended_with_the_quarter(quarter: Quarter, ending: int) -> None:
    assert comparing.year_ended(quarter, f.NOW).ending == ending


@pytest.mark.django_db
def test_a_share_inside_what_authorities_differ_by_is_ordinary(tmp_path: Path) -> None:
    published(tmp_path)
    said = " ".join(compared().sentences)
    assert "The share for Area 999, as published, is ordinary among 13 authorities" in said
    assert "0.74 times that of Invented Country (95% interval 0.59 to 0.94)" in said
    assert "significant" not in said and "rank" not in said


@pytest.mark.django_db
def test_a_share_outside_what_authorities_differ_by_is_called_so(tmp_path: Path) -> None:
    published(tmp_path, authorities=40, ours=(757, 700, 34, 900))
    said = " ".join(compared().sentences)
    assert "lies outside where authorities ordinarily lie" in said and "above the middle" in said
    assert "more children missing, or more of it recorded" in said


@pytest.mark.django_db
def test_too_few_authorities_say_nothing_of_what_is_ordinary(tmp_path: Path) -> None:
    published(tmp_path, authorities=3)
    assert any("it takes 10 to say" in each for each in compared().sentences)


@pytest.mark.django_db
def test_each_empty_state_says_why(tmp_path: Path, settings: Settings) -> None:
    assert compared().empty == NO_RELEASE
    settings.COUNCIL_LA_CODE = ""
    assert compared().empty == NO_CODE
    settings.COUNCIL_LA_CODE = "855"
    published(tmp_path)
    assert compared().empty == NO_AREA


@pytest.mark.django_db
def test_nothing_is_read_for_whoever_may_not_see_counts(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    viewer = f.viewer()
    with django_assert_num_queries(0):
        assert not comparing.comparison(QUARTER, viewer=viewer, as_at=f.NOW).grid


@pytest.mark.django_db
def test_a_comparison_is_made_in_as_many_statements_whatever_is_loaded(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for authorities in (12, 60):
        published(tmp_path, authorities=authorities, release=f"{authorities}")
        neighbours(tmp_path)
        comparing._remembered.clear()
        with django_assert_num_queries(15, exact=False) as asked:
            assert compared().grid
        counts.append(len(asked))
    assert counts[0] == counts[1]


def tally(children: int, episodes: int, looked_after: int) -> Tally:
    cell = ("all", "M")
    return Tally({cell: children}, {cell: episodes}, 0, looked_after)


WHOLE = [tally(60, 130, 30)] * 4
OWN = OwnYear(looked_after=700, missing=80, more_than_once=40, episodes=300)


def test_a_year_whose_quarters_are_all_shown_is_shown() -> None:
    found = own_shown(OWN, WHOLE, PROFILE)
    cells = (found.looked_after, found.missing, found.more_than_once, found.episodes, found.mean)
    assert [str(each) for each in cells] == ["700", "80", "40", "300", "3.8"]


def test_the_quarter_that_is_hidden_cannot_be_had_from_the_year_and_the_three_shown() -> None:
    """Whatever the hidden quarter's number is, exactly the same is printed of the year."""
    shown = set()
    for hidden in range(1, 6):
        for further in (0, 9):
            quarters = [*WHOLE[:3], tally(60, 130, hidden)]
            own = OwnYear(700, 90 + hidden, 40, 300 + hidden + further)
            shown.add(own_shown(own, quarters, PROFILE))
    assert len(shown) == 1 and not next(iter(shown)).missing.is_shown


def test_no_small_number_can_be_worked_out_of_a_year_and_its_quarters() -> None:
    for missing, more, third, gap in product((6, 20, 31), (0, 3, 6, 10), (0, 2, 6), (0, 4, 8)):
        if more > missing:
            continue
        episodes = missing + more + third
        quarters = [tally(60, 130, 30)] * 3 + [tally(60, episodes + gap + 400 - 390, 30)]
        found = own_shown(OwnYear(700, missing, more, episodes), quarters, PROFILE)
        told = [int(cell.value) for cell in (found.missing, found.more_than_once) if cell.value is not None]
        if found.missing.is_shown and found.episodes.is_shown:
            told.append(episodes - missing)
        if found.more_than_once.is_shown:
            told.append(missing - more)
            if found.episodes.is_shown:
                told.append(third)
        assert not any(1 <= number <= 5 for number in told), (missing, more, third)


def test_a_return_that_was_not_loaded_is_not_collected() -> None:
    assert str(own_shown(None, WHOLE, PROFILE).missing) == "x"


@pytest.mark.django_db
def test_our_own_year_counts_the_return_alone_and_leaves_out_short_breaks() -> None:
    delivery = f.delivery()
    Delivery.objects.filter(pk=delivery.pk).update(collection_year=2025, loaded_at=f.NOW, state="loaded")
    other = f.delivery("police-missing")
    for number in range(3):
        child = f.child("Care", f"No{number}", birth_date=date(2011, 3, 1))
        placed = f.placement(child, since=date(2024, 6, 1))
        went_missing(child, date(2024, 7, 1), delivery=delivery)
        went_missing(child, date(2024, 9, 1 + number), delivery=other)
        if number == 2:
            placed.legal_status = "V4"
            placed.save()
        if number == 0:
            went_missing(child, date(2024, 3, 31), delivery=delivery)
            went_missing(child, date(2025, 3, 31), delivery=delivery)
            went_missing(child, date(2025, 4, 1), delivery=delivery)
    found = comparing.own_year(comparing.year_ended(QUARTER, f.NOW), f.NOW, None)
    assert found == OwnYear(looked_after=2, missing=2, more_than_once=1, episodes=3)
    assert day_begins_at(date(2025, 4, 1)) < f.NOW


@pytest.mark.django_db
def test_the_page_shows_the_comparison_and_how_to_have_one(client: Client, tmp_path: Path) -> None:
    client.force_login(f.account("director"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    assert "No published figures are loaded" in client.get("/quarter/2025-Q4/").content.decode()
    published(tmp_path)
    neighbours(tmp_path)
    page = client.get("/quarter/2025-Q4/").content.decode()
    assert "is ordinary among 13 authorities" in page and "Neighbour 1, very close" in page
    assert "The 2025 release" in page and "Open Government Licence v3.0" in page


@pytest.mark.django_db
def test_invented_figures_are_not_said_to_be_the_department_s(client: Client, tmp_path: Path) -> None:
    delivery = published(tmp_path)
    Delivery.objects.filter(pk=delivery.pk).update(synthetic=True)
    client.force_login(f.account("director"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    page = client.get("/quarter/2025-Q4/").content.decode()
    assert "Every area and every figure in it is invented." in page and "Department for Education" not in page
