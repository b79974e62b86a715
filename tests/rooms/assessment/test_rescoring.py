"""A new version reads old answers beside the old results: once, in batches, and from where it was left."""

from datetime import timedelta

import pytest

from homeward.practice.assessment import actions, jobs, queries
from homeward.practice.assessment.actions import RestsOn, rescoring
from homeward.practice.assessment.models import Rescored
from homeward.register.jobs.models import Job
from homeward.vocabulary.instruments.loader import version
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = f.NOW.date()
GAT = "gang-association-tool"
FIRST = version(GAT, 1)


@pytest.fixture
def second(monkeypatch):
    """A second version, in which what is seen now counts ten."""
    windows = FIRST.scales[0].windows
    graver = FIRST.scales[0].model_copy(
        update={"windows": (windows[0].model_copy(update={"points": 10}), *windows[1:])}
    )
    fields = {name: getattr(FIRST, name) for name in type(FIRST).model_fields}
    new = type(FIRST).model_construct(**fields | {"version": 2, "since": TODAY, "scales": (graver, *FIRST.scales[1:])})
    both = {1: FIRST, 2: new}
    for module in (rescoring, jobs, queries):
        if hasattr(module, "version"):
            monkeypatch.setattr(module, "version", lambda code, number: both[number])
        if hasattr(module, "versions"):
            monkeypatch.setattr(module, "versions", lambda code: tuple(both.values()) if code == GAT else (FIRST,))
    return new


def done(child, by, *, as_at=TODAY - timedelta(days=30)):
    row = actions.start_assessment(child=child.pk, code=GAT, as_at=as_at, by=by, at=f.NOW)
    given = {"child": child.pk, "assessment": row.pk, "by": by, "at": f.NOW}
    rests_on = RestsOn(words="Told to the nurse.", since=as_at)
    actions.save_answer(item="hurt-with-weapon", said="yes", rests_on=rests_on, read=0, **given)
    actions.give_band(kind="professional", band=FIRST.bands[-1].code, reason="Hurt.", **given)
    return actions.finish_assessment(**given)


@pytest.fixture
def rows():
    by = f.viewer("hub-practitioner", in_team=f.team())
    children = [f.child(f"Wren{number}") for number in range(3)]
    for child in children:
        f.relate(by, child.pk)
    return [done(child, by) for child in children]


def rescore(job=None):
    job = job or Job.objects.get(kind="rescoring")
    jobs.rescore(job, lambda done, total: None)


def test_one_version_asks_for_nothing(rows) -> None:
    assert jobs.look_for_versions(f.NOW) == 0 and not Job.objects.exists()


def test_a_new_version_asks_once_and_reads_each_beside_the_old(rows, second) -> None:
    assert jobs.look_for_versions(f.NOW) == 1 and jobs.look_for_versions(f.NOW) == 0
    rescore()
    assert jobs.look_for_versions(f.NOW) == 0
    found = Rescored.objects.order_by("pk")
    assert [(each.version, each.score) for each in found] == [(2, 10)] * 3
    for row in rows:
        row.refresh_from_db()
        assert (row.version, row.score) == (1, 6), "the old result stays"


def test_taken_up_again_it_does_what_is_left(rows, second, monkeypatch) -> None:
    monkeypatch.setattr(rescoring, "BATCH", 1)
    jobs.look_for_versions(f.NOW)
    job, kept = Job.objects.get(), rescoring.keep_rescored

    def dies(**given):
        if Rescored.objects.count() == 1:
            raise RuntimeError
        kept(**given)

    monkeypatch.setattr(jobs, "keep_rescored", dies)
    with pytest.raises(RuntimeError):
        rescore(job)
    monkeypatch.setattr(jobs, "keep_rescored", kept)
    rescore(job)
    assert Rescored.objects.count() == 3 and Rescored.objects.values("assessment").distinct().count() == 3


def test_a_batch_that_two_workers_keep_is_kept_once(rows, second) -> None:
    found = rescoring.read_again(rescoring.batch_after(second, None), second, {}, f.NOW)
    rescoring.keep_rescored(rows=found, tool=second.name, at=f.NOW)
    rescoring.keep_rescored(rows=found, tool=second.name, at=f.NOW)
    assert Rescored.objects.count() == 3
