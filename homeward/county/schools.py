"""Which school a pupil goes to on a day, for every child of the county and not only those brought."""

from datetime import date, timedelta
from functools import cache

from homeward.county.chance import Streams
from homeward.county.children import Child
from homeward.county.homes import Enrolment, School, enrolments_of, nearest, schools_of_county
from homeward.county.preset import Preset
from homeward.county.years import DAY

HOLIDAYS = (((12, 20), (12, 31)), ((1, 1), (1, 4)), ((2, 14), (2, 20)), ((4, 1), (4, 14)), ((5, 26), (6, 1)))
SUMMER = ((7, 23), (8, 31))
AUTUMN = ((10, 24), (10, 31))


class Schools:
    """The county's schools and their pupils, worked out for a child when first asked for.

    Each child's enrolments come from a stream of their own, so that they are those on the council's record.
    """

    def __init__(self, preset: Preset, scale: float, horizon: date, streams: Streams) -> None:
        self.all = schools_of_county(preset.table("county.schools"), scale)
        self.near = nearest(self.all)
        self.moves, self.horizon, self.streams = preset.number("records.school_moves"), horizon, streams
        self._known: dict[Child, list[Enrolment]] = {}

    def of(self, child: Child, day: date) -> School | None:
        """The school a child is enrolled at on a day."""
        held = (each for each in self._enrolments(child) if each.since <= day and (not each.until or day < each.until))
        return next((each.school for each in held), None)

    def latest(self, child: Child, day: date) -> School | None:
        """The school where a child is, or was last, enrolled: friends are kept when school is over."""
        return next((each.school for each in reversed(self._enrolments(child)) if each.since <= day), None)

    def _enrolments(self, child: Child) -> list[Enrolment]:
        if child not in self._known:
            draw = self.streams.of("enrolments", child.number)
            self._known[child] = enrolments_of(child, self.near, self.horizon, self.moves, draw)
        return self._known[child]


def school_days(since: date, until: date) -> list[date]:
    """Days of term from one day up to another, near enough for every school alike."""
    days = (since + timedelta(days=number) for number in range((until - since).days))
    return [day for day in days if in_term(day)]


@cache
def in_term(day: date) -> bool:
    """A weekday outside the holidays."""
    at = (day.month, day.day)
    return day.weekday() < 5 and not any(first <= at <= last for first, last in (*HOLIDAYS, SUMMER, AUTUMN))


def term_of(day: date) -> tuple[int, int]:
    """The year and third of it that a day's school term falls in, holidays counted with the term before them."""
    return day.year, (day.month - 1) // 4


def school_years(since: date, until: date) -> list[tuple[date, date]]:
    """Each school year that touches a span of days, from 1 September up to the next."""
    first = since.year if since >= date(since.year, 9, 1) else since.year - 1
    last = (until - DAY).year if until - DAY >= date((until - DAY).year, 9, 1) else (until - DAY).year - 1
    return [(date(year, 9, 1), date(year + 1, 9, 1)) for year in range(first, last + 1)]
