"""A register filled with invented identities as fast as the database takes them, and a few of them held back."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from _hub import NOW

SEED = 2019
CHUNK = 50_000
PER_CHILD = 6.67
SAID = (
    "id", "agency_id", "digest", "own_key", "forename", "middle_name", "surname", "also_known_as", "birth_date",
    "birth_precision", "sex", "subject_id", "thin", "synthetic",
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One invented record: what an agency says of a child, and who it truly is."""

    source: str
    own_key: str
    forename: str
    middle_name: str
    surname: str
    aliases: str
    birth_date: date | None
    birth_precision: str
    sex: str
    postcode: str
    child: int
    origin: str
    differences: str

    @property
    def is_whole(self) -> bool:
        """Whether it holds both names and a birth date: what a full form asks for."""
        return bool(self.forename and self.surname and self.birth_date and self.birth_precision == "day")


@dataclass
class Register:
    """What was put in: how many profiles and keys, who each child became, and the records held back."""

    profiles: int = 0
    keys: int = 0
    subjects: dict[int, uuid.UUID] = field(default_factory=dict)
    held: list[Record] = field(default_factory=list)


def records(children: int) -> Iterator[Record]:
    """Every record of so many children."""
    from homeward.county.identities_at_scale import COLUMNS, rows

    wanted = [COLUMNS.index(name) for name in Record.__dataclass_fields__]
    for row in rows(children=children, seed=SEED):
        yield Record(*(row[at] for at in wanted))


def fill(children: int, *, held: int) -> Register:
    """Put the profiles of so many children in with their keys, holding back one record each of some children.

    A child of whom a record is held back has at least one other. A profile is a distinct word of one agency, as the
    program keeps them; the held records are drawn from all agencies alike.
    """
    from django.db import transaction

    from homeward.register.places.models import District

    chance = random.Random(SEED)
    kept = Register()
    leave_index()
    districts = [District.objects.create(code=f"d{number}", name=f"District {number}").pk for number in range(8)]
    filling = _Filling(kept, districts)
    odds = held * 2.5 / (children * PER_CHILD)
    met: set[int] = set()
    for record in records(children):
        if record.child in met and len(kept.held) < held * 3 and chance.random() < odds:
            kept.held.append(record)
        else:
            met.add(record.child)
            filling.take(record)
    filling.write()
    with transaction.atomic():
        index_again()
    chance.shuffle(kept.held)
    return kept


def leave_index() -> None:
    """Fill first and index afterwards; where the database cannot, put the keys aside and in their order afterwards."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE linkage_blockkey DROP CONSTRAINT linkage_blockkey_pkey")
            cursor.execute("DROP INDEX keys_a_shield_takes_away")
        else:
            cursor.execute("PRAGMA cache_size = -500000")
            cursor.execute("CREATE TEMP TABLE aside (digest integer, year integer, profile_id integer, kind integer)")


def index_again() -> None:
    """Index the keys as the program does."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE linkage_blockkey ADD PRIMARY KEY (digest, year, profile_id)")
            cursor.execute(
                "CREATE INDEX keys_a_shield_takes_away ON linkage_blockkey (profile_id) WHERE kind IN (8, 9, 10)"
            )
        else:
            cursor.execute(
                "INSERT INTO linkage_blockkey (digest, year, profile_id, kind) "
                "SELECT digest, year, profile_id, kind FROM aside ORDER BY digest, year, profile_id"
            )
            cursor.execute("DROP TABLE aside")


def put_keys(rows: list[tuple[int, int, int, int]]) -> None:
    """Put keys in, or aside until they all are there."""
    from django.db import connection

    from homeward.register.audit.actions.rows import put_rows
    from homeward.register.linkage.models import BlockKey

    if connection.vendor == "postgresql":
        put_rows(BlockKey, ("digest", "year", "profile_id", "kind"), rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO aside VALUES (%s, %s, %s, %s)", rows)


class _Filling:
    """Rows on their way in, a chunk at a time."""

    def __init__(self, kept: Register, districts: list[int]) -> None:
        from homeward.register.agencies.models import Agency
        from homeward.register.linkage.queries import digest_of

        # Names come again and again, and so do their keys.
        self.digest_of = lru_cache(maxsize=1_000_000)(digest_of)
        self.kept, self.districts = kept, districts
        self.agencies: dict[str, int] = {}
        self.make_agency = lambda code: Agency.objects.create(code=code, name=code, kind="council").pk
        self.waiting: list[Record] = []
        self.said: set[tuple[Any, ...]] = set()
        self.named: set[int] = set()

    def take(self, record: Record) -> None:
        """Keep a record's profile, unless its agency has said the same before."""
        told = (
            record.source, record.own_key, record.forename, record.middle_name, record.surname, record.aliases,
            record.birth_date, record.sex, record.postcode,
        )  # fmt: skip
        if hash(told) not in self.said:
            self.said.add(hash(told))
            self.waiting.append(record)
            if len(self.waiting) == CHUNK:
                self.write()

    def write(self) -> None:
        """Put what waits into the tables, in one transaction."""
        from django.db import transaction

        with transaction.atomic():
            self._write()
        self.waiting = []

    def _write(self) -> None:
        from homeward.register.audit.actions.rows import put_rows
        from homeward.register.linkage.models import Profile
        from homeward.register.linkage.rules import Named, keys_of
        from homeward.register.people.models import Person
        from homeward.register.subjects.models import Subject

        new = {record.child: record for record in self.waiting if record.child not in self.kept.subjects}
        self.kept.subjects |= {child: uuid.UUID(int=(1 << 120) + child) for child in new}
        put_rows(Subject, ("id", "kind", "minted_at"), [(self.kept.subjects[each], "person", NOW) for each in new])
        put_rows(
            Person,
            ("subject_id", "forename", "surname", "also_known_as", "name_key", "birth_date", "sex", "ethnicity",
             "district_id", "communication_needs", "corrected_fields", "put_right", "linked", "outside_figures",
             "synthetic", "version"),
            [
                (self.kept.subjects[child], each.forename, each.surname, "", f"{each.forename} {each.surname}".lower(),
                 each.birth_date, each.sex, "", self.districts[child % 8], "", [], False, True, False, True, 1)
                for child, each in new.items()
            ],
        )  # fmt: skip
        others = {
            each.attname: each.get_default() for each in Profile._meta.concrete_fields if each.attname not in SAID
        }
        rows, keys = [], []
        for record in self.waiting:
            self.kept.profiles += 1
            if record.source not in self.agencies:
                self.agencies[record.source] = self.make_agency(record.source)
            rows.append(
                (self.kept.profiles, self.agencies[record.source], str(self.kept.profiles), record.own_key,
                 record.forename, record.middle_name, record.surname, record.aliases, record.birth_date,
                 record.birth_precision, record.sex, self.kept.subjects[record.child], False, True, *others.values())
            )  # fmt: skip
            named = Named(
                record.forename, record.middle_name, record.surname, record.aliases, record.birth_date,
                record.birth_precision, record.postcode,
            )  # fmt: skip
            found = {self.digest_of(key): int(key.kind) for key in keys_of(named, shielded=False)}
            keys += [(digest, named.year, self.kept.profiles, kind) for digest, kind in found.items()]
        put_rows(Profile, (*SAID, *others), rows)
        put_keys(keys)
        self.kept.keys += len(keys)
