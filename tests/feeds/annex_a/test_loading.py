"""A workbook sent again, changed, and what its rows do to children whom others have told of."""

from datetime import date, timedelta

import pytest

from homeward.gateways.feeds import checking, loading
from homeward.register.access.models import Shield
from homeward.register.access.queries import shielded
from homeward.register.events.models import SocialCareEvent
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.feeds.annex_a.conftest import Send
from tests.feeds.annex_a.workbook import contact, who
from tests.feeds.samples import load_sample

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def lists(*, completed: date | None = None, source: str = "q) 6: Police") -> dict[str, list[list[object]]]:
    """Two contacts and two assessments, one of which may be completed."""
    return {
        "List 1": [contact(1, date(2026, 2, 20)), contact(2, date(2026, 2, 21), source)],
        "List 4": [
            [*who(1), date(2026, 1, 5), "a) Yes", date(2026, 2, 2), "b) No"],
            [*who(2), date(2026, 1, 6), "a) Yes", completed, "a) Yes" if completed else None],
        ],
    }


def standing(kind: str) -> list[SocialCareEvent]:
    return list(SocialCareEvent.objects.filter(superseded_at=None, kind=kind).order_by("since"))


def test_half_of_the_rows_changed_and_the_other_half_stay_as_they_were(send: Send) -> None:
    send(lists())
    again = send(lists(completed=date(2026, 2, 24)))
    assert (again.rows_new, again.rows_changed, again.rows_known) == (0, 1, 3)
    assert [(each.outcome, each.until) for each in standing("assessment")] == [
        ("no-support", date(2026, 2, 2)),
        ("support", date(2026, 2, 24)),
    ]
    assert SocialCareEvent.objects.exclude(superseded_at=None).count() == 1


def test_a_shielded_child_stays_shielded_and_an_open_one_in_list_eight_becomes_so(send: Send) -> None:
    load_sample("ssda903")
    before = list(Shield.objects.order_by("pk").values())
    rows = [
        [*who(number), date(2025, 9, 1), None, "C2", None, None, "ZZ11 1AA", 0, 0, "", ""] for number in (900001, 7)
    ]
    rows.append([*who(8), date(2025, 9, 1), None, "C2", None, date(2026, 1, 5), "", 0, 0, "", ""])
    rows.append([*who(9), TODAY, None, "C2", None, None, "", 0, 0, "", ""])
    send({"List 8": rows})
    assert [each for each in Shield.objects.order_by("pk").values() if each in before] == before
    covered = shielded(Person.objects.values_list("pk", flat=True))
    number = {each.value: each.person_id for each in _identifiers()}
    assert {name for name in ("MS900001", "MS000007", "MS000008", "MS000009") if number[name] in covered} == {
        "MS900001", "MS000007", "MS000009",
    }  # fmt: skip


def _identifiers():
    from homeward.register.people.models import Identifier

    return Identifier.objects.filter(type="local")


# what it shows, the rows of list 1, how many come, how many are dropped
WINDOWS = [
    ("six months to the day", [contact(1, date(2026, 2, 28)), contact(2, date(2025, 8, 28))], 2, 0),
    ("a day more", [contact(1, date(2026, 2, 28)), contact(2, date(2025, 8, 27))], 1, 1),
    ("the day of a short month", [contact(1, date(2025, 8, 31)), contact(2, date(2025, 2, 28))], 2, 0),
    ("a day to come does not move the window",
     [contact(1, date(2028, 2, 28)), contact(2, date(2025, 8, 28)), contact(3, date(2026, 2, 28))], 2, 0),
    ("eighteen on the day of the list",
     [contact(1, date(2026, 2, 28)), contact(2, date(2026, 2, 1), born=date(2008, 2, 28))], 1, 1),
    ("eighteen the day after",
     [contact(1, date(2026, 2, 28)), contact(2, date(2026, 2, 1), born=date(2008, 3, 1))], 2, 0),
    ("no birth date", [contact(1, date(2026, 2, 28), born=None)], 1, 0),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rows", "come", "dropped"), WINDOWS, ids=[each[0] for each in WINDOWS])
def test_whose_rows_come(send: Send, case: str, rows: list, come: int, dropped: int) -> None:
    delivery = send({"List 1": rows})
    assert (delivery.rows_new, delivery.rows_dropped) == (come, dropped)


def test_a_case_that_is_open_comes_however_old_and_one_that_ended_long_ago_does_not(send: Send) -> None:
    long_ago, lately = date(2018, 5, 1), TODAY - timedelta(days=20)
    rows = [
        [*who(1), long_ago, "N1", lately, None, None, "c) Child in need plan"],
        [*who(2), long_ago, "N1", None, date(2025, 1, 1), "RC7", ""],
        [*who(3), long_ago, "N4 - Family in acute stress", None, date(2026, 1, 1), "RC9 - early help", ""],
    ]
    delivery = send({"List 6": rows})
    assert (delivery.rows_new, delivery.rows_dropped) == (2, 1)
    assert {(each.code, each.outcome) for each in standing("child-in-need")} == {("N1", ""), ("N4", "RC9")}


def test_two_contacts_of_one_day_from_two_sources_are_two(send: Send) -> None:
    day = date(2026, 2, 20)
    wordy = "OTHER LEGAL AGENCY – including courts, probation, immigration, CAFCASS or prison, and others besides"
    delivery = send({"List 1": [contact(1, day), contact(1, day, "School"), contact(1, day, wordy), contact(1, day)]})
    assert (delivery.rows_new, delivery.rows_known) == (3, 1)
    assert sorted(each.code for each in standing("contact")) == ["2A", "6", "7"]


def test_a_source_that_cannot_be_read_is_kept_sealed_in_the_councils_words(send: Send) -> None:
    delivery = send({"List 1": [contact(1, date(2026, 2, 20), "Carrier pigeon")]})
    [row] = standing("contact")
    assert row.code == "" and row.sealed_details and "pigeon" not in row.sealed_details
    assert any(note.startswith("Query not-read, List 1, contacts") for note in delivery.notes)


def test_a_load_that_stopped_goes_on_from_its_next_batch(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking.batches, "__defaults__", (1,))
    apply_batch, done = loading.actions.apply_batch, []

    def stops(**facts: object) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(facts["number"])
        apply_batch(**facts)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(loading.actions, "apply_batch", stops)
    with pytest.raises(KeyboardInterrupt):
        send(lists())
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.batches_done) == ("loading", 2)
    monkeypatch.setattr(loading.actions, "apply_batch", apply_batch)
    loading.load_delivery(delivery, clock=lambda: f.NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.rows_new, SourceRecord.objects.count()) == ("loaded", 4, 4)
