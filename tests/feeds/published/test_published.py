"""Published figures: loaded as they were published, each state kept apart, and each release beside the others."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from time_machine import Traveller

from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.loading import load_paths
from homeward.gateways.feeds.published.rules import figure_in
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import feed_named
from homeward.insight.analysis.models import Neighbour, PublishedFigure, Release
from homeward.insight.analysis.rules.published import State, measure_of
from homeward.register.documents.models import Document
from homeward.register.people.models import Person
from homeward.register.sources.actions import NotToBeKeptHere
from homeward.register.sources.models import Delivery, Judgement
from homeward.register.sources.queries import only_synthetic
from tests import factories as f
from tests.feeds.samples import load_sample, refused, sample, told

pytestmark = pytest.mark.django_db

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,"
    "new_la_code,CLA_group,number"
)
NAME = "la_cla_missing.csv"
MISSING = "Children who had a missing incident during the year"


def line(number: str, *, year: int = 2025, area: str = "999", measure: str = MISSING) -> str:
    """One authority's figure."""
    where = f"Local authority,E92999999,Invented Country,E12999999,Mid Invented,{area},Middleshire,E99000{area}"
    return f"{year},Reporting year,{where},{measure},{number}"


def send(
    place: Path, *lines: str, release: str = "2025", head: str = HEAD, name: str = "la_cla_missing.csv"
) -> Delivery:
    """A file of areas as somebody downloads it: alone, with no manifest and no word on who is invented."""
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return load_paths("published", [place / name], agency=f.agency(), clock=timezone.now, release=release)


def test_the_good_sample_loads_and_is_about_nobody() -> None:
    delivery = load_sample("published")
    assert (delivery.state, delivery.rows_new, delivery.rows_refused, delivery.notes) == ("loaded", 35, 0, [])
    assert PublishedFigure.objects.count() == 34
    assert not Person.objects.exists()
    assert not Judgement.objects.exists()
    assert not delivery.about_people
    assert [*Release.objects.order_by("part").values_list("part", "first_year", "last_year")] == [
        ("areas", 2024, 2025),
        ("nation", 2025, 2025),
        ("neighbours", None, None),
        ("population", 2025, 2025),
    ]
    assert [*Neighbour.objects.order_by("place").values_list("area", "place", "neighbour", "closeness")] == [
        ("999", 1, "902", "Very close"),
        ("999", 2, "901", "Close"),
    ]


def test_of_the_broken_sample_exactly_what_it_says_is_refused() -> None:
    assert refused(load_sample("published", "broken")) == told("published")


@pytest.mark.parametrize(
    ("cell", "state", "value"),
    [("7", "number", "7"), ("6.5", "number", "6.5"), ("0", "true-zero", "0"), ("0.0", "true-zero", "0"),
     ("c", "suppressed", None), ("C", "suppressed", None), ("x", "not-collected", None), ("z", "not-applicable", None),
     ("k", "rounds-to-zero", None), ("low", "rounds-to-zero", None)],
)  # fmt: skip
def test_each_state_survives_loading(cell: str, state: str, value: str | None, tmp_path: Path) -> None:
    send(tmp_path, line(cell))
    kept = PublishedFigure.objects.get()
    assert (kept.state, kept.value) == (state, value and Decimal(value))


@pytest.mark.parametrize(
    "cell",
    ["8%", "1,234", "1e5", "1E+05", "-3", "+3", "q", "..", "-", "cc", "5.123", "1234567890", "٣", ".5", "5.", "0x10",
     "NaN", "="],
)  # fmt: skip
def test_what_is_no_figure_is_refused(cell: str) -> None:
    assert figure_in(cell) is None


def test_every_state_is_one_that_a_table_can_show() -> None:
    shown = {state: str(found.cell) for state in State if (found := figure_in(_written(state)))}
    assert shown == {
        State.NUMBER: "12", State.TRUE_ZERO: "0", State.SUPPRESSED: "c", State.NOT_COLLECTED: "x",
        State.ROUNDS_TO_ZERO: "k", State.NOT_APPLICABLE: "z",
    }  # fmt: skip


def _written(state: State) -> str:
    words = {State.NUMBER: "12", State.TRUE_ZERO: "0", State.SUPPRESSED: "c", State.NOT_COLLECTED: "x"}
    return words.get(state, "k" if state is State.ROUNDS_TO_ZERO else "z")


def test_a_later_release_stands_beside_an_earlier_one_even_where_they_agree(tmp_path: Path, frozen: Traveller) -> None:
    send(tmp_path / "first", line("944", year=2022), line("60", year=2021), release="2022 release")
    frozen.shift(3600)
    later = send(tmp_path / "later", line("946", year=2022), line("60", year=2021), release="2024 release")
    assert later.rows_new == 2
    held = PublishedFigure.objects.order_by("year", "delivery__received_at")
    assert [*held.values_list("year", "value", "delivery__release")] == [
        (2021, 60, "2022 release"), (2021, 60, "2024 release"),
        (2022, 944, "2022 release"), (2022, 946, "2024 release"),
    ]  # fmt: skip


def test_the_same_file_twice_is_one_delivery_and_under_another_name_is_another(tmp_path: Path) -> None:
    first = send(tmp_path, line("7"))
    assert send(tmp_path, line("7")).pk == first.pk
    assert PublishedFigure.objects.count() == 1
    assert send(tmp_path, line("7"), release="2025 revised").pk != first.pk
    assert PublishedFigure.objects.count() == 2


def test_a_row_told_twice_alike_is_kept_once_though_batches_lie_between(tmp_path: Path) -> None:
    others = [line(str(number), area=str(number)) for number in range(1, 600)]
    delivery = send(tmp_path, line("7"), *others, line("7"))
    assert (delivery.rows_new, delivery.rows_known, delivery.rows_refused) == (600, 1, 0)
    assert PublishedFigure.objects.filter(area="999").count() == 1


def test_column_names_are_read_in_either_release_s_letters_with_a_mark_before_them(tmp_path: Path) -> None:
    delivery = send(tmp_path, line("7"), head="\ufeff" + HEAD.replace("CLA_group", "cla_group"))
    assert (delivery.rows_new, delivery.notes) == (1, [])
    assert PublishedFigure.objects.get().measure == "missing-in-year"


def test_a_file_is_known_by_its_columns_whatever_it_is_called(tmp_path: Path) -> None:
    send(tmp_path, line("7"), name="la_cla_missing_2021_2025.csv")
    assert PublishedFigure.objects.get().part == "areas"


def test_a_file_of_another_shape_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    wide = "New_geog_code,geog_l,geog_c,geog_n,CLA_MissDuringYear,CLA_MissIncs"
    with pytest.raises(FileRefused, match="column names"):
        send(tmp_path, "E92000001,NATIONAL,999,ENGLAND,6110,28570", head=wide)
    assert not Delivery.objects.exists() and not Document.objects.exists()


def test_the_longest_measure_is_kept_apart_from_the_next(tmp_path: Path) -> None:
    long = "Number of away from placement without authorisation incidents during the year"
    delivery = send(tmp_path, line("7", measure=long), line("8", measure=long, year=2024))
    assert (delivery.rows_new, delivery.rows_refused) == (2, 0)


def test_a_measure_the_comparison_does_not_use_keeps_its_words() -> None:
    assert measure_of("Children missing at 31 March") == "Children missing at 31 March"
    assert measure_of("children  looked after during the Year") == "looked-after-in-year"


def test_published_files_need_no_declaration_in_a_demonstration_and_a_file_about_children_does(tmp_path: Path) -> None:
    delivery = send(tmp_path, line("7"))
    assert not delivery.synthetic and only_synthetic()
    for path in sample("ssda903", "good"):
        shutil.copy(path, tmp_path / path.name)
    with pytest.raises(NotToBeKeptHere):
        paths = [tmp_path / path.name for path in sample("ssda903", "good")]
        load_paths("ssda903", paths, agency=f.agency(), clock=timezone.now, year=2026)


def test_a_file_of_people_put_in_the_place_of_published_figures_is_never_kept(client: Client) -> None:
    client.force_login(f.account("administrator"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    people = b"forename,surname,birth_date\nWren,Invented,14/06/2012\n"
    sent = SimpleUploadedFile(NAME, people, content_type="text/csv")
    facts = {"agency": f.agency().code, "release": "2025", "file_areas": sent}
    answer = client.post("/feeds/send/published/", facts)
    assert answer.status_code == 200
    assert "does not hold the column names" in answer.content.decode()
    assert not Delivery.objects.exists()
    assert not Document.objects.exists()


def test_the_form_asks_for_the_release_and_not_whether_anybody_is_invented() -> None:
    form = SendForm(mapping=feed_named("published").mapping, on=timezone.localdate())
    assert "release" in form.fields and "invented" not in form.fields and "collection_year" not in form.fields
    assert "invented" in SendForm(mapping=feed_named("ssda903").mapping, on=timezone.localdate()).fields


def test_a_release_is_told_on_the_page_and_shown_with_the_delivery(client: Client) -> None:
    client.force_login(f.account("administrator"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    with sample("published", "good")[0].open("rb") as file:
        sent = {"agency": f.agency().code, "release": "Year ending 31 March 2025", "file_areas": file}
        answer = client.post("/feeds/send/published/", sent, follow=True)
    assert Delivery.objects.get().release == "Year ending 31 March 2025"
    assert "Published counts: nobody" in answer.content.decode()
    assert "Year ending 31 March 2025" in answer.content.decode()
