"""What a checked file would change, said before any of it is written, and a word asked for where in doubt."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from homeward.register.jobs.models import Job
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.feeds.framework.conftest import HEAD, swimmer
from tests.feeds.framework.test_pages import sent, signed_in, work_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, "administrator")


def file_of(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows, ""]).encode()


def loaded(client: Client, *rows: str) -> Delivery:
    """A file that has been sent, checked and loaded without more ado."""
    delivery = sent(client, file_of(*rows))
    client.post(f"/feeds/deliveries/{delivery.pk}/load/")
    work_through()
    delivery.refresh_from_db()
    assert delivery.state == "loaded"
    return delivery


def shown(client: Client, delivery: Delivery) -> Any:
    return client.get(f"/feeds/deliveries/{delivery.pk}/")


def test_a_dry_run_names_the_columns_that_change_and_the_rows_and_never_a_value(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 6)))
    rows = [swimmer(1), swimmer(2, "Linnet Quillfeather"), swimmer(3, "Linnet Quillfeather"), swimmer(4), swimmer(5)]
    delivery = sent(desk, file_of(*rows, swimmer(3, "Linnet Quillfeather")))
    before = SourceRecord.objects.count()
    answer = shown(desk, delivery)
    page = answer.content.decode()
    by_column, by_row = answer.context["delivery"].changes
    assert [[cell.text for cell in row] for row in by_column.rows] == [["Name", "Swimmers", "2"]]
    assert [[cell.text for cell in row] for row in by_row.rows] == [
        ["Row\u00a03", "Swimmers", "Name"],
        ["Row\u00a04", "Swimmers", "Name"],
    ]
    assert "Quillfeather" not in page and "Applegarth" not in page
    assert "Quillfeather" not in str(delivery.measures) and SourceRecord.objects.count() == before


def test_a_row_that_is_refused_in_the_end_is_not_told_as_a_change(desk: Client) -> None:
    loaded(desk, swimmer(1), swimmer(2))
    delivery = sent(desk, file_of(swimmer(1), swimmer(2, "Linnet Applegarth"), swimmer(2, "Robin Applegarth")))
    assert (delivery.rows_changed, delivery.rows_refused, delivery.measures["changed"]) == (0, 2, 0)
    assert "What would change, by column" not in shown(desk, delivery).content.decode()


def test_only_the_first_fifty_rows_are_listed_and_all_are_counted(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 201)))
    changed = [swimmer(number, "Linnet Applegarth") for number in range(1, 61)]
    delivery = sent(desk, file_of(*changed, *(swimmer(number) for number in range(61, 201))))
    by_row = shown(desk, delivery).context["delivery"].changes[1]
    assert by_row.caption == "Rows that would change: the first 50 of 60"
    assert len(by_row.rows) == 50
    assert delivery.measures["columns"] == {"swimmers.name": 60}


def test_a_child_of_the_last_whole_file_who_is_not_in_this_one_is_counted_and_left_alone(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 31)))
    frozen.shift(60)
    loaded(desk, *(swimmer(number) for number in range(1, 29)))
    delivery = sent(
        desk, file_of(*(swimmer(number) for number in range(4, 27)), swimmer(27, reason="none"), swimmer(99))
    )
    assert (delivery.measures["before"], delivery.measures["gone"]) == (28, 5)
    page = shown(desk, delivery).content.decode()
    assert "The last file that was loaded told of 28 children; 5 of them are not in this one." in page
    assert "Nothing is forgotten by itself." in page


def test_a_row_that_is_refused_still_tells_of_its_child(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 4)))
    delivery = sent(desk, file_of(swimmer(1), swimmer(2), "S3,=Wren,14/06/2012,4,lessons,,"))
    assert (delivery.rows_refused, delivery.measures["gone"]) == (1, 0)


def test_a_file_that_would_change_more_than_half_waits_for_a_word(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 41)))
    delivery = sent(desk, file_of(*(swimmer(number, "Linnet Applegarth") for number in range(1, 41))))
    address = f"/feeds/deliveries/{delivery.pk}/"
    page = desk.get(address).content.decode()
    assert "It would change 40 of the 40 rows that this source has told so far." in page
    asked = Job.objects.count()
    refused = desk.post(f"{address}load/").content.decode()
    assert "There is a problem" in refused and "tick the box if this is the right file" in refused
    assert Job.objects.count() == asked
    assert desk.post(f"{address}load/", {"sure": "on"}).status_code == 302
    work_through()
    delivery.refresh_from_db()
    assert delivery.state == "loaded"


def test_a_file_that_lacks_more_than_half_waits_for_a_word(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 41)))
    delivery = sent(desk, file_of(*(swimmer(number) for number in range(1, 11))))
    assert "It lacks 30 of the 40 children whom the last file told of." in shown(desk, delivery).content.decode()


def test_a_new_day_of_the_same_extract_is_not_a_change_worth_a_second_look(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 41)))
    delivery = sent(desk, file_of(*(swimmer(number, day="02/03/2026") for number in range(1, 41))))
    assert delivery.measures["changed"] == 0
    assert not shown(desk, delivery).context["delivery"].doubts


def test_whoever_may_not_load_is_asked_nothing(desk: Client) -> None:
    loaded(desk, *(swimmer(number) for number in range(1, 41)))
    delivery = sent(desk, file_of(*(swimmer(number, "Linnet Applegarth") for number in range(1, 41))))
    page = shown(signed_in(desk, "director"), delivery).content.decode()
    assert "What would change, by column" in page
    assert "tick the box" not in page and "Load now" not in page and "I have looked" not in page


def test_what_was_refused_leads_to_the_later_file_that_may_have_put_it_right(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    first = loaded(desk, swimmer(1), "S2,=Wren,14/06/2012,4,lessons,,")
    assert "Another file loaded since" not in shown(desk, first).content.decode()
    frozen.shift(60)
    second = loaded(desk, swimmer(1), swimmer(2))
    page = shown(desk, first).content.decode()
    assert "Another file loaded since" in page and f"/feeds/deliveries/{second.pk}/" in page
    assert "Another file loaded since" not in shown(desk, second).content.decode()


def test_a_dry_run_that_another_load_has_overtaken_can_be_made_again(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    tried = sent(desk, file_of(swimmer(1), swimmer(2)))
    assert not shown(desk, tried).context["delivery"].check_href
    frozen.shift(60)
    loaded(desk, swimmer(1))
    answer = shown(desk, tried)
    assert "check again to see it as it stands" in answer.content.decode()
    desk.post(answer.context["delivery"].check_href)
    work_through()
    tried.refresh_from_db()
    assert (tried.state, tried.rows_new, tried.rows_known) == ("checked", 1, 1)


def test_the_corrected_file_is_sent_with_its_agency_and_year_filled_in(desk: Client) -> None:
    delivery = loaded(desk, swimmer(1), "S2,=Wren,14/06/2012,4,lessons,,")
    answer = shown(desk, delivery)
    assert "Put right what was refused and send the whole file again" in answer.content.decode()
    href = answer.context["delivery"].send_href
    assert href == "/feeds/send/swimming/?agency=middleshire&collection_year=2025-26"
    form = desk.get(href).context["form"]
    assert (form["agency"].value(), form["collection_year"].value()) == ("middleshire", "2025-26")
    corrected = sent(desk, file_of(swimmer(1), swimmer(2)))
    assert (corrected.rows_new, corrected.rows_known, corrected.rows_refused) == (1, 1, 0)


def test_a_check_that_failed_is_tried_again_and_a_worker_that_died_three_times_is_told(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    delivery = sent(desk, file_of(swimmer(1)))
    Delivery.objects.update(state="received")
    Job.objects.update(state="failed", message_code="worker-died", attempts=3)
    answer = shown(desk, delivery)
    assert "3 workers died while they did this" in answer.content.decode()
    assert answer.context["delivery"].check_label == "Try again"
    frozen.shift(60)
    desk.post(answer.context["delivery"].check_href)
    work_through()
    assert "Load now" in shown(desk, delivery).content.decode()


@pytest.mark.parametrize(
    ("job", "words"),
    [
        ({"done": 1000, "total": 3000}, "About 2 minutes left at this pace"),
        ({"done": 2990, "total": 3000}, "Less than a minute left"),
        ({"done": 0, "total": 3000}, ""),
        ({"done": 1000, "total": None}, ""),
        ({"done": 1000, "total": 3000, "attempts": 2}, ""),
        ({"done": 1000, "total": 3000, "started_at": f.NOW + timedelta(seconds=55)}, ""),
    ],
)
def test_the_time_left_is_told_only_where_it_is_no_guess(
    desk: Client, frozen: time_machine.Traveller, job: dict[str, Any], words: str
) -> None:
    delivery = sent(desk, file_of(swimmer(1)))
    frozen.shift(60)
    desk.post(f"/feeds/deliveries/{delivery.pk}/load/")
    running = {"state": "running", "attempts": 1, "started_at": f.NOW, "heartbeat_at": f.NOW}
    Job.objects.filter(kind="feed.load").update(**running | job)
    page = shown(desk, delivery).content.decode()
    assert words in page if words else " left" not in page


def test_a_second_load_tells_no_time_left_since_it_runs_quickly_over_what_is_done(
    desk: Client, frozen: time_machine.Traveller
) -> None:
    delivery = sent(desk, file_of(swimmer(1)))
    for _ in range(2):
        frozen.shift(60)
        Job.objects.filter(kind="feed.load").update(state="stopped")
        desk.post(f"/feeds/deliveries/{delivery.pk}/load/")
    running = {"state": "running", "attempts": 1, "done": 1000, "total": 3000, "started_at": f.NOW}
    Job.objects.filter(kind="feed.load", state="waiting").update(**running)
    page = shown(desk, delivery).content.decode()
    assert "1,000 of 3,000 rows" in page and "left at this pace" not in page
