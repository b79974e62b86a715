"""Calls to the missing line while the county reads: is any lost, and how long does a handler wait for what is saved?

    script/bench calls                                 # on SQLite: ten minutes and the end of the last call
    DATABASE_URL=postgres://… script/bench calls       # on PostgreSQL, an empty database
    .venv/bin/python bench/calls.py 60 5               # a minute, with calls five times as thick

300 calls an hour: one begins each twelve seconds for ten minutes and lasts about a minute and a half, in which its
twelve boxes are typed, the child is searched for, and it is filed and graded: fifteen requests at uneven moments, since
no two handlers type in step, by ten handlers, over HTTP, to the server's own two processes. Meanwhile 250 signed-in
workers read as people do, each a page a minute (Today, tasks, the record or the chronology of a child of theirs): more
than four pages a second, each with its event.

Beside a save stands a page that only signs in and prints the layout, asked for each second of the same run. A wait is
counted from when a request was due, not from when it could be sent. Readers, handlers and server share the cores.

It fails if a call, a box, a filing or a grade is lost, if any answer is not the one expected, if the aim is missed, or
if the machine did not keep up, since a ratio of two queues says nothing of either.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import median, quantiles
from threading import Lock
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from _hub import DOOR, ROOT, migrate
from _results import database, keep, machine, table

SECONDS = 600
A_CALL_EVERY = 12.0
A_CALL_LASTS = 90.0
HANDLERS = 10
READERS = 250
READS_EVERY = 60
PROBES = 10  # each asks every ten seconds, so that one late answer delays no other
AIM = 3.0
KEPT_UP_MS = 1000  # a page that is empty takes a few milliseconds; where half take this, requests only pile up
CHILDREN = 300
SEED = 2019
PORT = 8763
SAID = {
    "caller": "A foster carer",
    "callback": "07700 900123",
    "said": "She went out of the window at about nine and has not come back",
    "last_seen": "yesterday 21:40",
    "where": "Ashmarket bus station",
    "with_whom": "An older lad whom nobody knows",
    "wearing": "A red coat and white trainers",
    "phone": "07700 900456, switched off",
    "medicine": "An inhaler, which she left behind",
    "disability": "None known",
    "language": "English",
    "why_worried": "She was crying on the phone on Sunday",
}
SAVE, LAYOUT, READING = "save one box of a call", "layout only (/help/, signed in)", "a page read by another"
GRADE = {"level": "2", "reasons": "threatened"}
SECRET = "k" * 32  # the hub takes a token that is the cookie's own secret


@dataclass
class Asked:
    """One browser: who is signed in at it."""

    cookie: str
    worker: Any
    pages: tuple[str, ...] = ()


@dataclass
class Heard:
    """How long each kind of request took from when it was due, and every answer that was not the one expected."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def note(self, kind: str, due: float, answer: tuple[int, str], *, expected: int) -> None:
        with self.lock:
            self.took.setdefault(kind, []).append((perf_counter() - due) * 1000)
            if answer[0] != expected:
                self.wrong.append(f"{kind}: {answer[0]}")


def ask(by: Asked, method: str, address: str, **words: str) -> tuple[int, str]:
    """Send one request on a line of its own, as after so long a pause: the status, and where it leads."""
    headers = {"Host": "localhost", "Cookie": by.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(words | {"csrfmiddlewaretoken": SECRET}) if method == "POST" else None
    try:
        with closing(HTTPConnection("127.0.0.1", PORT, timeout=60)) as line:
            line.request(method, address, body=body, headers=headers | {"Connection": "close"})
            answer = line.getresponse()
            answer.read()
    except (OSError, HTTPException) as broken:
        return 0, str(broken)
    return answer.status, answer.headers.get("Location", "")


def filled() -> tuple[list[Asked], list[Asked], list[UUID]]:
    """Handlers on shift, readers who each have children, and the children."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from homeward.register.access.models import Relationship
    from homeward.register.audit import actions as audit
    from homeward.register.linkage.actions import Said, keep_profiles
    from tests import factories as f

    call_command("collectstatic", interactive=False, verbosity=0)
    at = timezone.now()
    with transaction.atomic(), audit.event("feed.batch", at=at):
        children = [f.child(f"Bexley{number}", f"Quickthorn{number}") for number in range(CHILDREN)]
        told = [Said(f.record(), each, forename=each.forename, surname=each.surname) for each in children]
        keep_profiles(told=told, at=at)
        handlers = [signed_in("call-handler", at) for _ in range(HANDLERS)]
        readers = [signed_in("hub-practitioner", at) for _ in range(READERS)]
        draw = random.Random(SEED)
        for reader in readers:
            own = draw.choice(children)
            Relationship.objects.create(subject_id=own.pk, kind="allocated", worker=reader.worker, since=at)
            reader.pages = ("/", "/tasks/", f"/children/{own.pk}/", f"/children/{own.pk}/chronology/")
    return handlers, readers, [each.pk for each in children]


def signed_in(role: str, at: Any) -> Asked:
    """A browser in which somebody of this role has signed in, on shift where the role works shifts."""
    from datetime import timedelta

    from django.conf import settings
    from django.test import Client

    from homeward.register.access.models import RoleHolding, Shift
    from homeward.register.accounts.models import Account
    from tests import factories as f

    worker = f.worker(f"Worker {uuid4()}")
    RoleHolding.objects.create(worker=worker, role=role, since=at - timedelta(days=30))
    if role == "call-handler":
        Shift.objects.create(worker=worker, since=at - timedelta(hours=1), until=at + timedelta(hours=8))
    account = Account.objects.create(email=f"{worker.pk}@example.test", worker=worker, opened_at=at)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend=DOOR)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Asked(f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}", worker)


def one_call(by: Asked, child: UUID, number: int, heard: Heard, began: float, lasts: float) -> None:
    """A call as it is typed: the boxes one after another, the search, the filing, the grade."""
    call, boxes = uuid4(), list(SAID.items())
    pause = lasts / (len(boxes) + 3)
    draw, due = random.Random(number), began

    def then(what: str, expected: int, method: str, address: str, **words: str) -> tuple[int, str]:
        nonlocal due
        due += pause * draw.uniform(0.2, 1.8)
        sleep(max(0.0, due - perf_counter()))
        answer = ask(by, method, address, **words)
        heard.note(what, due, answer, expected=expected)
        return answer

    for box, words in boxes:
        then(SAVE, 200, "POST", f"/calls/{call}/save/", box=box, words=f"{words} ({number})", read="0")
    then("search on the console", 200, "POST", f"/calls/{call}/child/", words=f"bexley{number} quick")
    filed = {"day_0": "1", "day_1": "1", "day_2": "2026", "clock": "", "kind": "M"} | day_before()
    leads = then("file", 302, "POST", f"/calls/{call}/child/{child}/", **filed)[1]
    then("grade", 302, "POST", leads or "/nothing/", **GRADE)


def day_before() -> dict[str, str]:
    """Yesterday, in the three boxes of a day."""
    from datetime import timedelta

    from django.utils import timezone

    day = (timezone.now() - timedelta(days=1)).date()
    return {"day_0": str(day.day), "day_1": str(day.month), "day_2": str(day.year), "clock": "21:40"}


def played(handlers: list[Asked], readers: list[Asked], children: list[UUID], calls: int, pressed: float) -> Heard:
    """The whole run, against the clock: calls, readings and the page that only signs in."""
    heard, draw, began = Heard(), random.Random(SEED), perf_counter() + 2
    every, lasts = A_CALL_EVERY / pressed, A_CALL_LASTS / pressed
    ends = began + every * (calls - 1) + lasts

    def again(by: Asked, kind: str, due: float, every: float, page: Callable[[], str]) -> None:
        while due < ends:
            sleep(max(0.0, due - perf_counter()))
            heard.note(kind, due, ask(by, "GET", page()), expected=200)
            due += every

    with ThreadPoolExecutor(READERS + calls + PROBES) as hands:
        going = []
        for number in range(PROBES):
            going.append(hands.submit(again, handlers[0], LAYOUT, began + number, PROBES, lambda: "/help/"))
        for number, by in enumerate(readers):
            first = began + READS_EVERY * number / len(readers)
            going.append(hands.submit(again, by, READING, first, READS_EVERY, lambda by=by: draw.choice(by.pages)))
        for number in range(calls):
            by, child = handlers[number % HANDLERS], children[number]
            going.append(hands.submit(one_call, by, child, number, heard, began + every * number, lasts))
    for each in going:
        each.result()
    return heard


def kept() -> dict[str, int]:
    """What is left of the calls: how many, how many boxes, how many filed and graded, each by itself."""
    from homeward.practice.missing.models import Call, CallPiece, Grade, MissingReport

    return {
        "calls": Call.objects.count(),
        "filed": Call.objects.filter(state="filed").count(),
        "boxes": CallPiece.objects.filter(held_back=False).count(),
        "reports": MissingReport.objects.filter(call__isnull=False).count(),
        "grades": Grade.objects.count(),
    }


def figures(heard: Heard) -> dict[str, dict[str, float]]:
    """How long each kind of request took, beside the page that only signs in."""
    p50 = {kind: median(took) for kind, took in heard.took.items()}
    p95 = {kind: quantiles(took, n=20)[-1] for kind, took in heard.took.items()}
    return {
        kind: {
            "p95_ratio": round(p95[kind] / p95[LAYOUT], 2),
            "p50_ratio": round(p50[kind] / p50[LAYOUT], 2),
            "asked": len(took),
            "p50_ms": round(p50[kind], 1),
            "p95_ms": round(p95[kind], 1),
            "worst_ms": round(max(took), 1),
        }
        for kind, took in sorted(heard.took.items())
    }


def main() -> int:
    """Serve, play the run, and compare what is kept with what was sent."""
    seconds, pressed = (float(given) for given in (*sys.argv[1:3], *(str(SECONDS), "1")[len(sys.argv) - 1 :]))
    calls, facts = round(seconds * pressed / A_CALL_EVERY), machine()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as folder:
        os.environ["HOMEWARD_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.config.settings.demonstration"
        os.environ["PYTHONPATH"] = str(ROOT)
        import django

        django.setup()
        migrate()
        from homeward.config.commands import running

        handlers, readers, children = filled()
        hub = running.start("127.0.0.1", PORT, with_worker=False)
        try:
            heard = played(handlers, readers, children, calls, pressed)
        finally:
            hub.stop()
        facts["load_after"] = round(os.getloadavg()[0], 1)
        facts["database"] = database()
        left = kept()
    sent = {"calls": calls, "filed": calls, "boxes": calls * len(SAID), "reports": calls, "grades": calls}
    rows = figures(heard)
    columns = ("request", "p95 ratio", "p50 ratio", "asked", "p50 ms", "p95 ms", "worst ms")
    table(columns, [(kind, *row.values()) for kind, row in rows.items()])
    table(("of the calls", "sent", "kept"), [(name, sent[name], left[name]) for name in sent])
    wrong = {answer: heard.wrong.count(answer) for answer in sorted(set(heard.wrong))}
    whole, kept_up = left == sent and not wrong, rows[LAYOUT]["p50_ms"] < KEPT_UP_MS
    soon = kept_up and rows[SAVE]["p95_ratio"] < AIM
    print(f"answers that were not the one expected: {wrong or 'none'}")
    verdict = "met" if soon else "missed" if kept_up else "not measured: the machine did not keep up"
    print(f"{'nothing lost' if left == sent else 'LOST'}; the aim of {AIM}: {verdict}")
    if pressed == 1:
        keep("calls-postgresql" if "Post" in facts["database"] else "calls", {
            "machine": facts, "peer": LAYOUT, "seconds": seconds, "calls_an_hour": round(3600 / A_CALL_EVERY),
            "readers": READERS, "reads_every_seconds": READS_EVERY, "rows": rows, "sent": sent, "kept": left,
            "wrong": wrong, "aim": AIM, "verdict": verdict,
        })  # fmt: skip
    return int(not whole or not soon)


if __name__ == "__main__":
    sys.exit(main())
