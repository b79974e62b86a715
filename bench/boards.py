"""What the board, the due lists, the stamps and the triggers cost with 200,000 past absences.

    script/bench boards                                # with 20,000 and then 200,000
    .venv/bin/python bench/boards.py 2000 20000        # with fewer

SQL statements, and milliseconds as a ratio to an empty signed-in page, at two sizes one after the other, so that growth
shows. Who is missing now is the same at both. One past absence in ten was a handler's, with an owner, a grade and a
note. It fails if a statement more is needed at the second size.
"""

import random
import sys
from datetime import timedelta
from typing import Any

from _asked import PEER, Asked, analysed, measured, signed_in
from _hub import NOW, hub
from _results import database, keep, machine, table

SIZES = (20_000, 200_000)
CHILDREN = 8_000
LIVE = 25
RECENT = 60
ROUNDS = 20
SEED = 2026


def children() -> list[Any]:
    """Invented children whom nobody has said more about."""
    from homeward.register.people.models import Person
    from homeward.register.subjects.models import Subject

    subjects = Subject.objects.bulk_create(Subject(kind="person", minted_at=NOW) for _ in range(CHILDREN))
    return Person.objects.bulk_create(
        Person(
            subject=each,
            forename=f"Child{number}",
            surname="Bench",
            birth_date=(NOW - timedelta(days=4000 + number % 2000)).date(),
            sex="F",
            synthetic=True,
            linked=True,
            name_key=f"child{number} bench",
        )
        for number, each in enumerate(subjects)
    )


def absences(people: list[Any], many: int, *, live: int, recent: int) -> None:
    """So many past absences over six years, some that ended this week, and some that last."""
    from homeward.practice.missing.models import MissingEpisode

    chance = random.Random(SEED + many)
    rows = []
    for _ in range(many):
        since = NOW - timedelta(days=chance.uniform(40, 2200))
        ends = since + timedelta(hours=chance.uniform(1, 60))
        rows.append(MissingEpisode(person=chance.choice(people), type="M", since=since, until=ends))
    for number in range(recent):
        since = NOW - timedelta(hours=60 + number)
        rows.append(MissingEpisode(person=people[number], type="M", since=since, until=since + timedelta(hours=20)))
    for number in range(live):
        rows.append(MissingEpisode(person=people[-number - 1], type="M", since=NOW - timedelta(hours=2 + number)))
    MissingEpisode.objects.bulk_create(rows, batch_size=5000)


def written() -> None:
    """What is left of absences that a handler had, one in ten of those that ended: an owner, a grade and a note."""
    from homeward.practice.missing.models import Entry, Grade, MissingEpisode
    from homeward.register.accounts.models import Account
    from homeward.register.tasks.models import Ownership

    worker = Account.objects.get(demonstrates="call-handler").worker
    had = Ownership.objects.values("matter")
    ended = MissingEpisode.objects.filter(until__isnull=False).exclude(pk__in=had).order_by("since", "pk")
    rows = list(ended.values_list("pk", "person_id", "since", "until"))[::10]
    Grade.objects.bulk_create(
        [Grade(episode_id=pk, level="2", reasons=["threatened"], at=since, by=worker) for pk, _, since, _ in rows], 5000
    )
    Entry.objects.bulk_create(
        [Entry(episode_id=pk, kind="update", at=until, recorded_at=until, by=worker) for pk, _, _, until in rows],
        5000,
    )
    Ownership.objects.bulk_create(
        [
            Ownership(
                matter_kind="missing-episode", matter=pk, subject_id=who, worker=worker, since=since, until=until,
                because="began", grade="2",
            )
            for pk, who, since, until in rows
        ],
        5000,
    )  # fmt: skip


def graded() -> None:
    """Each absence that lasts has a grade and an owner."""
    from homeward.practice.missing.models import Grade, MissingEpisode
    from homeward.register.accounts.models import Account
    from homeward.register.tasks.models import Ownership

    worker = Account.objects.get(demonstrates="call-handler").worker
    for row in MissingEpisode.objects.filter(until__isnull=True):
        Grade.objects.create(episode=row, level="3", reasons=["threatened"], at=NOW, by=worker)
        Ownership.objects.create(
            matter_kind="missing-episode", matter=row.pk, subject_id=row.person_id, worker=worker, since=NOW, grade="3"
        )


def asked_for() -> list[Asked]:
    """The pages and the rounds that are measured, the peer first."""
    from homeward.practice.missing.jobs import ask_for_interviews, ask_of_long_open, look_for_triggers

    handler, door = signed_in("call-handler"), signed_in("front-door-worker")
    pages = [
        (PEER, handler, "/help/"),
        ("missing now", handler, "/missing/now/"),
        ("missing now: its stamp", handler, "/stamp/?of=missing-now"),
        ("waiting to be accepted: its stamp", handler, "/stamp/?of=awaiting"),
        ("morning sheet", door, "/missing/morning/"),
        ("return interviews, due", door, "/return-interviews/?list=due"),
        ("return interviews, overdue", door, "/return-interviews/?list=overdue"),
        ("triggers and their counts", door, "/missing/triggers/"),
    ]
    found = [Asked(name, lambda client=client, address=address: client.get(address)) for name, client, address in pages]
    rounds = (look_for_triggers, ask_for_interviews, ask_of_long_open)
    return found + [Asked(f"the worker's round: {each.__name__}", lambda each=each: each(NOW)) for each in rounds]


def main() -> int:
    """Measure at both sizes, in one run; a page whose statements grew is a failure."""
    facts, sizes = machine(), tuple(map(int, sys.argv[1:])) or SIZES
    with hub():
        from homeward.config.commands.serve import open_accounts

        open_accounts()
        people, found, before = children(), {}, 0
        for size in sizes:
            first = not before
            absences(people, size - before, live=LIVE if first else 0, recent=RECENT if first else 0)
            if first:
                graded()
            written()
            before = size
            analysed()
            found[str(size)] = measured(asked_for(), rounds=ROUNDS, seed=SEED)
            print(f"\n{size:,} past absences, {LIVE} that last")
            columns = ("what", "statements", "p50 ratio", "p95 ratio", "p50 ms", "p95 ms")
            table(columns, [(name, *figures.values()) for name, figures in found[str(size)].items()])
        facts["database"] = database()
        name = "boards-postgresql" if "Post" in facts["database"] else "boards"
        keep(name, {"machine": facts, "peer": PEER, "rounds": ROUNDS, "live": LIVE, "seed": SEED, "found": found})
        small, large = (found[str(size)] for size in sizes)
        return int(any(small[name]["statements"] != large[name]["statements"] for name in small))


if __name__ == "__main__":
    sys.exit(main())
