"""The education service's extract: suspensions, exclusions, and the concerns about attendance that it works on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Protocol

from homeward.county.agency_people import AgencyPerson
from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.exclusions import Exclusion
from homeward.county.homes import School
from homeward.county.preset import Preset
from homeward.county.school_concerns import SchoolConcern
from homeward.county.schools import school_days
from homeward.county.years import written

NAMED = (
    "council", "council_local_id", "forename", "middle_name", "surname", "also_known_as", "birth_date", "sex",
    "ethnicity", "postcode",
)  # fmt: skip
EXCLUSIONS = (
    "pupil_id", "upn", *NAMED, "school_urn", "school_name", "category", "reason", "second_reason", "third_reason",
    "start_date", "end_date", "sessions", "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
ATTENDANCE = (
    "pupil_id", "upn", *NAMED, "school_urn", "school_name", "concern", "period_start", "period_end",
    "sessions_possible", "sessions_missed", "ended", "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
ALL_SUMMER = timedelta(days=70)


class Told(Protocol):
    """Who a child is to the agency, whether one thing reached its system, and the stream of that one thing."""

    def __call__(self, child: Child, on: date, kind: str) -> tuple[AgencyPerson, Stream] | None:
        """The record and the draws of a row; none where it never came, or came later than the extract."""
        ...


def exclusion_rows(
    exclusions: Iterable[Exclusion], told: Told, preset: Preset, taken_on: date, exploited: frozenset[Child]
) -> Iterator[tuple[str, ...]]:
    """A row for each suspension or exclusion that the service was told of; a school tells of no two on one day."""
    seen: set[tuple[int, date]] = set()
    for each in exclusions:
        if (each.child.number, each.on) in seen or (found := told(each.child, each.on, "exclusion")) is None:
            continue
        seen.add((each.child.number, each.on))
        person, draw = found
        reasons = _reasons(preset, draw, each.child in exploited)
        ends = "" if each.permanent else written(_last_day(each))
        yield (
            person.number, person.upn, *person.named(), *_school(each.school),
            "PERM" if each.permanent else "SUSP", *reasons, written(each.on), ends,
            "" if each.permanent else str(each.days * 2), _withdrawn(preset, draw), written(taken_on), "1",
        )  # fmt: skip


def attendance_rows(
    concerns: Iterable[SchoolConcern], told: Told, preset: Preset, taken_on: date
) -> Iterator[tuple[str, ...]]:
    """A row for each concern, as it stands when the extract is taken."""
    for each in concerns:
        sessions = each.sessions(taken_on)
        counted = each.kind in ("severe", "persistent")
        if (counted and sessions is None) or (found := told(each.child, each.since, each.kind)) is None:
            continue
        person, draw = found
        ended = each.until < taken_on
        yield (
            person.number, person.upn, *person.named(), *_school(each.school), each.kind, written(each.since),
            written(each.until) if ended else "", *(str(count) for count in sessions or ("", "")),
            "1" if ended else "", _withdrawn(preset, draw), written(taken_on), "1",
        )  # fmt: skip


def _school(school: School | None) -> tuple[str, str]:
    return (school.urn, school.name) if school else ("", "")


def _last_day(each: Exclusion) -> date:
    """The last of so many school days."""
    days = school_days(each.on, each.on + ALL_SUMMER)[: each.days]
    return days[-1] if days else each.on


def _reasons(preset: Preset, draw: Stream, exploited: bool) -> tuple[str, str, str]:
    """One reason, a second for some, and never the same; drugs and weapons oftener of those exploited."""
    shares = dict(preset.table("school_concerns.reasons"))
    if exploited:
        shares |= {"DA": shares["DA"] * 4, "OW": shares["OW"] * 4}
    first, second = draw.by_share(shares), draw.by_share(shares)
    return first, second if second != first and draw.happens(0.2) else "", ""


def _withdrawn(preset: Preset, draw: Stream) -> str:
    return "1" if draw.happens(preset.number("partners.withdrawn")) else ""


def first_days(found: Iterable[tuple[Child, date]]) -> dict[Child, date]:
    """The day on which each child is first told of."""
    days: dict[Child, date] = {}
    for child, day in found:
        days[child] = min(days.get(child, day), day)
    return days
