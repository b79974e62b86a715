"""Who shares a kept key with new profiles, where two may be one child without a whole birth date that agrees.

The statement is written out, because no other form of it stops reading a key that very many share.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from homeward.methods.matching.records import Traits
from homeward.register.linkage.models import BlockKey
from homeward.register.linkage.queries.keys import digest_of
from homeward.register.linkage.rules import Key, Kind, compact, of_forms

# A key that more profiles share is left to a run over the whole register: no home has so many, and a name that has is
# still looked for within each year of birth.
MOST_SHARED = 1000
ANY_YEAR = (0, 9999)

Way = tuple[int, int, int]

SHARED = (
    "WITH way (number, digest, low, high) AS (VALUES {ways}) "
    "SELECT way.number, (SELECT {gathered} FROM (SELECT k.profile_id FROM {keys} k WHERE k.digest = way.digest "
    "AND k.year BETWEEN way.low AND way.high LIMIT {most}) found) FROM way"
)
GATHERED = {"sqlite": "group_concat(found.profile_id)", "postgresql": "array_agg(found.profile_id)"}


@dataclass
class Shared:
    """The profiles under some keys, and the keys that too many share."""

    profiles: set[int] = field(default_factory=set)
    crowded: set[Way] = field(default_factory=set)


def sharing(wanted: Iterable[Traits]) -> Shared:
    """Whoever shares a home or a form of both names with one of these, in one statement.

    A home that a shield covers is in no traits and under no key. A name is looked for in the year of birth by itself as
    well, so that a common one still leads to those of the year.
    """
    found, ways = Shared(), sorted({way for each in wanted for way in _ways(each)})
    if not ways:
        return found
    with connection.cursor() as cursor:
        cursor.execute(*_statement(ways))
        for number, profiles in cursor.fetchall():
            keys = [int(each) for each in profiles.split(",")] if isinstance(profiles, str) else profiles or ()
            if len(keys) > MOST_SHARED:
                found.crowded.add(ways[number])
            else:
                found.profiles.update(keys)
    return found


def _ways(traits: Traits) -> Iterator[Way]:
    if traits.postcode:
        yield digest_of(Key(Kind.POSTCODE, compact(traits.postcode))), *ANY_YEAR
    for form in of_forms(traits):
        digest = digest_of(Key(Kind.FORMS, form))
        yield digest, *ANY_YEAR
        if traits.born_year:
            yield digest, traits.born_year, traits.born_year


def _statement(ways: Collection[Way]) -> tuple[str, list[int]]:
    return SHARED.format(
        ways=", ".join(["(%s, %s, %s, %s)"] * len(ways)),
        gathered=GATHERED[connection.vendor],
        keys=connection.ops.quote_name(BlockKey._meta.db_table),
        most=MOST_SHARED + 1,
    ), [value for number, way in enumerate(ways) for value in (number, *way)]
