"""What a run would do is worked out once, and done as planned unless something has overtaken it."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest

from homeward.register.linkage.actions import judge, planning, running
from homeward.register.linkage.models import PairJudgement, Profile
from homeward.register.linkage.queries.components import together
from homeward.register.people.models import Person
from homeward.register.subjects.queries import standing
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
Twice = tuple[Person, Person]


@pytest.fixture
def known_twice(monkeypatch: pytest.MonkeyPatch) -> tuple[Twice, Twice]:
    """Two children, each known to two agencies, whom a run settles one after the other."""
    monkeypatch.setattr(running, "TOGETHER", 1)
    told = ("Robin", "Hartley", date(2010, 1, 20), "ZZ2 2BB"), ("Wren", "Applegarth", t.BORN, "ZZ1 1AA")
    first, second = (
        tuple(t.tell(agency, f"{agency.pk}-{at}", *names, postcode=home) for agency in (t.council(), t.hospital()))
        for at, (*names, home) in enumerate(told)
    )
    return first, second  # type: ignore[return-value]  # two agencies


def is_one(child: Twice) -> bool:
    return standing(child[0].pk) == standing(child[1].pk)


def test_what_was_planned_is_done_without_looking_again(
    known_twice: tuple[Twice, Twice], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def counted(profiles: Collection[int], *rest: Any) -> Any:
        looked.extend(profiles)
        return together(profiles, *rest)

    monkeypatch.setattr(planning, "together", counted)
    w.run()
    assert all(map(is_one, known_twice))
    assert sorted(looked) == sorted(Profile.objects.values_list("pk", flat=True))


def test_what_somebody_says_between_the_plan_and_its_doing_is_heeded(known_twice: tuple[Twice, Twice]) -> None:
    first, second = known_twice
    a, b = (t.profile_of(each).pk for each in second)

    def said_meanwhile(done: int, total: int | None) -> None:
        if is_one(first) and not PairJudgement.objects.exists():
            judge(by=f.viewer("matching-reviewer"), at=f.NOW, a=a, b=b, verdict="not-same", reason="Cousins.")

    w.run(tell=said_meanwhile)
    assert is_one(first)
    assert not is_one(second)


def test_a_record_taken_back_between_the_plan_and_its_doing_is_heeded(known_twice: tuple[Twice, Twice]) -> None:
    first, second = known_twice
    gone = t.profile_of(second[1]).pk

    def taken_back(done: int, total: int | None) -> None:
        if is_one(first):
            Profile.objects.filter(pk=gone).update(withdrawn=True)

    w.run(tell=taken_back)
    assert is_one(first)
    assert not is_one(second)
