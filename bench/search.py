"""One description against a million records: how fast, and how often the right child is among the ten shown.

    script/bench search                                # on SQLite
    DATABASE_URL=postgres://… script/bench search      # on PostgreSQL, beside its trigram index
    .venv/bin/python bench/search.py 15000             # of so many children, to try it out
    .venv/bin/python bench/search.py 150000 --splink --in FOLDER    # kept in that folder, and used again from there

Three hundred records are held back from a register of 150,000 invented children (a million records, whose errors are
those of `homeward.county.identities_at_scale`) and looked for as a person at the front door would: by what is typed
first, by name and age, by name and birth date, and by the full form. No number is ever among what is asked. Beside it:
the same names by trigrams, ranked by the same scorer, where the database has them; and Splink's own `predict_between`
of one record, with the same model, on the same profiles. Each is asked three times, all of them in turn: where other
work shares the machine, the least of the three says more of the program, and the first of them what somebody waits.
"""

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any
from uuid import UUID, uuid4

from _hub import NOW, hub
from _identities import Record, Register, fill, records
from _results import database, keep, machine, table

CHILDREN = 150_000
HELD = 300
TIMES = 3
WITH_SPLINK = 30
ON = NOW.date()

Found = Callable[[Any], set[UUID]]


def first_letters(record: Record) -> Any:
    """Three letters of the forename and four of the surname, still being typed."""
    return typed(f"{record.forename[:3]} {record.surname[:4]}")


def name_and_age(record: Record) -> Any:
    """The name, and the age of the birth date that the record gives."""
    return typed(f"{record.forename} {record.surname}, {(ON - born(record)).days // 365}")


def name_and_date(record: Record) -> Any:
    """The name and the birth date, in the one box."""
    return typed(f"{record.forename} {record.surname} {born(record):%d/%m/%Y}")


def full_form(record: Record) -> Any:
    """Everything that the record says but a number."""
    from homeward.register.linkage.rules import Asked, Born, words_of

    day = born(record)
    return Asked(
        words=words_of(record.middle_name, record.aliases),
        forename=words_of(record.forename),
        surname=words_of(record.surname),
        born=Born(day, day, "day"),
        sex=record.sex if record.sex != "U" else "",
        postcodes=(record.postcode,) if record.postcode else (),
    )


def without_home(record: Record) -> Any:
    """The same without a postcode."""
    from dataclasses import replace

    return replace(full_form(record), postcodes=())


WAYS = {
    "first letters (3 + 4)": first_letters,
    "name and age": name_and_age,
    "name and birth date": name_and_date,
    "full form, no home": without_home,
    "full form": full_form,
}


def typed(words: str) -> Any:
    """What was typed in the one box."""
    from homeward.register.linkage.queries import read

    return read(words, at=NOW)


def born(record: Record) -> date:
    """The birth date of a record that has one."""
    assert record.birth_date is not None
    return record.birth_date


def viewer() -> Any:
    """A call handler on shift, who may find every child."""
    from homeward.register.access.rules import Viewer

    roles = frozenset({"call-handler"})
    return Viewer(worker_id=uuid4(), agency_id=1, agency_code="m", agency_kind="council", roles=roles, on_duty=True)


def ours(asked: Any) -> set[UUID]:
    """The ten children that the search puts first, with the reasons."""
    from homeward.register.linkage.queries.searching import weighed

    first, _, _ = weighed(viewer=WHO, at=NOW, asked=asked)
    return {each.subject_id for each in first}


def whole(asked: Any) -> set[UUID]:
    """The same with their find cards, as a page asks for them."""
    from homeward.register.linkage.queries import search

    return {each.card.subject_id for each in search(viewer=WHO, at=NOW, asked=asked).found}


def by_trigrams(asked: Any) -> set[UUID]:
    """The names most alike by trigrams, at most as many as one way of ours takes, ranked by the same scorer."""
    from django.db import connection

    from homeward.methods.matching.shipped import shipped_scorer
    from homeward.register.linkage.queries.fetching import AT_MOST
    from homeward.register.linkage.rules import Candidate, ranked

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(subject_id AS text), forename, middle_name, surname, also_known_as, birth_date, "
            "birth_precision, sex FROM linkage_profile WHERE lower(forename || ' ' || surname) %% %s "
            "ORDER BY similarity(lower(forename || ' ' || surname), %s) DESC LIMIT %s",
            [" ".join(asked.names[:2]), " ".join(asked.names[:2]), AT_MOST],
        )
        candidates = [Candidate(*row) for row in cursor.fetchall()]
    return {each.subject_id for each in ranked(asked, candidates, shipped_scorer())}


def measured(find: Found, way: Callable[[Record], Any], held: Sequence[Record], kept: Register) -> dict[str, Any]:
    """How long each description takes, by the clock and of the processor, and how often its child is among the ten."""
    clock: list[list[float]] = [[] for _ in held]
    processor: list[list[float]] = [[] for _ in held]
    hits = 0
    for turn in range(TIMES):
        for at, record in enumerate(held):
            asked = way(record)
            began, used = perf_counter(), process_time()
            found = find(asked)
            clock[at].append((perf_counter() - began) * 1000)
            processor[at].append((process_time() - used) * 1000)
            hits += turn == 0 and kept.subjects[record.child] in found
    first, least = [each[0] for each in clock], [min(each) for each in clock]
    of_the_processor = [min(each) for each in processor]
    return {
        "asked": len(held), "hit": round(hits / len(held), 3),
        "p50_ms": round(median(first), 2), "p95_ms": p95(first),
        "least_p50_ms": round(median(least), 2), "least_p95_ms": p95(least),
        "processor_p50_ms": round(median(of_the_processor), 2), "processor_p95_ms": p95(of_the_processor),
    }  # fmt: skip


def p95(times: Sequence[float]) -> float:
    """The time within which nineteen of twenty were answered."""
    return round(quantiles(times, n=20)[18], 2)


def with_trigrams() -> bool:
    """Give PostgreSQL its trigram index, where the database has the extension and may use it."""
    from django.db import DatabaseError, connection, transaction

    if connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                "CREATE INDEX IF NOT EXISTS names_by_trigrams ON linkage_profile "
                "USING gin (lower(forename || ' ' || surname) gin_trgm_ops)"
            )
    except DatabaseError:
        return False
    return True


def tidy() -> dict[str, int]:
    """Let the database learn what it holds, and say how many bytes keys and profiles take with their indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute(
                "SELECT pg_total_relation_size('linkage_blockkey'), pg_total_relation_size('linkage_profile')"
            )
            keys, profiles = cursor.fetchone()
            return {"keys_bytes": keys, "profiles_bytes": profiles}
        cursor.execute("ANALYZE")
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return {"database_bytes": cursor.fetchone()[0]}


def by_splink(children: int, held: Sequence[Record], kept: Register) -> dict[str, Any]:
    """Splink's own one-to-many: each record by itself against every profile, by the shipped model and block rules."""
    from homeward.methods.matching.shipped import shipped_model
    from homeward.register.linkage.engine.database import database as duck
    from homeward.register.linkage.engine.database import splink_over
    from homeward.register.linkage.engine.predicting import linker_over
    from homeward.register.linkage.engine.tables import compared, given_table

    profiles = {told(each): each for each in records(children)} if children else {}
    for record in kept.held:
        profiles.pop(told(record), None)
    everyone = list(profiles.values())
    rows = [row(each, f"p{at}") for at, each in enumerate(everyone)]
    clock, hits = [], 0
    with duck() as connection:
        api = splink_over(connection)
        ready = compared(given_table(rows))
        linker = linker_over(api, ready, shipped_model())
        left = api.register(ready)
        for number, record in enumerate(held):
            began = perf_counter()
            right = api.register(compared(given_table([row(record, f"q{number}")])))
            found = linker.inference.predict_between(left, right, threshold_match_weight=-20)
            best = found.as_duckdbpyrelation().order("match_weight desc").limit(60).fetchall()
            clock.append((perf_counter() - began) * 1000)
            columns = found.as_duckdbpyrelation().columns
            at = columns.index("unique_id_l")
            first = dict.fromkeys(everyone[int(each[at][1:])].child for each in best if each[at].startswith("p"))
            hits += record.child in [*first][:10]
    return {
        "asked": len(held),
        "hit": round(hits / len(held), 3),
        "p50_ms": round(median(clock), 1),
        "p95_ms": p95(clock),
    }


def told(record: Record) -> tuple[Any, ...]:
    """What a record says, by which it is one profile with another."""
    return (
        record.source, record.own_key, record.forename, record.middle_name, record.surname, record.aliases,
        record.birth_date, record.sex, record.postcode,
    )  # fmt: skip


def row(record: Record, number: str) -> dict[str, Any]:
    """A record as the engine is given one; it has no number either."""
    names = ("forename", "middle_name", "surname", "aliases", "birth_precision", "postcode")
    return {
        "unique_id": number, **{name: getattr(record, name) for name in names},
        "birth_date": record.birth_date, "sex": record.sex if record.sex != "U" else "",
    }  # fmt: skip


def shown(found: dict[str, Any]) -> None:
    """Print what was found."""
    head = ("", "asked", "right child in ten", "p50 ms", "p95 ms", "least p50", "p95", "of the processor p50", "p95")
    names = (
        "asked", "hit", "p50_ms", "p95_ms", "least_p50_ms", "least_p95_ms", "processor_p50_ms", "processor_p95_ms",
    )  # fmt: skip
    table(head, [(way, *(each.get(name, "") for name in names)) for way, each in found.items()])


def filled_in(children: int, standing: Path | None) -> tuple[Register, float | None, dict[str, int]]:
    """A register of so many children, how long it took to fill, and its bytes; or the one that stands in a folder."""
    there = standing / "kept.pickle" if standing else None
    if there and there.exists():
        return *pickle.loads(there.read_bytes()), tidy()  # noqa: S301  # nosec B301  (written by this program, below)
    began = perf_counter()
    kept = fill(children, held=HELD)
    took, size = round(perf_counter() - began, 1), tidy()
    if there:
        there.write_bytes(pickle.dumps((kept, took)))
    return kept, took, size


def main(arguments: Sequence[str]) -> None:
    """Fill a register, measure, and keep what was found."""
    global WHO
    children = int(next((each for each in arguments if each.isdigit()), CHILDREN))
    standing = Path(arguments[arguments.index("--in") + 1]) if "--in" in arguments else None
    on = machine()
    with hub(standing, filled=bool(standing and (standing / "kept.pickle").exists())):
        WHO = viewer()
        kept, took, size = filled_in(children, standing)
        held = [record for record in kept.held if record.is_whole][:HELD]
        print(f"{kept.profiles:,} profiles, {kept.keys:,} keys, filled in {took} s; {size}", flush=True)
        for record in held[:20]:
            ours(full_form(record))
        found = {name: measured(ours, way, held, kept) for name, way in WAYS.items()}
        found["full form, with cards"] = measured(whole, full_form, held, kept)
        if with_trigrams():
            found["trigrams, name and birth date"] = measured(by_trigrams, name_and_date, held, kept)
        shown(found)
        if "--splink" in arguments or not arguments:
            found["Splink, one against all"] = by_splink(children, held[:WITH_SPLINK], kept)
            shown({"Splink, one against all": found["Splink, one against all"]})
        name = "search_postgresql" if "PostgreSQL" in database() else "search_sqlite"
        keep(
            name,
            {
                "machine": on | {"load_after": round(os.getloadavg()[0], 1)}, "database": database(),
                "children": children,
                "profiles": kept.profiles, "keys": kept.keys, "filled_s": took, **size, "found": found,
            },
        )  # fmt: skip


WHO: Any = None

if __name__ == "__main__":
    main(sys.argv[1:])
