"""Telling the register what the council's extract says, in a constant number of statements for each batch."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

from homeward.gateways.feeds.identity.rules import read_identifiers
from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions.guard import step
from homeward.register.agencies import actions as agencies
from homeward.register.agencies.models import Team, Worker
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.rules import Number, word_of
from homeward.register.places import actions as places
from homeward.register.sources.models import Delivery

# Identifiers that no one council gives, each with the column that holds it.
NATIONAL: tuple[tuple[Literal["upn", "nhs"], str], ...] = (("upn", "upn"), ("nhs", "nhs_number"))
NAMES = ("forename", "surname", "also_known_as")
# What says who a child is, by the column that holds it in a form of its own.
SAID = {"postcode": "postcode", "upn": "upn", "nhs": "nhs_number"}
DESCRIBES = ("forename", "surname", "also_known_as", "birth_date", "sex", "ethnicity", "communication_needs")


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, say who the child is, and keep their authority, home, school and allocation."""
    _note_day(batch, delivery)
    rows = _Rows(batch, delivery, at)
    rows.profiles()
    rows.authorities()
    rows.schools()
    rows.allocations()
    rows.describe(rows.homes())


def _note_day(batch: Sequence[Stored], delivery: Delivery) -> None:
    """Keep with the delivery the day it tells of, by which a newer extract is known from an older."""
    newest = max((_day(stored) for stored in batch), default=None)
    if newest and (delivery.extracted_on is None or delivery.extracted_on < newest):
        delivery.extracted_on = newest
        delivery.save(update_fields=["extracted_on"])


class _Rows:
    """One batch of the extract, with the child each row is about."""

    def __init__(self, batch: Sequence[Stored], delivery: Delivery, at: datetime) -> None:
        self.batch, self.at, self.council = batch, at, delivery.source.agency
        claims = [self._claim(each) for each in batch]
        self.person = people.join(claims=claims, delivery=delivery, at=at)
        self.weightiest = people.weightiest_words({person.pk for person in self.person.values()})

    def _claim(self, stored: Stored) -> people.Claim:
        names = tuple(str(stored.values[each] or "") for each in NAMES)
        numbers = numbers_of(stored, self.council.pk)
        return people.Claim(stored.record, numbers, settles=True, names=names, birth_date=_born(stored))

    def told(self, stored: Stored, since: str, until: str = "") -> dict[str, Any]:
        """The child, the record and the days of one dated fact, and whether a newer extract has spoken already."""
        person = self.person[stored.record.pk]
        weightiest = self.weightiest.get(person.pk)
        return {
            "record": stored.record,
            "person": person,
            "since": stored.values[since],
            "until": stored.values[until] if until else None,
            "out_of_date": weightiest is not None and word_of("identity", _day(stored)) < weightiest,
        }

    def saying(self, *columns: str) -> Iterator[Stored]:
        """The rows that fill every one of these columns."""
        return (each for each in self.batch if all(each.values[column] for column in columns))

    def profiles(self) -> None:
        linkage.keep_profiles(told=[self._said(each) for each in self.batch], at=self.at)

    def _said(self, stored: Stored) -> linkage.Said:
        values, read = stored.values, read_identifiers(stored.values)
        return linkage.Said(
            record=stored.record,
            person=self.person[stored.record.pk],
            own_key=str(values["local_id"]),
            **{name: str(values[name] or "") for name in NAMES},
            **{name: (reading.value or "") if (reading := read.get(column)) else "" for name, column in SAID.items()},
            birth_date=_born(stored),
            sex=str(values["sex"] or "U"),
            said_on=_day(stored),
        )

    def authorities(self) -> None:
        names = {str(each.values["responsible_authority"]) for each in self.batch}
        councils = agencies.councils_named(names=names)
        people.keep_authorities(
            told=[
                people.Told(**self.told(each, "responsible_since"), agency=council)
                for each in self.batch
                if (council := councils.get(str(each.values["responsible_authority"])))
            ]
        )

    def schools(self) -> None:
        rows = list(self.saying("school_urn", "school_since"))
        schools = places.schools_numbered(
            names={str(each.values["school_urn"]): str(each.values["school_name"] or "") for each in rows}
        )
        people.keep_schools(
            told=[
                people.Schooling(
                    **self.told(each, "school_since", "school_until"), school=schools[str(each.values["school_urn"])]
                )
                for each in rows
            ]
        )

    def homes(self) -> dict[Any, int | None]:
        rows = list(self.saying("address", "address_since"))
        districts = places.districts_named(
            names={str(each.values["district"]) for each in self.batch if each.values["district"]}
        )
        return people.keep_homes(
            told=[
                people.Home(
                    **self.told(each, "address_since"),
                    address=_address(each),
                    district=districts.get(str(each.values["district"])),
                )
                for each in rows
            ]
        )

    def allocations(self) -> None:
        rows = list(self.saying("allocated_worker_id", "allocated_since"))
        teams = agencies.teams_named(
            agency=self.council, names={str(each.values["allocated_team"]) for each in self.saying("allocated_team")}
        )
        workers = agencies.workers_numbered(agency=self.council, workers=[_worker(each, teams) for each in rows])
        people.allocate(told=[self._allocated(each, workers, teams) for each in rows])

    def _allocated(self, stored: Stored, workers: dict[str, Worker], teams: dict[str, Team]) -> people.Allocated:
        return people.Allocated(
            **self.told(stored, "allocated_since", "allocated_until"),
            worker=workers[str(stored.values["allocated_worker_id"])],
            team=teams.get(str(stored.values["allocated_team"])),
        )

    def describe(self, districts: dict[Any, int | None]) -> None:
        people.describe(
            told=[
                people.Described(
                    person=person,
                    kind="identity",
                    said_on=_day(each),
                    facts={
                        **{name: each.values[name] for name in DESCRIBES},
                        "district_id": districts.get(person.pk),
                    },
                )
                for each in self.batch
                for person in [self.person[each.record.pk]]
            ],
            at=self.at,
        )


def numbers_of(stored: Stored, council: int) -> tuple[Number, ...]:
    """The identifiers of a row, in their one form; one that cannot be read joins nobody."""
    read = read_identifiers(stored.values)
    found = [Number("local", str(stored.values["local_id"]).upper(), council)]
    for kind, column in NATIONAL:
        reading = read.get(column)
        if reading and reading.value:
            found.append(Number(kind, reading.value))
    return tuple(found)


def _day(stored: Stored) -> date:
    day = stored.values["extracted_on"]
    assert isinstance(day, date), "the mapping requires the day of the extract"
    return day


def _born(stored: Stored) -> date | None:
    born = stored.values["birth_date"]
    return born if isinstance(born, date) else None


def _address(stored: Stored) -> str:
    reading = read_identifiers(stored.values).get("postcode")
    return ", ".join(part for part in (str(stored.values["address"]), reading.value if reading else "") if part)


def _worker(stored: Stored, teams: dict[str, Team]) -> agencies.Named:
    return agencies.Named(
        number=str(stored.values["allocated_worker_id"]),
        name=str(stored.values["allocated_worker_name"] or stored.values["allocated_worker_id"]),
        team=teams.get(str(stored.values["allocated_team"])),
    )
