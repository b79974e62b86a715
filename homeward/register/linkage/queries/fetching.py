"""Fetching whoever a way of a search leads to, in a constant number of statements, of the children a viewer may find.

The statements are written out, because no other form of them reads an index and nothing else. Each way is held to the
viewer's children before it is cut off at its limit: a child whom the viewer may not find takes nobody's place, is
counted nowhere and changes no order (S-06, S-11).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from homeward.register.access.queries import under_a_shield, visible
from homeward.register.access.rules import Viewer
from homeward.register.linkage.models import BlockKey, Profile
from homeward.register.linkage.queries.keys import digest_of
from homeward.register.linkage.rules import TELLING, Arm, Candidate, Kind
from homeward.register.people.models import Identifier, Person
from homeward.register.subjects.models import Subject

AT_MOST = 500
# With fewer profiles than this, the wider ways are taken as well.
FEW = 3

Sql = tuple[str, list[Any]]

# Every name in these texts is one of our own tables; whatever was typed is handed over beside them.
WAYS = (
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
WAY = "SELECT %s AS number, %s AS digest, %s AS low, %s AS high, %s AS local, %s AS telling"
ANOTHER_WAY = " UNION ALL SELECT %s, %s, %s, %s, %s, %s"
GATHERED = {"sqlite": "group_concat(found.profile_id)", "postgresql": "array_agg(found.profile_id)"}
SAID = (
    "SELECT p.id, p.subject_id, p.forename, p.middle_name, p.surname, p.also_known_as, p.birth_date, "
    "p.birth_precision, p.sex, d.district_id, 0 FROM {profiles} p LEFT JOIN {people} d ON d.subject_id = p.subject_id "
    "WHERE NOT p.withdrawn AND p.id IN ({marks})"
)
HELD = (
    "SELECT * FROM (SELECT 0, d.subject_id, d.forename, '', d.surname, d.also_known_as, d.birth_date, 'day', d.sex, "
    "d.district_id, {way} FROM {people} d JOIN {subjects} s ON s.id = d.subject_id AND s.retired_into_id IS NULL "
    "WHERE {condition}{visible} ORDER BY d.subject_id LIMIT {most}) held"
)
WITH_A_NUMBER = "d.subject_id IN (SELECT i.person_id FROM {identifiers} i WHERE i.value IN ({marks}))"


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
    arms: Sequence[Arm], *, numbers: Collection[str], others: Sequence[Way], viewer: Viewer, at: datetime
) -> Fetched:
    """Whoever a way leads to, of the children whom the viewer may find, at most so many by each way."""
    seen = _seen(viewer, at)
    met = _met([arm for arm in arms if not arm.wide], seen)
    few = len(met.kinds) < FEW
    wider = _met([arm for arm in arms if arm.wide] if few else [], seen)
    for profile, kinds in wider.kinds.items():
        met.kinds[profile] |= kinds
    return Fetched(_candidates(met.kinds, numbers, others, viewer, at), met.cut_off or wider.cut_off)


@dataclass
class _Met:
    """The profiles met under some keys, each with the kinds of them, and whether there were more than are taken."""

    kinds: defaultdict[int, frozenset[Kind]] = field(default_factory=lambda: defaultdict(frozenset))
    cut_off: bool = False


def _seen(viewer: Viewer, at: datetime) -> Sql | None:
    """Whose profiles the viewer may find, where that is not everybody's."""
    condition = visible(viewer, "child.find", at=at, subject="subject_id")
    return _compiled(Profile.objects.filter(condition).order_by().values("pk")) if condition else None


def _met(arms: Sequence[Arm], seen: Sql | None) -> _Met:
    sql, given = statement(arms, seen)
    met, most = _Met(), 0
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for number, found in cursor.fetchall():
            profiles = [int(each) for each in found.split(",")] if isinstance(found, str) else found or ()
            most = max(most, len(profiles))
            kind = frozenset({arms[number].key.kind})
            for profile in profiles:
                met.kinds[profile] |= kind
    met.cut_off = most > AT_MOST
    return met


def statement(arms: Sequence[Arm], seen: Sql | None) -> Sql:
    """The statement that takes these ways. Of none it is the same, and finds nobody."""
    districts = sorted({each for arm in arms for each in arm.districts})
    conditions, given = OF_THE_VIEWER if seen else "", [*seen[1]] if seen else []
    tables = {"profiles": _table(Profile), "people": _table(Person)}
    if districts:
        conditions += IN_DISTRICTS.format(**tables, marks=_marks(districts))
        given += districts
    if any(arm.key.kind in TELLING for arm in arms):
        sql, values = _compiled(under_a_shield())
        conditions += UNDER_NO_SHIELD.format(**tables, shielded=sql)
        given += values
    ways = WAY + ANOTHER_WAY * (len(arms) - 1) if arms else f"{WAY} WHERE 1 = 0"
    for number, arm in enumerate(arms):
        given += [number, digest_of(arm.key), *arm.years, int(bool(arm.districts)), int(arm.key.kind in TELLING)]
    return WAYS.format(
        seen=SEEN.format(rows=seen[0]) if seen else "",
        gathered=GATHERED[connection.vendor],
        keys=_table(BlockKey),
        conditions=conditions,
        most=AT_MOST + 1,
        ways=ways,
    ), given + ([] if arms else [0] * 6)


def _candidates(
    kinds: dict[int, frozenset[Kind]], numbers: Collection[str], others: Sequence[Way], viewer: Viewer, at: datetime
) -> list[Candidate]:
    """What agencies say of those profiles, and what the hub says of children met otherwise, in one statement."""
    models = {"profiles": Profile, "people": Person, "identifiers": Identifier, "subjects": Subject}
    tables = {name: _table(model) for name, model in models.items()}
    parts = [SAID.format(**tables, marks=_marks(kinds))]
    given: list[Any] = [*kinds]
    numbered = Way(WITH_A_NUMBER.format(**tables, marks=_marks(numbers)), [*numbers])
    condition = visible(viewer, "child.find", at=at)
    of_the_viewer, values = (
        _compiled(Person.objects.filter(condition).order_by().values("pk")) if condition else ("", [])
    )
    within = f" AND d.subject_id IN ({of_the_viewer})" if condition else ""
    for number, way in enumerate([numbered, *others], start=1):
        parts.append(HELD.format(**tables, condition=way.condition, way=number, visible=within, most=AT_MOST))
        given += [*way.given, *values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        return [_candidate(row, kinds) for row in cursor.fetchall()]


def _candidate(row: Sequence[Any], kinds: dict[int, frozenset[Kind]]) -> Candidate:
    profile, subject, forename, middle_name, surname, also_known_as, born, precision, sex, district, way = row
    return Candidate(
        subject if isinstance(subject, UUID) else UUID(subject),
        forename,
        middle_name,
        surname,
        also_known_as,
        date.fromisoformat(born) if isinstance(born, str) else born,
        precision,
        sex,
        district,
        numbered=way == 1,
        kinds=kinds[profile] if profile else frozenset(),
    )


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values)) if values else "NULL"


def _compiled(rows: QuerySet[Any, Any]) -> Sql:
    sql, given = rows.query.sql_with_params()
    return sql, [*given]


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
