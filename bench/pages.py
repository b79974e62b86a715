"""What a page costs with a county's two years loaded, and with ten times that, beside a page that only signs in and
prints the layout: SQL statements, and the ratio of the middle and of the slow requests."""

import gc
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from _hub import DOOR, NOW, hub
from _results import database, keep, machine, table

ROUNDS = 200
TIMES = 10
SEED = 2019
PEER = "layout only (/help/, signed in)"


@dataclass(frozen=True)
class Page:
    """One page: its name, and how it is asked for."""

    name: str
    ask: Callable[[], Any]


def load_county() -> None:
    """A county's two years, made with a fixed seed and loaded through the feeds."""
    from django.conf import settings

    from homeward.config.commands.serve import load_county, open_accounts
    from homeward.county import make

    open_accounts()
    folder = settings.DATA / "town"
    until = NOW.date() - timedelta(days=1)
    make(folder, "county", 24, until=until, seed=SEED)
    load_county(folder)


def signed_in(role: str) -> Any:
    """A browser signed in as a role's invented worker."""
    from django.test import Client
    from django.utils import timezone

    from homeward.register.accounts.actions import renew_shift
    from homeward.register.accounts.models import Account

    account = Account.objects.get(demonstrates=role)
    renew_shift(account=account, at=timezone.now())
    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend=DOOR)
    return client


def children_of(role: str) -> tuple[Any, Any]:
    """Of the role's own children, the one with the shortest record and the one with the longest."""
    from homeward.register.access.models import Relationship
    from homeward.register.accounts.models import Account
    from homeward.register.sources.models import Judgement

    worker = Account.objects.get(demonstrates=role).worker_id
    own = Relationship.objects.filter(worker=worker, kind="allocated", until=None).values_list("subject_id", flat=True)
    sizes = {subject: Judgement.objects.filter(subject=subject).count() for subject in own}
    return min(sizes, key=lambda each: sizes[each]), max(sizes, key=lambda each: sizes[each])


def pages() -> list[Page]:
    """The pages measured, the peer first."""
    from django.urls import reverse

    practitioner, handler, director = (signed_in(role) for role in ("hub-practitioner", "call-handler", "director"))
    short, long = children_of("hub-practitioner")
    name, number = common_name(), local_number(long)

    def getting(client: Any, route: str, *args: Any) -> Callable[[], Any]:
        address = reverse(route, args=args)
        return lambda: client.get(address)

    def finding(client: Any, words: str) -> Callable[[], Any]:
        return lambda: client.post(reverse("find"), {"words": words})

    return [
        Page(PEER, getting(practitioner, "help")),
        Page("the same behind the guard, with its audit event (/tasks/, none waiting)", getting(practitioner, "tasks")),
        Page("a child's record, long", getting(practitioner, "record", long)),
        Page("a child's record, short", getting(practitioner, "record", short)),
        Page("chronology, long", getting(practitioner, "chronology", long)),
        Page("chronology, short", getting(practitioner, "chronology", short)),
        Page("today, practitioner", getting(practitioner, "today")),
        Page("find by number, call handler", finding(handler, number)),
        Page("find by surname, call handler", finding(handler, name)),
        Page("find by surname, practitioner", finding(practitioner, name)),
        Page("the quarter, director", getting(director, "quarter")),
    ]


def common_name() -> str:
    """The surname most children have: a search for it fills the page."""
    from django.db.models import Count

    from homeward.register.people.models import Person

    return str(Person.objects.values("surname").annotate(many=Count("pk")).order_by("-many", "surname")[0]["surname"])


def local_number(subject: Any) -> str:
    """The council's own number for a child."""
    from homeward.register.people.models import Identifier

    return str(Identifier.objects.filter(person=subject, type="local").values_list("value", flat=True)[0])


def statements(page: Page) -> int:
    """How many SQL statements a page takes, the opening and closing of its transactions among them."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page.ask()
    with CaptureQueriesContext(connection) as captured:
        answer = page.ask()
    if answer.status_code != 200:
        raise SystemExit(f"{page.name} answered {answer.status_code}.")
    return len(captured)


def timed(asked: list[Page]) -> dict[str, list[float]]:
    """Milliseconds of each page, asked in turn and in a new order each time, so that noise falls on all alike."""
    order, took = random.Random(SEED), {page.name: [] for page in asked}
    for page in asked * 3:
        page.ask()
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        for page in order.sample(asked, len(asked)):
            began = perf_counter()
            page.ask()
            took[page.name].append((perf_counter() - began) * 1000)
    return took


def measured(asked: list[Page]) -> dict[str, dict[str, float]]:
    """Each page's statements, p50 and p95, and the last two as ratios to the peer's."""
    counts = {page.name: statements(page) for page in asked}
    took = timed(asked)
    p50 = {name: median(times) for name, times in took.items()}
    p95 = {name: quantiles(times, n=20)[-1] for name, times in took.items()}
    return {
        name: {
            "p50_ratio": round(p50[name] / p50[PEER], 2),
            "p95_ratio": round(p95[name] / p95[PEER], 2),
            "statements": counts[name],
            "p50_ms": round(p50[name], 1),
            "p95_ms": round(p95[name], 1),
        }
        for name in took
    }


def main() -> int:
    """Measure at both sizes, in one run."""
    facts = machine()
    with hub():
        from _multiplied import multiply, remember_originals

        load_county()
        remember_originals()
        asked, found, rows = pages(), {}, {}
        for times in (1, TIMES):
            if times > 1:
                multiply(times)
            rows[f"{times}x"] = how_many()
            found[f"{times}x"] = measured(asked)
            shown(times, rows[f"{times}x"], found[f"{times}x"])
        facts["database"] = database()
        name = "pages-postgresql" if "Post" in facts["database"] else "pages"
        keep(name, {"machine": facts, "peer": PEER, "rounds": ROUNDS, "seed": SEED, "rows": rows, "pages": found})
        return int(any(found["1x"][page.name]["statements"] != found["10x"][page.name]["statements"] for page in asked))


def how_many() -> dict[str, int]:
    """How much is in the database."""
    from homeward.practice.missing.models import MissingEpisode
    from homeward.register.people.models import CareEpisode, Person
    from homeward.register.sources.models import SourceRecord

    models = {
        "children": Person,
        "care_episodes": CareEpisode,
        "missing_episodes": MissingEpisode,
        "records": SourceRecord,
    }
    return {name: model.objects.count() for name, model in models.items()}


def shown(times: int, rows: dict[str, int], found: dict[str, dict[str, float]]) -> None:
    """Print one size."""
    print(f"\n{times}x: " + ", ".join(f"{many:,} {name.replace('_', ' ')}" for name, many in rows.items()))
    columns = ("page", "p50 ratio", "p95 ratio", "statements", "p50 ms", "p95 ms")
    table(columns, [(name, *figures.values()) for name, figures in found.items()])


if __name__ == "__main__":
    sys.exit(main())
