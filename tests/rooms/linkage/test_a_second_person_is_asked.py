"""What one person puts forward is asked of those who may be the second, and of nobody else."""

import pytest

from homeward.register.access.actions import raise_shields
from homeward.register.linkage.actions import propose
from homeward.register.linkage.actions.deciding import answer
from homeward.register.linkage.actions.proposing import put_forward as put
from homeward.register.linkage.models import Proposal
from homeward.register.tasks.models import Task
from homeward.register.tasks.queries import tasks_of
from tests import factories as f
from tests.rooms.linkage import telling as t

pytestmark = pytest.mark.django_db
HOME = "ZZ1 1AA"


def put_forward(by: object = None) -> Proposal:
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME, upn="X800000000001")
    other = t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode=HOME, nhs="9990000018")
    said = {"kind": "merge", "child": one.pk, "other": other.pk, "reason": "One child."}
    return propose(by=by or f.viewer("matching-reviewer"), at=f.NOW, **said)  # type: ignore[arg-type]


def test_whoever_may_answer_is_asked_and_whoever_asked_is_not() -> None:
    asker = f.viewer("matching-reviewer")
    row = put_forward(asker)
    for role in ("matching-reviewer", "information-governance"):
        (task,) = tasks_of(f.viewer(role))
        assert (task.kind, task.reference, task.subject_id) == ("answer-matching-proposal", str(row.pk), None)
    assert not tasks_of(asker).exists()
    assert not tasks_of(f.viewer("hub-practitioner")).exists()


def test_what_waits_already_is_asked_once() -> None:
    put_forward()
    Task.objects.filter(for_role="information-governance").delete()
    assert Task.objects.count() == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_an_answer_takes_the_tasks_away(agreed: bool) -> None:
    row, second = put_forward(), f.viewer("information-governance")
    answer(by=second, at=f.NOW, proposal=row.pk, agreed=agreed, follow=t.regroup)
    assert set(Task.objects.values_list("done_by", "outcome")) == {(second.worker_id, "done")}


def test_of_a_hidden_child_only_a_reviewer_who_keeps_shields_is_asked() -> None:
    one, other = f.child(), f.child()
    with t.acting():
        raise_shields(subject_ids=[one.pk], basis="witness", at=f.NOW)
    keeper, asker = t.reviewer(), t.reviewer()
    with t.acting():
        put(kind="merge", child=one.pk, other=other.pk, reason="One child.", by=asker, at=f.NOW)
    assert [task.for_worker_id for task in Task.objects.all()] == [keeper.worker_id]
    assert not tasks_of(f.viewer("matching-reviewer")).exists()
