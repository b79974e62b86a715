"""The council's identity and allocation extract, as the council sends it.

A child has a row for each state of allocation, family address and school; each row repeats who the child is.
"""

from collections.abc import Iterator
from datetime import date

from homeward.county.homes import Enrolment, Home
from homeward.county.identities import Identity
from homeward.county.workers import Allocation
from homeward.county.years import written

COLUMNS = (
    "local_id", "upn", "nhs_number", "forename", "surname", "also_known_as", "birth_date", "sex", "ethnicity",
    "responsible_authority", "responsible_since", "address", "postcode", "district", "address_since", "school_urn",
    "school_name", "school_since", "school_until", "communication_needs", "allocated_worker_id",
    "allocated_worker_name", "allocated_team", "allocated_since", "allocated_until", "reason", "extracted_on",
    "synthetic",
)  # fmt: skip


def rows_of(
    identity: Identity, allocations: list[Allocation], reason: str, since: date, until: date
) -> Iterator[tuple[str, ...]]:
    """A child's rows, oldest state first: what changed before the extract begins is told by the first row."""
    told: set[tuple[object, ...]] = set()
    for day in _days_of_change(identity, allocations, since, until):
        home = [each for each in identity.homes if each.since <= day] or [identity.homes[0]]
        school = next((each for each in identity.schools if _holds(each.since, each.until, day)), None)
        allocation = next((each for each in allocations if _holds(each.since, each.until, day)), None)
        if (home[-1], school, allocation) not in told:
            told.add((home[-1], school, allocation))
            yield (
                *_who(identity, until),
                *_where(home[-1], school),
                identity.communication_needs,
                *_held_by(allocation),
                reason,
                written(until),
                "1",
            )


def _days_of_change(identity: Identity, allocations: list[Allocation], since: date, until: date) -> list[date]:
    begun = identity.child.arrived or identity.child.born
    days = {max(since, begun)}
    days.update(home.since for home in identity.homes)
    days.update(school.since for school in identity.schools)
    days.update(allocation.since for allocation in allocations)
    return sorted(day for day in days if max(since, begun) <= day < until)


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


def _who(identity: Identity, until: date) -> tuple[str, ...]:
    return (
        identity.local_id,
        identity.upn_on(until),
        identity.nhs_number,
        identity.forename,
        identity.surname,
        identity.also_known_as,
        written(identity.child.born),
        identity.sex,
        identity.ethnicity,
        identity.authority,
        written(identity.authority_since),
    )


def _where(home: Home, school: Enrolment | None) -> tuple[str, ...]:
    family = (home.line, home.postcode, home.district, written(home.since))
    if school is None:
        return (*family, "", "", "", "")
    return (*family, school.school.urn, school.school.name, written(school.since), written(school.until))


def _held_by(allocation: Allocation | None) -> tuple[str, ...]:
    if allocation is None:
        return ("", "", "", "", "")
    worker = allocation.worker
    return (worker.number, worker.name, worker.team, written(allocation.since), written(allocation.until))
