"""The rows of the police's extract, as known at the moment it was taken.

A first extract tells everything; a monthly one tells what was reported or changed in its month, so a later one carries
rows of an earlier one again, the child since found. What came in after the extract was taken is in neither.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from homeward.county.places import HOME, Place
from homeward.county.views.police.reports import Report
from homeward.county.years import DAY, written

COLUMNS = (
    "incident_reference", "force", "person_reference", "council", "council_local_id", "forename", "surname",
    "also_known_as", "birth_date", "sex", "ethnicity", "address", "postcode", "phone", "reported_at", "last_seen_at",
    "last_seen_precision", "last_seen_place", "missing_from", "missing_from_address", "category", "grade", "graded_at",
    "found_at", "found_place", "found_how", "found_condition", "exploitation_flags", "prevention_interview",
    "prevention_interview_at", "extracted_on", "synthetic",
)  # fmt: skip
TAKEN_AT = time(6, 0)


class Extract:
    """One extract: what the police knew at six on the morning it was taken, from a day on where it is a monthly one."""

    def __init__(self, taken_on: date, since: date | None = None, place: Place = HOME) -> None:
        self.taken_on, self.force = taken_on, place.force
        self.cut = datetime.combine(taken_on, TAKEN_AT)
        self.since = datetime.combine(since or date.min, TAKEN_AT)

    @classmethod
    def before(cls, until: date, place: Place = HOME) -> "Extract":
        """The extract that a county told up to a day has: taken the morning before, so the newest day is not in it."""
        return cls(until - DAY, place=place)

    def carried(self, reports: Iterable[Report]) -> list[Report]:
        """The reports that this extract carries, in the order in which they came in."""
        known = [each for each in reports if each.reported_at < self.cut and self._touched(each)]
        return sorted(known, key=lambda each: (each.reported_at, each.reference))

    def rows(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[str, ...]]]:
        """Each report with its row."""
        for report in self.carried(reports):
            yield report, self.row(report)

    def _touched(self, report: Report) -> bool:
        moments = (report.reported_at, report.graded_at, report.found_at, report.interview_at)
        return any(self.since <= moment < self.cut for moment in moments)

    def _known(self, moment: datetime) -> bool:
        return moment < self.cut

    def row(self, report: Report) -> tuple[str, ...]:
        """One report as it stood when the extract was taken."""
        graded = self._known(report.graded_at)
        return (
            report.reference,
            self.force,
            *self._person(report),
            at(report.reported_at),
            _as_known(report),
            report.precision,
            report.last_seen_place,
            report.missing_from,
            report.missing_from_address,
            report.category,
            report.grade if graded else "",
            at(report.graded_at) if graded else "",
            *self._ending(report),
            written(self.taken_on),
            "1",
        )

    def _person(self, report: Report) -> tuple[str, ...]:
        person, who = report.person, report.person.who
        home = person.home_on(report.last_seen_at.date())
        moved = home is not None and home != person.homes[-1]
        return (
            person.reference,
            person.council,
            person.council_local_id,
            who.forename,
            who.surname,
            person.also_known_as,
            written(who.birth_date),
            who.sex,
            person.ethnicity,
            home.line if home else "",
            home.postcode if home and moved else who.postcode,
            person.phone,
        )

    def _ending(self, report: Report) -> tuple[str, ...]:
        """How it ended and what was asked afterwards; nothing while the child is still missing."""
        if not self._known(report.found_at):
            return ("", "", "", "", report.flags, "not-yet", "")
        asked = report.interview == "done" and self._known(report.interview_at)
        waiting = report.interview == "done" and not asked
        return (
            at(report.found_at),
            report.found_place,
            report.found_how,
            report.found_condition,
            report.flags,
            "not-yet" if waiting else report.interview,
            at(report.interview_at) if asked else "",
        )


def at(moment: datetime) -> str:
    """A moment as the police's extract writes it."""
    return f"{written(moment.date())} {moment:%H:%M}"


def _as_known(report: Report) -> str:
    """The time last seen, no finer than it is known."""
    seen = report.last_seen_at
    if report.precision == "day":
        seen = seen.replace(hour=0, minute=0)
    if report.precision == "hour":
        seen = seen.replace(minute=0)
    return at(seen)
