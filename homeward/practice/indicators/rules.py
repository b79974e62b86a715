"""What an observation says, who may read it, what a month holds, and what one agency knows and another has not said.

Pure, on plain values. Nothing here weighs a child: an observation is shown, and never summed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import IndicatorEntry

YES, NO, NOT_KNOWN = "yes", "no", "not-known"
DAY, MONTH, SPAN = "day", "month", "span"
LISTS = ("exploitation_indicators", "protective_factors")
PROTECTS = "protective"

# Families whose facts are of a class of their own (S-07); an arrest is the law's fact in whatever family it stands.
CLASSES = {"police": "youth-justice", "health": "health", "education": "education"}
ARRESTS = frozenset({"intent-to-supply"})

# What a lead of each kind may be told of, to be offered first. A person decides, and may choose any other.
SUGGESTED = {
    "person": ("controlling-older", "new-friends-unknown"),
    "nickname": ("controlling-older", "new-friends-unknown"),
    "place": ("found-out-of-area", "hotel-or-keys"),
    "phone": ("more-than-one-phone", "constant-calls"),
    "vehicle": ("cars-unknown-adults",),
    "route": ("unexplained-tickets", "travel-unusual-hours"),
    "online": ("online-contacts", "met-from-online"),
}

# The same of what was told elsewhere: a form of exploitation is said, and a person says what of it was noticed.
SUGGESTED_BY_FORM = {
    "criminal": ("forced-crime", "packages-held", "owes-money"),
    "county-lines": ("found-out-of-area", "unexplained-tickets", "more-than-one-phone", "packages-held"),
    "gangs": ("linked-to-group", "group-signs", "cannot-go-places"),
    "sexual": ("controlling-older", "images-shared", "sexually-harmed"),
    "trafficking": ("journey-arranged", "moved-between-places", "not-free-to-leave"),
    "labour": ("works-long-hours", "wages-taken"),
    "domestic-servitude": ("household-work", "not-free-to-leave"),
    "online": ("online-contacts", "met-from-online", "images-shared"),
}
# How a force names a form of exploitation, where it does so otherwise than we do.
FORMS_OF_FLAGS = {"cce": "criminal", "cse": "sexual", "modern-slavery": "labour"}
WORRIED = ("parent-worried",)


def forms_of(codes: str) -> tuple[str, ...]:
    """The forms of exploitation in a cell of forms or of a force's flags, parted by semicolons."""
    return tuple(dict.fromkeys(FORMS_OF_FLAGS.get(each, each) for each in codes.split(";") if each))


def suggested_by(forms: Iterable[str], *, call: bool = False) -> tuple[str, ...]:
    """What a form of exploitation may be told of, to be offered first; of a call that somebody was worried."""
    codes = (code for form in forms for code in SUGGESTED_BY_FORM.get(form, ()))
    return tuple(dict.fromkeys([*(WORRIED if call else ()), *codes]))


def entry_of(code: str) -> IndicatorEntry | None:
    """The indicator or protective factor with this code, whenever it was in force."""
    found = (load_whole(name).get(code) for name in LISTS)
    return next((each for each in found if isinstance(each, IndicatorEntry)), None)


def class_of(code: str) -> str:
    """The class of fact that an observation of this code is. Without an entry it is as closed as any."""
    entry = entry_of(code)
    if entry is None or code in ARRESTS:
        return "youth-justice"
    return CLASSES.get(entry.group or "", "core")


def codes_beyond(classes: Collection[str]) -> frozenset[str]:
    """The codes that somebody may not read who may read only these classes of fact."""
    return frozenset(code for name in LISTS for code in load_whole(name).codes if class_of(code) not in classes)


def span_of(day: date, last: date | None, *, month_only: bool) -> tuple[date, date, str]:
    """From when until when something was noticed, the last day not included, and how exactly that is known."""
    if month_only:
        return day.replace(day=1), month_after(last or day), MONTH
    if last is None or last == day:
        return day, day + timedelta(days=1), DAY
    return day, last + timedelta(days=1), SPAN


def month_after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_to(last: date, count: int) -> list[date]:
    """The first days of so many months, the last of them the month of this day."""
    number = last.year * 12 + last.month - 1
    return [date((number - back) // 12, (number - back) % 12 + 1, 1) for back in range(count - 1, -1, -1)]


@dataclass(frozen=True)
class Said:
    """What one agency said of one indicator, of which days, and which of two words came later."""

    code: str
    value: str
    since: date
    until: date
    agency: str
    order: int = 0

    def touches(self, month: date) -> bool:
        """Whether any day of it falls in the month that begins on this day."""
        return self.since < month_after(month) and self.until > month


def in_month(said: Iterable[Said], month: date) -> dict[str, tuple[str, ...]]:
    """Which agencies said yes, no and not known of one indicator in one month; an answer that nobody gave is not there.

    Two agencies that differ, and one that changed its word, all stand: the month holds what was said of it.
    """
    found = {value: _names(one for one in said if one.value == value and one.touches(month)) for value in ANSWERS}
    return {value: names for value, names in found.items() if names}


ANSWERS = (YES, NO, NOT_KNOWN)


def _names(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.agency for one in said))


@dataclass(frozen=True)
class Gap:
    """Something that at least one agency noticed, and each other agency with a part that has not said it too."""

    code: str
    known_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    unsure: tuple[str, ...]
    silent: tuple[str, ...]


def gaps(said: Sequence[Said], agencies: Collection[str]) -> list[Gap]:
    """What one agency knows and another with a part in the case has not said; those that contradict each other first.

    An agency's latest word on an indicator is its word. *Not known* is a word of its own: the agency was asked, and
    could not say. An agency that has said nothing may know, and has not been heard.
    """
    latest: dict[str, dict[str, Said]] = {}
    for one in sorted(said, key=lambda each: (each.until, each.order)):
        latest.setdefault(one.code, {})[one.agency] = one
    found = [_gap(code, words, agencies) for code, words in latest.items()]
    open_ones = [gap for gap in found if gap.known_by and (gap.denied_by or gap.unsure or gap.silent)]
    return sorted(open_ones, key=lambda gap: (not gap.denied_by, -len(gap.silent) - len(gap.unsure), gap.code))


def _gap(code: str, words: dict[str, Said], agencies: Collection[str]) -> Gap:
    def who(value: str) -> tuple[str, ...]:
        return tuple(sorted(agency for agency, one in words.items() if one.value == value))

    return Gap(code, who(YES), who(NO), who(NOT_KNOWN), tuple(sorted(set(agencies) - set(words))))
