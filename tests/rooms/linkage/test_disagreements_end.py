"""What a load left about numbers that disagree is done once the questions it raised are settled, and not before."""

import pytest

from homeward.register.linkage.actions import judge
from homeward.register.linkage.models import ReviewItem
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
UPN, NHS = "X800000000001", "9990000018"


def told_of_two_children() -> Task:
    """A hospital's row bears one child's pupil number and another's NHS number, so it stands alone."""
    t.tell(t.council(), "MS1", "Wren", "Applegarth", upn=UPN)
    t.tell(t.council(), "MS2", "Robin", "Hartley", nhs=NHS)
    t.tell(t.hospital(), "H5", "Jay", "Larkwood", upn=UPN, nhs=NHS)
    return Task.objects.get(kind="identifiers-disagree")


def answer_all(verdict: str) -> None:
    for each in ReviewItem.objects.filter(settled_at__isnull=True):
        judge(
            by=f.viewer("matching-reviewer"), at=f.NOW, a=each.a_id, b=each.b_id,
            verdict=verdict, reason="Seen in the file.", question=each.pk,
        )  # fmt: skip


def test_the_task_waits_while_a_question_is_open() -> None:
    task = told_of_two_children()
    w.run()
    assert ReviewItem.objects.filter(settled_at__isnull=True).exists()
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.parametrize("verdict", ["not-same", "unsure"])
def test_the_next_run_ends_the_task_once_every_question_has_its_answer(verdict: str) -> None:
    task = told_of_two_children()
    w.run()
    answer_all(verdict)
    w.run()
    task.refresh_from_db()
    assert (task.done_at, task.done_by, task.outcome) == (f.NOW, None, "question-settled")


def test_a_record_that_nobody_was_asked_about_keeps_its_task() -> None:
    task = told_of_two_children()
    ReviewItem.objects.all().delete()
    w.run()
    ReviewItem.objects.all().delete()
    t.tell(t.council(), "MS3", "Jay", "Larkwood", upn="X800000000009")
    w.run()
    task.refresh_from_db()
    assert task.done_at is None
