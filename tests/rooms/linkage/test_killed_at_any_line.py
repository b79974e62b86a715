"""A run that dies at any of its statements is taken up again, and ends where an unbroken one ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from homeward.register.linkage.models import Edge, LinkageRun, Membership, Moved, ReviewItem
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
EVERY = 5


class Died(Exception):
    """The process is gone."""


class Undone(Exception):
    """Everything since is undone, so that the next death begins from the same state."""


def family() -> None:
    """Children whom two agencies know, with absences of theirs, and twins."""
    for number in range(2):
        home = f"ZZ{number} 1AA"
        one = t.tell(t.council(), f"MS{number}", f"Wren{'ab'[number]}", f"Hartley{'xy'[number]}", postcode=home)
        other = t.tell(t.hospital(), f"H{number}", f"Wren{'ab'[number]}", f"Hartley{'xy'[number]}", postcode=home)
        t.tell(t.force(), f"P{number}", f"Robin{'ab'[number]}", f"Hartley{'xy'[number]}", postcode=home)
        for person, agency in ((one, t.council()), (other, t.hospital())):
            t.report(person, agency, days_ago=9)


def left() -> dict[str, Any]:
    """What a run leaves, without numbers given by chance. An edge's own is: it counts on after what is undone."""
    return t.everything(but={Edge._meta.db_table}) | {
        "edges": sorted(Edge.objects.values_list("a", "b", "bits")),
        "memberships": sorted(Membership.objects.values_list("profile", "subject", "because", "superseded_at")),
        "moved": sorted(Moved.objects.values_list("table", "row", "column")),
        "asked": sorted(ReviewItem.objects.values_list("kind", "a", "b")),
        "counts": [run.counts for run in LinkageRun.objects.all()],
    }


def dying_at(number: int) -> Callable[..., Any]:
    """Die at the statement of this number."""
    seen = 0

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number:
            raise Died
        return run(sql, params, many, context)

    return execute


def ended(number: int) -> tuple[dict[str, Any], bool]:
    """What is left when a run dies at a statement and another is begun; and whether it died at all."""
    found: dict[str, Any] = {}
    died = False
    try:
        with transaction.atomic():
            try:
                with connection.execute_wrapper(dying_at(number)):
                    w.run()
            except Died:
                died = True
                w.run()
            found = left()
            raise Undone
    except Undone:
        return found, died


def test_whatever_it_dies_at_it_ends_the_same() -> None:
    family()
    w.model()
    unbroken, died = ended(10_000)
    assert not died
    assert unbroken["edges"] and unbroken["moved"] and unbroken["asked"]
    number, deaths = 1, 0
    while died or number == 1:
        again, died = ended(number)
        differing = [name for name in unbroken if again[name] != unbroken[name]]
        assert differing == [], f"after dying at statement {number}"
        number, deaths = number + EVERY, deaths + died
    assert deaths > 20
