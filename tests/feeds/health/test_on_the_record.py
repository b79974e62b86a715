"""Attendances come of children who are on the record already, under an agreement in force, and of nobody else."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from homeward.config.commands.feed import feed
from homeward.gateways.feeds import actions, presenters
from homeward.gateways.feeds.agreements import NotUnderAgreement
from homeward.gateways.feeds.checking import batches
from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery, load_paths
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.rows import Problem
from homeward.gateways.feeds.rows import Row as Sent
from homeward.register.documents.models import Document
from homeward.register.events.models import HealthEvent
from homeward.register.events.queries import details_of
from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.factories.partners import Row, attendance, nhs
from tests.feeds.identity.rows import child
from tests.feeds.partners import AGREEMENT, Partner, sender
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db
Council = Callable[..., None]


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("health", tmp_path)


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """Tell of these children as the council does."""
    sent = iter(range(20))

    def of(*children: dict[str, object]) -> None:
        loaded("identity", write(tmp_path / f"council{next(sent)}", "identity", {"children": children}))

    return of


def known(number: int = 1, **cells: object) -> dict[str, object]:
    return child(number, nhs_number=nhs(number), **cells)


def test_only_children_on_the_record_come_and_nothing_is_kept_of_others(partner: Partner, council: Council) -> None:
    council(known(1))
    delivery = partner.send(attendances=[attendance(1), attendance(2), attendance(3)])
    assert (delivery.rows_new, delivery.rows_dropped, delivery.rows_refused) == (1, 2, 0)
    assert Person.objects.count() == 1
    assert set(SourceRecord.objects.filter(part="attendances").values_list("external_id", flat=True)) == {"SYN-A-0001"}
    assert not Identifier.objects.filter(value__in=[nhs(2), "H000002"]).exists()


def test_the_provider_s_number_is_enough_once_it_came_with_the_nhs_number(partner: Partner, council: Council) -> None:
    council(known(1))
    partner.send(attendances=[attendance(1)])
    again: Row = {"attendance_reference": "SYN-A-0099", "nhs_number": "", "patient_number": "h000001"}
    assert partner.send(attendances=[attendance(1, **again)]).rows_new == 1
    assert HealthEvent.objects.values("person").distinct().count() == 1


def test_another_provider_s_number_is_not_that_child_s(partner: Partner, council: Council) -> None:
    council(known(1))
    partner.send(attendances=[attendance(1)])
    other = f.agency("another-hospital", kind="health")
    delivery = partner.send(other, attendances=[attendance(1, nhs_number="", attendance_reference="OTHER-1")])
    assert (delivery.rows_new, delivery.rows_dropped) == (0, 1)


def test_an_adult_on_the_record_is_not_told_of(partner: Partner, council: Council) -> None:
    council(known(1, birth_date="14/06/2005"))
    assert partner.send(attendances=[attendance(1, birth_date="")]).rows_dropped == 1


def test_sexual_health_is_dropped_of_a_child_on_the_record_too(partner: Partner, council: Council) -> None:
    council(known(1))
    assert partner.send(attendances=[attendance(1, service="sexual-health")]).rows_dropped == 1
    assert not HealthEvent.objects.exists()


def test_an_attendance_is_told_in_groups_and_where_it_was_is_sealed(partner: Partner, council: Council) -> None:
    council(known(1))
    partner.send(attendances=[attendance(1)])
    event = HealthEvent.objects.get()
    assert (event.kind, event.code, event.outcome) == ("emergency-attendance", "stabbing", "went-home")
    assert (event.since, event.until) == (date(2025, 11, 12), date(2025, 11, 12))
    assert details_of(event) == {"At": "Middleshire General Hospital"}
    assert "General" not in event.sealed_details


@pytest.mark.parametrize(
    ("service", "kind"),
    [("urgent-treatment", "health-attendance"), ("camhs", "mental-health-referral")],
)
def test_each_service_is_its_own_kind_of_event(partner: Partner, council: Council, service: str, kind: str) -> None:
    council(known(1))
    partner.send(attendances=[attendance(1, service=service, reason="self-harm")])
    assert HealthEvent.objects.get().kind == kind


def received(partner: Partner, *rows: Row) -> Delivery:
    """A delivery that has been kept and not yet read."""
    paths = write(partner.place / "received", "health", {"attendances": rows})
    arrival = arrival_at(feed_named("health"), paths, agency=sender("health"), agreement=AGREEMENT)
    return actions.receive_by_command(arrival=arrival, at=f.NOW)[0]


def test_a_child_who_came_on_the_record_after_the_check_is_not_brought_by_that_load(
    partner: Partner, council: Council
) -> None:
    council(known(1))
    delivery = received(partner, attendance(1), attendance(2), attendance(2, reason="assault"))
    check_delivery(delivery, clock=lambda: f.NOW)
    council(known(2))
    load_delivery(delivery, clock=lambda: f.NOW)
    delivery.refresh_from_db()
    assert (delivery.rows_new, delivery.rows_dropped) == (1, 2)
    assert HealthEvent.objects.count() == 1


def test_a_child_who_came_on_the_record_comes_with_the_next_check(partner: Partner, council: Council) -> None:
    council(known(1))
    delivery = received(partner, attendance(1), attendance(2))
    check_delivery(delivery, clock=lambda: f.NOW)
    council(known(2))
    check_delivery(delivery, clock=lambda: f.NOW)
    delivery.refresh_from_db()
    assert (delivery.rows_new, delivery.rows_dropped) == (2, 0)


def test_a_load_that_stopped_goes_on_with_the_rows_that_were_checked(
    partner: Partner, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("homeward.gateways.feeds.loading.batches", in_twos)
    council(*[known(number) for number in (1, 2, 4)])
    delivery = received(partner, *[attendance(number) for number in range(1, 6)])
    check_delivery(delivery, clock=lambda: f.NOW)
    whole, applied = actions.apply_batch, []

    def breaks(**facts: object) -> None:
        if applied:
            raise KeyboardInterrupt
        applied.append(facts)
        whole(**facts)  # type: ignore[arg-type]  # as the load gives them

    monkeypatch.setattr(actions, "apply_batch", breaks)
    with pytest.raises(KeyboardInterrupt):
        load_delivery(delivery, clock=lambda: f.NOW)
    monkeypatch.setattr(actions, "apply_batch", whole)
    council(known(3))
    delivery.refresh_from_db()
    load_delivery(delivery, clock=lambda: f.NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.rows_new, HealthEvent.objects.count()) == ("loaded", 3, 3)


def in_twos(rows: Iterable[Sent | Problem]) -> Iterator[list[Sent | Problem]]:
    """Two rows to a batch."""
    return batches(rows, size=2)


@pytest.mark.parametrize("agreement", ["", "SYN-HEALTH-9"])
def test_without_an_agreement_in_force_nothing_is_kept(partner: Partner, council: Council, agreement: str) -> None:
    council(known(1))
    kept = Document.objects.count()
    paths = write(partner.place / "one", "health", {"attendances": [attendance(1)]})
    with pytest.raises(NotUnderAgreement):
        load_paths("health", paths, agency=sender("health"), clock=lambda: f.NOW, agreement=agreement)
    assert Document.objects.count() == kept
    assert not Delivery.objects.filter(source__feed="health").exists()


def test_the_delivery_says_under_which_agreement_it_came(partner: Partner, council: Council) -> None:
    council(known(1))
    delivery = partner.send(attendances=[attendance(1)])
    assert delivery.agreement == AGREEMENT
    rows = {row.label: row.value for row in presenters.deliveries.facts_of(delivery)}
    assert rows["Agreement"] == "SYN-HEALTH-1: Health attendances, the invented county"


def test_the_command_is_told_the_agreement_by_the_manifest_or_by_hand(partner: Partner, council: Council) -> None:
    council(known(1))
    sender("health")
    place = partner.place / "one"
    write(place, "health", {"attendances": [attendance(1)]})
    manifest = place / "manifest.yaml"
    manifest.write_text(f"{manifest.read_text()}\nagency: middleshire-general\n")
    run = CliRunner().invoke
    answer = run(feed, ["check", str(place)])
    assert answer.exit_code == 1
    assert "no agreement in force" in answer.output
    assert run(feed, ["check", str(place), "--agreement", AGREEMENT]).exit_code == 0
    manifest.write_text(f"{manifest.read_text()}\nagreement: {AGREEMENT}\n")
    answer = run(feed, ["load", str(place)])
    assert answer.exit_code == 0, answer.output
    assert HealthEvent.objects.count() == 1


def test_the_page_offers_the_agreements_in_force_for_this_feed_alone() -> None:
    form = SendForm(mapping=feed_named("health").mapping, on=timezone.localdate())
    offered = [str(value) for value, _ in form.fields["agreement"].choices]  # type: ignore[attr-defined]  # a choice
    assert offered == ["", AGREEMENT]
    assert "agreement" not in SendForm(mapping=feed_named("custody").mapping, on=timezone.localdate()).fields
