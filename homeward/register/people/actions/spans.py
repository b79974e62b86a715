"""Dated facts about a child: who is responsible, where home is, which school."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from homeward.register.access.actions.guard import step
from homeward.register.agencies.models import Agency
from homeward.register.keys.queries import index, sealed
from homeward.register.people.actions.following import Spans
from homeward.register.people.models import Person, Residence, ResponsibleAuthority, SchoolSpell
from homeward.register.places.models import District, School
from homeward.register.sources.models import SourceRecord


@dataclass(frozen=True)
class Told:
    """One dated fact that a record tells of a person. `out_of_date` when a newer file has already spoken of them."""

    record: SourceRecord
    person: Person
    since: date
    until: date | None = None
    out_of_date: bool = False
    agency: Agency | None = None

    @property
    def of(self) -> object:
        """What the fact is about, as the table that keeps it is keyed."""
        return self.agency.pk if self.agency else None

    def written(self) -> dict[str, Any]:
        """What a row of the table holds besides its person, key, days and record."""
        return {}


@dataclass(frozen=True)
class Schooling(Told):
    """A child on a school's roll."""

    school: School | None = None

    @property
    def of(self) -> object:
        """The school."""
        return self.school.pk if self.school else None


@dataclass(frozen=True)
class Home(Told):
    """A child's home. Where a child is placed is never one of these."""

    address: str = field(default="", repr=False)
    district: District | None = None

    @property
    def of(self) -> object:
        """A keyed digest by which the same home is known again without being read."""
        return index(" ".join(self.address.casefold().split()), purpose="residence")

    def written(self) -> dict[str, Any]:
        """The address, sealed and bound to its record."""
        hidden = sealed(self.address, table="people_residence", row=self.record.pk, column="address")
        return {"sealed_address": hidden, "district": self.district}


@step
def keep_authorities(*, told: Sequence[Told]) -> None:
    """The council that answers for each child, each until the next begins."""
    Spans(ResponsibleAuthority, "agency_id", told, one_at_a_time=True).keep()


@step
def keep_schools(*, told: Sequence[Schooling]) -> None:
    """The schools each child has been on the roll of."""
    Spans(SchoolSpell, "school_id", told, one_at_a_time=False).keep()


@step
def keep_homes(*, told: Sequence[Home]) -> dict[UUID, int | None]:
    """The homes of each child, each until the next begins, the addresses sealed. Gives the last home's district."""
    rows = Spans(Residence, "place_key", told, one_at_a_time=True).keep()
    return {row.person_id: row.district_id for row in sorted(rows, key=lambda row: row.since)}
