"""What the police are told of each absence: when, by whom it was ended, how grave they thought it.

The police hear late, of some absences of children looked after never, and of a few twice. They may not know to the
minute when the child was last seen, and flag exploitation only where they know of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp

from homeward.county.absences import Absence
from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.homes import placement_postcode
from homeward.county.names import BOYS, DISTRICTS, GIRLS, PLACES, STREETS, SURNAMES
from homeward.county.preset import Preset
from homeward.county.views.police.people import PoliceRecord, Records, grown_up
from homeward.county.years import DAY

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Report:
    """One incident as the police will one day have it whole. Moments are as a London clock shows them."""

    reference: str
    person: PoliceRecord
    absence: Absence | None
    reported_at: datetime
    last_seen_at: datetime
    precision: str
    last_seen_place: str
    missing_from: str
    missing_from_address: str
    category: str
    grade: str
    graded_at: datetime
    found_at: datetime
    found_place: str
    found_how: str
    found_condition: str
    flags: str
    interview: str
    interview_at: datetime


class Reports:
    """Draws each absence's reports from a stream of its own, so that a later extract tells the same."""

    def __init__(
        self,
        preset: Preset,
        streams: Streams,
        records: Records,
        flags: Callable[[Child, date], tuple[str, ...] | None],
    ) -> None:
        self.preset, self.streams, self.records, self.flags = preset, streams, records, flags

    def of(self, child: Child, absences: list[Absence]) -> Iterator[Report]:
        """A child's reports, one absence after another."""
        for absence in absences:
            draw = self.streams.of("police reports", child.number * 20_000 + absence.since.toordinal() % 20_000)
            if absence.looked_after and draw.happens(self.preset.number("police.unreported")):
                continue
            held = self.records.of(child, absences[0].since)
            person = draw.one_of(held)
            yield self._report(absence, person, draw, 1)
            if draw.happens(self.preset.number("police.reported_twice")):
                yield self._report(absence, person, draw, 2)

    def of_a_stranger(self, person: PoliceRecord, absences: Iterable[Absence]) -> Iterator[Report]:
        """The reports of a child of another county who is placed here."""
        for absence in absences:
            draw = self.streams.of("police reports", absence.child.number * 20_000 + absence.since.toordinal() % 20_000)
            yield self._report(absence, person, draw, 1)

    def adults(self, since: date, until: date, each_year: float) -> Iterator[Report]:
        """A few reports about grown-up people."""
        draw = self.streams["adults the police send"]
        day, number = float(draw.wait(365.25 / max(each_year, 0.5))), 0
        while day < (until - since).days:
            gone = since + timedelta(days=int(day))
            names = (GIRLS["White"] + BOYS["White"], SURNAMES["White"])
            person = grown_up(number, gone, names, draw)
            nobody = Child(990_000_000 + number, person.who.birth_date, person.who.sex, "OOTH", "other", 0, 0.0)
            absence = Absence(nobody, gone, gone + DAY, False, since_at=20 * 60, until_at=9 * 60)
            yield self._report(absence, person, draw, 1)
            day, number = day + draw.wait(365.25 / max(each_year, 0.5)), number + 1

    def _report(self, absence: Absence, person: PoliceRecord, draw: Stream, nth: int) -> Report:
        gone, found = moments(absence)
        reported = self._reported(gone, found, draw, nth)
        category = "absent" if draw.happens(self.preset.number("police.absent")) else "missing"
        interview = draw.by_share(self._table("prevention_interview"))
        return Report(
            reference=f"SYN-{absence.since:%y%m%d}-{person.reference[-7:]}-{nth}",
            person=person,
            absence=absence if person.child is not None else None,
            reported_at=reported,
            last_seen_at=gone,
            precision=draw.by_share(self._table("last_seen_known_to")),
            last_seen_place=_place(draw),
            missing_from=absence.missing_from,
            missing_from_address=self._address(absence, person, draw),
            category=category,
            grade="0" if category == "absent" else draw.by_share(self._table("grades")),
            graded_at=on_the_clock(min(reported + (5 + draw.below(90)) * MINUTE, max(found, reported))),
            found_at=found,
            found_place=_place(draw),
            found_how=absence.found_how,
            found_condition="not-known" if draw.happens(0.05) else absence.condition,
            flags=self._flags(absence, draw),
            interview=interview,
            interview_at=on_the_clock(found + (2 + draw.below(90)) * HOUR),
        )

    def _table(self, name: str) -> dict[str, float]:
        return self.preset.table(f"police.{name}")

    def _reported(self, gone: datetime, found: datetime, draw: Stream, nth: int) -> datetime:
        """Some hours after the child was last seen, and always before anybody found them."""
        delay = self._table("report_delay_hours")
        hours = delay["median"] * exp(delay["spread"] * draw.normal()) * nth
        whole = gone + max(round(hours * 60), 5) * MINUTE
        if whole >= found:
            whole = gone + max(int((found - gone) / MINUTE * (0.2 + 0.7 * draw.unit())), 1) * MINUTE
        return on_the_clock(whole)

    def _address(self, absence: Absence, person: PoliceRecord, draw: Stream) -> str:
        """The family's address, an invented placement's or relative's, or nothing where there is none to give."""
        home, where = person.home_on(absence.since), absence.missing_from
        placed = f"{1 + draw.below(90)} {draw.one_of(STREETS)}, {draw.one_of(DISTRICTS)}, "
        placed += placement_postcode(False, draw)
        if where == "home":
            return f"{home.line}, {home.postcode}" if home else ""
        return "" if where in ("not-known", "other") else placed

    def _flags(self, absence: Absence, draw: Stream) -> str:
        """What the police know the child is exploited in, most times they report them; now and then it is mistaken."""
        known, rates = self.flags(absence.child, absence.since), self._table("flags")
        recorded, mistaken = draw.happens(rates["known"]), draw.happens(rates["mistaken"])
        if known:
            return ";".join(known) if recorded else ""
        return "cce" if mistaken and known is not None else ""


def moments(absence: Absence) -> tuple[datetime, datetime]:
    """When a child was last seen and when found, as a London clock shows it."""
    gone = datetime.combine(absence.since, time()) + absence.since_at * MINUTE
    found = datetime.combine(absence.until, time()) + absence.until_at * MINUTE
    return on_the_clock(gone), on_the_clock(found)


def on_the_clock(moment: datetime) -> datetime:
    """A moment that a London clock shows: none falls in the hour that is leapt over in March."""
    leaps = moment.month == 3 and moment.weekday() == 6 and moment.day > 24 and moment.hour == 1
    return moment + HOUR if leaps else moment


def _place(draw: Stream) -> str:
    return f"{draw.one_of(PLACES)}, {draw.one_of(DISTRICTS)}"
