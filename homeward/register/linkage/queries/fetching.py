"""Fetching whoever a way of a search leads to, in a constant number of statements, of the children a viewer may find.

The statements are written out, because no other form of them reads an index and nothing else. Each way is held to the
viewer's children before it is cut off at its limit: a child whom the viewer may not find takes nobody's place, is
counted nowhere and changes no order (S-06, S-11).
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from homeward.register.access.queries import under_a_shield, visible
from homeward.register.access.rules import Viewer
from homeward.register.linkage.models import BlockKey, Profile
from homeward.register.linkage.queries.keys import digest_of
from homeward.register.linkage.rules import TELLING, Arm, Candidate, Kind, most_likely
from homeward.register.people.models import Identifier, Person
from homeward.register.subjects.models import Subject

# So many are met by each way, and so many of them all are read: those whom the ways they were met by speak for most.
# Where a day was told, it leads to the child more surely, and fewer need be read.
AT_MOST = 500
READ, READ_OF_A_DAY = 200, 60
# With fewer profiles than this, the wider ways are taken as well.
FEW = 3

Sql = tuple[str, list[Any]]

# Every name in these texts is one of our own tables; whatever was typed is handed over beside them. A list is handed
# over as one value, so that a text is the same however many there are: a database that knows it need not plan it again.
MET = (
    "{seen}SELECT way.number, (SELECT {gathered} FROM (SELECT k.profile_id FROM {keys} k WHERE k.digest = way.digest "
    "AND k.year BETWEEN way.low AND way.high{conditions} ORDER BY k.year, k.profile_id LIMIT {most}) found) "
    "FROM ({ways}) way"
)
SEEN = "WITH seen (profile_id) AS MATERIALIZED ({rows}) "
OF_THE_VIEWER = " AND k.profile_id IN (SELECT profile_id FROM seen)"
IN_DISTRICTS = (
    " AND (way.local = 0 OR EXISTS (SELECT 1 FROM {profiles} p JOIN {people} d ON d.subject_id = p.subject_id "
    "WHERE p.id = k.profile_id AND d.district_id IN ({marks})))"
)
UNDER_NO_SHIELD = (
    " AND (way.telling = 0 OR NOT EXISTS "
    "(SELECT 1 FROM {profiles} p WHERE p.id = k.profile_id AND p.subject_id IN ({shielded})))"
)
GATHERED = {"sqlite": "group_concat(found.profile_id)", "postgresql": "array_agg(found.profile_id)"}
WAYS = {
    "sqlite": "SELECT key AS number, json_extract(value, '$[0]') AS digest, json_extract(value, '$[1]') AS low, "
    "json_extract(value, '$[2]') AS high, json_extract(value, '$[3]') AS local, json_extract(value, '$[4]') AS telling "
    "FROM json_each(%s)",
    "postgresql": "SELECT number - 1 AS number, digest, low, high, local, telling FROM unnest(CAST(%s AS bigint[]), "
    "CAST(%s AS bigint[]), CAST(%s AS bigint[]), CAST(%s AS bigint[]), CAST(%s AS bigint[])) "
    "WITH ORDINALITY AS given (digest, low, high, local, telling, number)",
}
AMONG = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(CAST(%s AS bigint[]))"}
SAID = (
    "SELECT p.id, CAST(p.subject_id AS text), p.forename, p.middle_name, p.surname, p.also_known_as, p.birth_date, "
    "p.birth_precision, p.sex, {district}, 0 FROM {profiles} p{joined} WHERE NOT p.withdrawn AND p.id {among}"
)
DISTRICT, JOINED = "d.district_id", " LEFT JOIN {people} d ON d.subject_id = p.subject_id"
NO_DISTRICT = "CAST(NULL AS bigint)"
# The order is by the identifier's text, for by its index a database would rather read every child than the few met.
HELD = (
    "SELECT * FROM (SELECT 0, CAST(d.subject_id AS text), d.forename, '', d.surname, d.also_known_as, d.birth_date, "
    "'day', d.sex, d.district_id, {way} FROM {people} d JOIN {subjects} s ON s.id = d.subject_id "
    "WHERE s.retired_into_id IS NULL AND {condition}{visible} ORDER BY CAST(d.subject_id AS text) LIMIT {most}) held"
)
WITH_A_NUMBER = "d.subject_id IN (SELECT i.person_id FROM {identifiers} i WHERE i.value IN ({marks}))"
BY_NUMBER, BY_THE_HUB = 1, 2


@dataclass(frozen=True)
class Way:
    """Children found by what the hub itself says of them and not by a key: a condition on their row, and its values."""

    condition: str
    given: list[Any] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Fetched:
    """The candidates found, and whether a way was cut off."""

    candidates: list[Candidate]
    cut_off: bool


def fetch(
    arms: Sequence[Arm],
    *,
    numbers: Collection[str],
    others: Sequence[Way],
    viewer: Viewer,
    at: datetime,
    with_places: bool = True,
) -> Fetched:
    """Whoever a way leads to, of the children whom the viewer may find, at most so many by each way and in all.

    The wider ways are taken only where the others lead to few: of children whom the viewer may find, so that what is
    asked of the database tells no more than what is shown.
    """
    seen = _seen(viewer, at)
    met = _met([arm for arm in arms if not arm.wide], seen)
    wide = [arm for arm in arms if arm.wide]
    if wide and len(met.ways) < FEW:
        wider = _met(wide, seen)
        met.cut_off |= wider.cut_off
        for profile, ways in wider.ways.items():
            met.ways[profile] |= ways
    dated = any(arm.key.kind == Kind.BORN for arm in arms)
    kinds, left_out = most_likely(met.ways, READ_OF_A_DAY if dated else READ)
    found = _candidates(kinds, numbers, others, viewer, at, with_places=with_places)
    return Fetched(found, met.cut_off or left_out)


@dataclass
class _Met:
    """The profiles met under some keys, each with the kinds of them, and whether there were more than are taken."""

    ways: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    cut_off: bool = False


def _seen(viewer: Viewer, at: datetime) -> Sql | None:
    """Whose profiles the viewer may find, where that is not everybody's."""
    condition = visible(viewer, "child.find", at=at, subject="subject_id")
    return _compiled(Profile.objects.filter(condition).order_by().values("pk")) if condition else None


def _met(arms: Sequence[Arm], seen: Sql | None) -> _Met:
    met = _Met()
    if not arms:
        return met
    sql, given = statement(arms, seen)
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for number, found in cursor.fetchall():
            profiles = [int(each) for each in found.split(",")] if isinstance(found, str) else found or ()
            met.cut_off |= len(profiles) > AT_MOST
            way, ways = 1 << arms[number].key.kind, met.ways
            for profile in profiles:
                ways[profile] |= way
    return met


def statement(arms: Sequence[Arm], seen: Sql | None) -> Sql:
    """The statement that takes these ways."""
    districts = sorted({each for arm in arms for each in arm.districts})
    conditions, given = OF_THE_VIEWER if seen else "", [*seen[1]] if seen else []
    tables = {"profiles": _table(Profile), "people": _table(Person)}
    if districts:
        conditions += IN_DISTRICTS.format(**tables, marks=_marks(districts))
        given += districts
    if any(arm.key.kind in TELLING for arm in arms):
        sql, values = _shielded()
        conditions += UNDER_NO_SHIELD.format(**tables, shielded=sql)
        given += values
    told = [(digest_of(arm.key), *arm.years, int(bool(arm.districts)), int(arm.key.kind in TELLING)) for arm in arms]
    return MET.format(
        seen=SEEN.format(rows=seen[0]) if seen else "",
        gathered=GATHERED[connection.vendor],
        keys=_table(BlockKey),
        conditions=conditions,
        most=AT_MOST + 1,
        ways=WAYS[connection.vendor],
    ), [*given, *_listed(told)]


def _listed(ways: Sequence[tuple[int, ...]]) -> list[Any]:
    """The ways as one value for SQLite, and for PostgreSQL as one for each part of a way."""
    return [json.dumps(ways)] if connection.vendor == "sqlite" else [list(each) for each in zip(*ways, strict=True)]


def _candidates(
    kinds: Mapping[int, frozenset[Kind]],
    numbers: Collection[str],
    others: Sequence[Way],
    viewer: Viewer,
    at: datetime,
    *,
    with_places: bool,
) -> list[Candidate]:
    """What agencies say of those profiles, and what the hub says of children met otherwise, in one statement."""
    models = {"profiles": Profile, "people": Person, "identifiers": Identifier, "subjects": Subject}
    tables = {name: _table(model) for name, model in models.items()}
    among, joined = AMONG[connection.vendor], JOINED.format(**tables) if with_places else ""
    parts = [SAID.format(**tables, among=among, joined=joined, district=DISTRICT if with_places else NO_DISTRICT)]
    given: list[Any] = [json.dumps([*kinds]) if connection.vendor == "sqlite" else [*kinds]]
    numbered = Way(WITH_A_NUMBER.format(**tables, marks=_marks(numbers)), [*numbers])
    ways = [(BY_NUMBER, numbered)] if numbers else []
    ways += [(BY_THE_HUB, way) for way in others]
    condition = visible(viewer, "child.find", at=at) if ways else None
    of_the_viewer, values = (
        _compiled(Person.objects.filter(condition).order_by().values("pk")) if condition else ("", [])
    )
    within = f" AND d.subject_id IN ({of_the_viewer})" if condition else ""
    for number, way in ways:
        parts.append(HELD.format(**tables, condition=way.condition, way=number, visible=within, most=AT_MOST))
        given += [*way.given, *values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return [_candidate(row, kinds) for row in cursor.fetchall()]


def _candidate(row: Sequence[Any], kinds: Mapping[int, frozenset[Kind]]) -> Candidate:
    profile, subject, forename, middle_name, surname, also_known_as, born, precision, sex, district, way = row
    return Candidate(
        subject,
        forename,
        middle_name,
        surname,
        also_known_as,
        date.fromisoformat(born) if isinstance(born, str) else born,
        precision,
        sex,
        district,
        numbered=way == BY_NUMBER,
        kinds=kinds[profile] if profile else frozenset(),
    )


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values)) if values else "NULL"


def _compiled(rows: QuerySet[Any, Any]) -> Sql:
    sql, given = rows.query.sql_with_params()
    return sql, [*given]


@cache
def _shielded() -> Sql:
    """The children under a shield, as a statement that is worked out once: it hangs on nothing but the database."""
    return _compiled(under_a_shield())


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
