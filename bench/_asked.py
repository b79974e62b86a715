"""Pages asked for in turn: SQL statements, and milliseconds beside an empty signed-in page of the same run."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from _hub import DOOR, NOW

PEER = "layout only (/help/, signed in)"


@dataclass(frozen=True)
class Asked:
    """One page, or one round of the worker: its name, and how it is asked for."""

    name: str
    ask: Callable[[], Any]


def signed_in(role: str) -> Any:
    """A browser signed in as a role's invented worker, on shift."""
    from django.test import Client

    from homeward.register.accounts.actions import renew_shift
    from homeward.register.accounts.models import Account

    account = Account.objects.get(demonstrates=role)
    renew_shift(account=account, at=NOW)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend=DOOR)
    return client


def statements(each: Asked) -> int:
    """How many SQL statements one takes once what it had to write is written."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    each.ask()
    with CaptureQueriesContext(connection) as captured:
        answer = each.ask()
    status = getattr(answer, "status_code", 200)
    if status != 200:
        raise SystemExit(f"{each.name} answered {status}.")
    return len(captured)


def measured(asked: list[Asked], *, rounds: int, seed: int) -> dict[str, dict[str, float]]:
    """Statements, and the middle and the slow of the milliseconds beside the peer's, each asked in turn."""
    counts = {each.name: statements(each) for each in asked}
    took: dict[str, list[float]] = {each.name: [] for each in asked}
    order = random.Random(seed)
    for _ in range(rounds):
        for each in order.sample(asked, len(asked)):
            began = perf_counter()
            each.ask()
            took[each.name].append((perf_counter() - began) * 1000)
    p50 = {name: median(times) for name, times in took.items()}
    p95 = {name: quantiles(times, n=20)[-1] for name, times in took.items()}
    return {
        name: {
            "statements": counts[name],
            "p50_ratio": round(p50[name] / p50[PEER], 2),
            "p95_ratio": round(p95[name] / p95[PEER], 2),
            "p50_ms": round(p50[name], 1),
            "p95_ms": round(p95[name], 1),
        }
        for name in took
    }


def analysed() -> None:
    """Let the database count its rows, as its own housekeeping would."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
