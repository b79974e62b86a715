"""Past assessments read under a new version: the job, against a plain Python loop over the same rows.

    script/bench rescoring                              # 100,000, on SQLite
    DATABASE_URL=postgres://… script/bench rescoring    # on PostgreSQL
    .venv/bin/python bench/rescoring.py 2000            # of so many, to try it out

Each assessment has an answer to every item of the Gang Association Tool, the yeses with evidence of a day. The new
version asks and counts the same and has another number, so that both ways must come to the same bands. The plain loop
reads one assessment at a time with its answers and their evidence, scores it, and writes its row; timed on 10,000.
"""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from time import perf_counter, process_time
from typing import Any
from uuid import UUID, uuid4

from _hub import NOW, hub
from _results import database, keep, machine, table

SIZE = 100_000
AT_ONCE = 1_000
CODE = "gang-association-tool"


def fill(size: int) -> None:
    """So many finished assessments, each with its answers and evidence, as plain values and a thousand at a time."""
    from django.db import transaction

    from homeward.practice.assessment.models import Answer, AnswerEvidence, Assessment
    from homeward.register.agencies.models import Agency, Worker
    from homeward.register.audit.actions.rows import put_rows
    from homeward.register.subjects.models import Subject
    from homeward.vocabulary.instruments.loader import version

    tool, chance, number = version(CODE, 1), random.Random(6), count(1)
    worker = Worker.objects.create(agency=Agency.objects.create(code="x", name="X", kind="council"), name="W")
    facts = ("id", "subject_id", "instrument", "version", "as_at", "age", "by_id", "started_at", "done_at", "band")
    empty = ("lowest", "highest", "sealed_reason")
    ways = {code: said(tool, code) for code in tool.items}
    for first in range(0, size, AT_ONCE):
        rows, answers, evidence, subjects = [], [], [], []
        for _ in range(min(AT_ONCE, size - first)):
            subject, pk, day = uuid4(), uuid4(), NOW.date() - timedelta(days=chance.randrange(600))
            subjects.append((subject, "person", NOW))
            rows.append((pk, subject, CODE, 1, day, 14, worker.pk, NOW, NOW, tool.bands[0].code, "", "", ""))
            for code, may_be in ways.items():
                answer, word = next(number), chance.choice(may_be)
                answers.append((answer, pk, code, 1, word, worker.pk, NOW))
                if word == "yes":
                    seen = day - timedelta(days=chance.randrange(500))
                    evidence.append((answer, "x", seen, seen, True))
        with transaction.atomic():
            put_rows(Subject, ("id", "kind", "minted_at"), subjects)
            put_rows(Assessment, (*facts, *empty), rows)
            put_rows(Answer, ("id", "assessment_id", "item", "number", "said", "by_id", "at"), answers)
            put_rows(AnswerEvidence, ("answer_id", "sealed_words", "since", "last", "exact"), evidence)


def said(tool: Any, code: str) -> list[str]:
    """What an item may be answered with."""
    return [each.code for each in tool.scale[tool.items[code].scale].answers]


def second() -> Any:
    """The new version: the same text under another number."""
    from homeward.vocabulary.instruments.loader import version

    return version(CODE, 1).model_copy(update={"version": 2, "since": NOW.date()})


def by_the_job(tool: Any) -> tuple[float, float]:
    """Batch by batch, as the worker does: seconds, and seconds of the processor."""
    from homeward.practice.assessment.actions.rescoring import batch_after, keep_rescored, read_again

    began, used, last, ways = perf_counter(), process_time(), None, {}
    while rows := batch_after(tool, last):
        keep_rescored(rows=read_again(rows, tool, ways, NOW), tool=tool.name, at=NOW)
        last = rows[-1].pk
    return perf_counter() - began, process_time() - used


def by_a_plain_loop(tool: Any, most: int) -> tuple[float, float, int]:
    """One at a time: read, score, write. It is stopped after so many, and the rest reckoned from them."""
    from homeward.methods.instruments.scoring import score
    from homeward.practice.assessment.models import Assessment, Rescored
    from homeward.practice.assessment.queries import plain, standing_answers

    began, used, done = perf_counter(), process_time(), 0
    for row in Assessment.objects.order_by("pk")[:most].iterator():
        answers = plain(standing_answers(row.answers.all()).values())
        found = score(tool, answers, on=row.as_at, age=row.age)
        Rescored.objects.create(
            assessment=row, version=tool.version + 1, score=found.score, band=found.band, lowest=found.lowest.band,
            highest=found.highest.band, moved="same", at=NOW,
        )  # fmt: skip
        done += 1
    return perf_counter() - began, process_time() - used, done


def unequal(tool: Any) -> int:
    """How many of those that both ways read come to something else."""
    return sum(one != other for one, other in pairs(tool))


def pairs(tool: Any) -> Iterator[tuple[Any, Any]]:
    """What each way came to, of the same assessment."""
    from homeward.practice.assessment.models import Rescored

    def of(number: int) -> dict[UUID, Any]:
        rows = Rescored.objects.filter(version=number)
        return {row[0]: row[1:] for row in rows.values_list("assessment", "score", "band", "lowest", "highest")}

    job, loop = of(tool.version), of(tool.version + 1)
    return ((job[key], loop[key]) for key in loop)


def main() -> int:
    """Measure both, and say whether they agree."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    facts = machine()
    with hub():
        fill(size)
        tool = second()
        job, job_used = by_the_job(tool)
        loop, loop_used, done = by_a_plain_loop(tool, min(size, 10_000))
        wrong, kind = unequal(tool), database()
    rows = [
        ("the job", size, f"{job:.1f}", f"{job_used:.1f}", f"{1000 * job / size:.2f}"),
        ("plain loop", done, f"{loop:.1f}", f"{loop_used:.1f}", f"{1000 * loop / done:.2f}"),
    ]
    table(("way", "assessments", "s", "processor s", "ms each"), rows)
    print(f"unequal: {wrong} of {done}")
    if size == SIZE:
        told = {"machine": facts, "database": kind, "assessments": size, "job_s": round(job, 1)}
        keep("rescoring", told | {"loop": done, "loop_s": round(loop, 1), "unequal": wrong})
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
