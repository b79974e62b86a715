"""Taking in a delivery in a process that is killed, and comparing what it leaves with what one unbroken run leaves."""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from django.db import connection

from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.documents.queries import whole
from homeward.register.keys.queries import opened
from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Delivery, Judgement, SourceRecord

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("receive", "check", "load")
Left = dict[str, tuple[int, str]]


def address() -> str:
    """The database of this run, as another process is told of it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    where = f"{held['HOST'].replace('/', '%2F')}{':' + str(held['PORT']) if held['PORT'] else ''}"
    secret = f":{held['PASSWORD']}" if held["PASSWORD"] else ""
    return f"postgres://{held['USER']}{secret}@{where}/{held['NAME']}"


def begun(feed: str, folder: Path, council: str) -> subprocess.Popen[str]:
    """A process that has been told to take the folder in."""
    words = [sys.executable, "-m", "tests.feeds.taking_in", feed, str(folder), council]
    env = {**os.environ, "DATABASE_URL": address()}
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def run_through(feed: str, folder: Path, council: str) -> dict[str, float]:
    """Take the folder in without a break: how many seconds each stage took."""
    reached = {}
    with begun(feed, folder, council) as run:
        for line in run.stdout or ():
            reached[line.strip()] = perf_counter()
    assert run.returncode == 0, "it did not come to its end"
    ends = [*STAGES[1:], "done"]
    return {stage: reached[end] - reached[stage] for stage, end in zip(STAGES, ends, strict=True)}


def killed(feed: str, folder: Path, council: str, *, stage: str, after: float) -> str:
    """Begin to take the folder in, and kill it so many seconds into a stage: the stage it had then reached."""
    reached = ""
    with begun(feed, folder, council) as run:
        assert run.stdout is not None
        while reached != stage and (line := run.stdout.readline()):
            reached = line.strip()
        sleep(after)
        run.kill()
        rest = run.stdout.read().split()
    return rest[-1] if rest else reached


def moments(spans: dict[str, float], plan: Sequence[tuple[str, int]], seed: int) -> Iterable[tuple[str, float]]:
    """Random moments at which to kill, so many in each stage. A load goes on from where it was, so it is given less."""
    chance = random.Random(seed)
    for stage, many in plan:
        span = spans[stage] * (1.5 / many if stage == "load" else 1.0)
        for _ in range(many):
            yield stage, chance.uniform(0, span)


def refuse_halves(council: str) -> None:
    """Whatever was killed, what is there is whole: originals, batches, and their events."""
    for delivery in Delivery.objects.filter(source__agency__code=council):
        for document in Document.objects.filter(delivery=delivery):
            assert hashlib.sha256(whole(document)).hexdigest() == document.digest
        events = AuditEvent.objects.filter(action="feed.batch", detail__delivery=str(delivery.pk))
        assert events.count() == delivery.batches_done
        kept = SourceRecord.objects.filter(delivery=delivery).count()
        assert kept == (0 if delivery.state in ("received", "checked") else delivery.rows_new + delivery.rows_changed)


def as_left(council: str) -> Left:
    """For each table, how many rows a council's deliveries left and a digest of what they say.

    Identifiers that are random are replaced by whose they are, and sealed texts by what they hold.
    """
    numbers = Identifier.objects.filter(issuer__code=council, type="local")
    child = {pk: value for value, pk in numbers.values_list("value", "person")}
    records = SourceRecord.objects.filter(source__agency__code=council)
    known = {each.pk: (each.part, each.external_id) for each in records.iterator()}
    people = Person.objects.filter(pk__in=child)
    absences = {each.pk: each for each in MissingEpisode.objects.filter(person__in=people)}
    deliveries = Delivery.objects.filter(source__agency__code=council)
    batches = AuditEvent.objects.filter(action="feed.batch", detail__delivery__in=[str(each.pk) for each in deliveries])
    counts = ("digest", "state", "rows", "rows_new", "rows_changed", "rows_known", "rows_refused", "batches_done")
    return {
        "deliveries": digested(deliveries.values_list(*counts)),
        "originals": digested(Document.objects.filter(delivery__in=deliveries).values_list("part", "digest", "size")),
        "records": digested(record_says(each) for each in records.iterator()),
        "judgements": digested(
            (known[each.record_id], child[each.subject_id], each.basis)
            for each in Judgement.objects.filter(record__in=records, undone_at=None)
        ),
        "people": digested(
            (child[each.pk], each.forename, each.birth_date, each.sex, each.ethnicity, each.linked) for each in people
        ),
        "identifiers": digested(
            (child[each.person_id], each.type, each.value, known[each.record_id])
            for each in Identifier.objects.filter(person__in=people)
        ),
        "episodes": digested(
            (child[each.person_id], each.type, each.since, each.until, each.precision, each.joined_into_id)
            for each in absences.values()
        ),
        "reports": digested(
            (known[each.record_id], child[each.person_id], each.since, each.until, each.superseded_at,
             each.joined_because, absences[each.episode_id].since)
            for each in MissingReport.objects.filter(person__in=people)
        ),
        "events": digested(
            (each.detail["batch"], each.detail["new"], sorted(child[one.subject_id] for one in each.subjects.all()))
            for each in batches.prefetch_related("subjects")
        ),
    }  # fmt: skip


def record_says(record: SourceRecord) -> tuple[Any, ...]:
    """What a source record holds, opened."""
    payload = opened(record.sealed_payload, table="sources_sourcerecord", row=record.pk, column="payload")
    return record.part, record.external_id, record.content_digest, record.row, record.received_at, payload


def digested(rows: Iterable[Any]) -> tuple[int, str]:
    """How many rows, and one digest of them in whatever order they came."""
    lines = sorted(repr(row) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()
