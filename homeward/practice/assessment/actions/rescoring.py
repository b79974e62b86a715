"""Reading finished assessments under a later version: beside the old result, batch by batch, safe to take up again."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from homeward.methods.instruments.rescoring import Mapped, mapped, rescored
from homeward.practice.assessment.models import Answer, AnswerEvidence, Assessment, Rescored
from homeward.practice.assessment.queries import plain, standing_answers
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.audit.actions import put_all
from homeward.register.jobs.actions import ask
from homeward.register.jobs.models import Job
from homeward.vocabulary.instruments.loader import instrument_codes, versions
from homeward.vocabulary.instruments.shapes import Instrument

BATCH = 500


def newest(code: str, *, on: date) -> Instrument:
    """The newest version of an instrument that has begun by a day."""
    return [each for each in versions(code) if each.since <= on][-1]


def waiting(tool: Instrument) -> "QuerySet[Assessment]":
    """Finished assessments under an earlier version that have not been read under this one."""
    done = Rescored.objects.filter(assessment=OuterRef("pk"), version=tool.version)
    rows = Assessment.objects.filter(instrument=tool.code, version__lt=tool.version, done_at__isnull=False)
    return rows.filter(~Exists(done), withdrawn_at__isnull=True)


def with_new_versions(*, on: date) -> list[Instrument]:
    """The instruments whose newest version has old answers waiting for it, and no job that is at it or that failed."""
    found = [newest(code, on=on) for code in instrument_codes() if len(versions(code)) > 1]
    asked = Job.objects.filter(kind="rescoring", about__in=[tool.name for tool in found]).exclude(state="done")
    at_it = set(asked.values_list("about", flat=True)) if found else set()
    return [tool for tool in found if tool.name not in at_it and waiting(tool).exists()]


@as_the_system("assessment.ask-rescoring")
def ask_for_rescoring(*, tools: Sequence[Instrument], at: datetime) -> None:
    """Put the reading of old answers under a new version in the queue, once for each version."""
    for tool in tools:
        ask(kind="rescoring", about=tool.name, at=at, options={"instrument": tool.code, "version": tool.version})
    audit.current().note(versions=[tool.name for tool in tools])


def batch_after(tool: Instrument, last: UUID | None) -> list[Assessment]:
    """The next assessments that wait, with their answers and what those rest on, in three statements."""
    rows = waiting(tool).order_by("pk")
    evidence = Prefetch("evidence", queryset=AnswerEvidence.objects.order_by("pk"))
    answers = Prefetch("answers", queryset=Answer.objects.prefetch_related(evidence).order_by("number"))
    return list((rows.filter(pk__gt=last) if last else rows).prefetch_related(answers)[:BATCH])


def read_again(
    rows: Sequence[Assessment], tool: Instrument, ways: dict[int, tuple[Instrument, Mapped]], at: datetime
) -> list[Rescored]:
    """What each comes to under the new version, as at its own day. `ways` keeps how each old version leads to it."""
    found = []
    for row in rows:
        if row.version not in ways:
            old = next(each for each in versions(tool.code) if each.version == row.version)
            ways[row.version] = (old, mapped(old, tool))
        old, by = ways[row.version]
        answers = plain(standing_answers(row.answers.all()).values())
        new = rescored(old, tool, answers, on=row.as_at, age=row.age, by=by)
        after = new.after
        found.append(
            Rescored(
                assessment=row,
                version=tool.version,
                score=after.score,
                band=after.band,
                lowest=after.lowest.band,
                highest=after.highest.band,
                moved=new.moved,
                at=at,
            )  # fmt: skip
        )
    return found


@as_the_system("assessment.rescore")
def keep_rescored(*, rows: Sequence[Rescored], tool: str, at: datetime) -> None:
    """Keep one batch beside the old results. Those that another worker kept meanwhile are left as they are."""
    known = set(
        Rescored.objects.filter(
            assessment__in=[row.assessment_id for row in rows], version=rows[0].version
        ).values_list("assessment_id", flat=True)
    )
    put_all([row for row in rows if row.assessment_id not in known])
    event = audit.current()
    event.result_count = len(rows)
    event.note(version=tool)
