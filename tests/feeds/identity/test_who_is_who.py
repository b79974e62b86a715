"""Whose row it is: exact identifiers alone, and a question where they point at different children."""

from pathlib import Path

import pytest

from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Judgement
from homeward.register.tasks.models import Task
from tests.feeds.identity.rows import child, nhs, upn
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(tmp_path: Path):  # type: ignore[no-untyped-def]  # a function of rows
    """Load an extract of these rows."""
    numbers = iter(range(100))

    def of(*rows: dict[str, object], council: str = "middleshire"):  # type: ignore[no-untyped-def]  # a delivery
        place = tmp_path / str(next(numbers))
        return loaded("identity", write(place, "identity", {"children": rows}), council=council)

    return of


def people() -> int:
    return Person.objects.count()


def test_two_children_of_one_name_and_birth_date_stay_two(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1), child(2))
    assert people() == 2
    assert Person.objects.filter(linked=True).count() == 2


def test_rows_of_one_child_are_one_person(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1), child(1, allocated_since="01/06/2025", allocated_worker_id="W902"))
    assert people() == 1
    assert Judgement.objects.count() == 2
    assert Identifier.objects.count() == 3


def test_another_council_s_number_is_another_number(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1, upn="", nhs_number=""))
    send(child(1, upn="", nhs_number=""), council="wolds")
    assert people() == 2


def test_another_council_s_row_joins_on_the_nhs_number(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1))
    send(child(1, local_id="WC7", upn=""), council="wolds")
    assert people() == 1
    assert set(Identifier.objects.filter(type="local").values_list("issuer__code", flat=True)) == {
        "middleshire",
        "wolds",
    }


def test_identifiers_that_point_at_two_children_stand_alone_with_a_question(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1), child(2))
    send(child(3, upn=upn(1), nhs_number=nhs(2)), council="wolds")
    alone = Person.objects.get(linked=False)
    task = Task.objects.get()
    assert people() == 3
    assert (task.kind, task.subject_id, task.for_role) == ("identifiers-disagree", alone.pk, "matching-reviewer")


def test_a_row_that_stands_alone_goes_on_standing_with_itself(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1), child(2))
    row = child(3, upn=upn(1), nhs_number=nhs(2))
    send(row, council="wolds")
    send(row | {"extracted_on": "01/03/2026"}, council="wolds")
    assert people() == 3
    assert Task.objects.count() == 1
    assert Person.objects.filter(linked=False).count() == 1


def test_nobody_is_joined_across_a_change_of_nhs_number(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1))
    send(child(1, nhs_number=nhs(9), forename="Robin", extracted_on="01/03/2026"))
    assert people() == 2
    assert Person.objects.get(forename="Wren").linked
    assert not Person.objects.get(forename="Robin").linked


def test_one_council_s_two_numbers_are_two_children_though_a_pupil_number_is_shared(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1))
    send(child(2, upn=upn(1), nhs_number="", extracted_on="01/03/2026"))
    assert people() == 2
    assert Task.objects.count() == 1


def test_a_temporary_pupil_number_is_replaced(send) -> None:  # type: ignore[no-untyped-def]
    send(child(1))
    send(child(1, upn=upn(8), extracted_on="01/03/2026"))
    assert people() == 1
    assert set(Identifier.objects.filter(type="upn").values_list("value", flat=True)) == {upn(1), upn(8)}
