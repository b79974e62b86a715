"""What is typed in one box, read as a description of a child.

A call handler types what the caller says in the order it is said: "Shivon, about 15", "J, Ashmarket".
So nothing has a place of its own. A number is known by its shape, a date by its figures, an age by its size, a place
because the hub knows it; whatever is left is a name. Nothing is refused: what cannot be read is looked for as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from homeward.foundation.dates_in_words import MONTHS
from homeward.foundation.identifiers import phone, plate, postcode, upn
from homeward.foundation.identifiers.reading import Reading
from homeward.foundation.names import comparable_name
from homeward.register.linkage.rules.asked import Asked, Born, Place, age_told

OLDEST = 25
LONGEST = 200
LONGEST_NUMBER = 40
LEAST_OF_A_PLACE = 3
# "About fifteen" is a year to either side; so is a bare number, which a caller says of a child they have seen once.
ABOUT = 1

_MONTHS = {month.casefold(): number for number, month in enumerate(MONTHS, start=1)}
_MONTHS |= {month[:3].casefold(): number for number, month in enumerate(MONTHS, start=1)} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEARS_OLD = r"(?: ?(?:yrs?|yo|y/?o|years?)(?: old)?)?"
_AGE_WORDS = r"(?:about|around|roughly|approximately|approx|maybe|aged?|circa|c\.?|~|looks|is)"

_SPELT = "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_IN_FIGURES = {word: str(number) for number, word in enumerate(_SPELT.split(), start=8)}
# Words that say what another word is, and are never looked for themselves.
_SEXES = {"boy": "M", "male": "M", "girl": "F", "female": "F"}
_SAID_OF_A_NAME = (
    "aka alias also an and called dob forename goes known name named nee nickname or postcode reg surname tel"
)
_SAID_OF_A_CHILD = "a about aged age approx around at born by child from has in is lives living maybe near of old phone"
_LEFT_OUT = frozenset(f"{_SAID_OF_A_NAME} {_SAID_OF_A_CHILD} the with year years yo yrs".split())


@dataclass(slots=True)
class _Read:
    """What has been read so far, and the text that is left."""

    left: str
    on: date
    born: Born | None = None
    numbers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    plates: list[str] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], use: Callable[[re.Match[str]], bool]) -> None:
        """Take out of the text each place that the pattern finds and that turns out to be what it looks like."""
        self.left = pattern.sub(lambda found: " , " if use(found) else found.group(), self.left)


def asked_in(text: str, *, on: date, places: Sequence[Place] = ()) -> Asked:
    """What a text says of a child, as read on a day. It never fails."""
    words = re.split(r"\b", text.casefold()[:LONGEST])
    read = _Read(" ".join("".join(_IN_FIGURES.get(word, word) for word in words).split()), on)
    goes_on = bool(text) and text[-1].isalpha()
    for pattern, use in _NUMBERS:
        read.take(pattern, lambda found, use=use: use(read, found))  # type: ignore[misc]  # mypy cannot infer a default
    for pattern, made in _DATES:
        read.take(pattern, lambda found, made=made: _born(read, made(found, on)))  # type: ignore[misc]  # as above
    sex, words = _words(read.left, read.numbers)
    if read.numbers:
        # Somebody's number may be read out in pieces.
        read.numbers.append("".join(text.split()).upper()[:LONGEST_NUMBER])
    return _placed(read, words, sex, places, goes_on=goes_on)


def _placed(read: _Read, words: list[str], sex: str, places: Sequence[Place], *, goes_on: bool) -> Asked:
    districts: set[int] = set()
    may_be: set[str] = set()
    for each in words:
        found = {place.district for place in places if is_place(each, place.name)}
        districts |= found
        may_be |= {each} if found else set()
    return Asked(
        words=tuple(dict.fromkeys(words)),
        unfinished=words[-1] if words and goes_on and comparable_name(read.left).endswith(words[-1]) else "",
        born=read.born,
        sex=sex,
        numbers=tuple(dict.fromkeys(read.numbers)),
        phones=tuple(dict.fromkeys(read.phones)),
        plates=tuple(dict.fromkeys(read.plates)),
        postcodes=tuple(dict.fromkeys(read.postcodes)),
        districts=frozenset(districts),
        may_be_a_place=frozenset(may_be),
    )


def is_place(word: str, name: str) -> bool:
    """Whether a word is the beginning of a place's name, or of a long word in it: three letters of it, at least."""
    parts = comparable_name(name).split()
    return len(word) >= LEAST_OF_A_PLACE and any(part.startswith(word) for part in parts if len(part) > len("and"))


def born_in(text: str, *, on: date) -> Born | None:
    """A birth date or a part of one, or an age, as typed in a box of its own; None when it is none of these."""
    return asked_in(text, on=on).born if text.strip() else None


def _words(left: str, numbers: list[str]) -> tuple[str, list[str]]:
    """The sex that was said, and the words that are names. Whatever still holds a figure is somebody's number."""
    sex, words = "", []
    for piece in re.split(r"[\s,;()]+", left):
        if any(letter.isdigit() for letter in piece):
            numbers.append(piece.strip(".").upper())
            continue
        for word in comparable_name(piece).split():
            sex = _SEXES.get(word, sex)
            if word not in _SEXES and word not in _LEFT_OUT:
                words.append(word)
    return sex, words


def _number(read: _Read, found: re.Match[str], normalise: Callable[..., Reading], kept: list[str]) -> bool:
    reading = normalise(found.group(), synthetic=True)
    if reading.value:
        kept.append(reading.value)
    return bool(reading.value)


def _nhs(read: _Read, found: re.Match[str]) -> bool:
    """Ten digits are kept together, whether or not the last checks the others: it may be another agency's number."""
    read.numbers.append("".join(letter for letter in found.group() if letter.isdigit()))
    return True


def _pnc(read: _Read, found: re.Match[str]) -> bool:
    read.numbers.append(found.group().replace(" ", "").upper())
    return True


def _born(read: _Read, born: Born | None) -> bool:
    if born is None:
        return False
    read.born = read.born if read.born and read.born.precision == "day" else born
    return True


def _day(year: int, month: int, day: int) -> Born | None:
    try:
        whole = date(year, month, day)
    except ValueError:
        return None
    return Born(whole, whole, "day")


def _month(year: int, month: int) -> Born:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Born(first, following - timedelta(days=1), "month")


def _year(text: str, on: date) -> int:
    """A year of two figures is the latest such year that is not to come."""
    number = int(text)
    if number >= 100:
        return number
    century = on.year // 100 * 100
    return century + number if century + number <= on.year else century - 100 + number


def _in_figures(found: re.Match[str], on: date) -> Born | None:
    """Day first, as it is written here; where there is no such day, month first."""
    year, month, day = _year(found["year"], on), int(found["month"]), int(found["day"])
    return _day(year, month, day) or _day(year, day, month)


def _in_words(found: re.Match[str], on: date) -> Born | None:
    month = _MONTHS[found["name"]]
    year = _year(found["year"], on)
    return _day(year, month, int(found["day"])) if found["day"] else _month(year, month)


def _month_in_figures(found: re.Match[str], on: date) -> Born | None:
    month = int(found["month"])
    return _month(int(found["year"]), month) if 1 <= month <= 12 else None


def _whole_year(found: re.Match[str], on: date) -> Born | None:
    year = int(found["year"])
    if not on.year - OLDEST - 5 <= year <= on.year:
        return None
    return Born(date(year, 1, 1), date(year, 12, 31), "year")


def _ages(found: re.Match[str], on: date) -> Born | None:
    young, old = sorted((int(found["young"]), int(found["old"])))
    return age_told(young, on, oldest=old) if old <= OLDEST else None


def _age(found: re.Match[str], on: date) -> Born | None:
    age = int(found["age"])
    return age_told(age, on, give=ABOUT) if age <= OLDEST else None


def _finding(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-])", re.ASCII)


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[_Read, re.Match[str]], bool]], ...] = (
    (_finding(r"[a-z]\d{11}[\da-z]"), lambda read, found: _number(read, found, upn.normalise, read.numbers)),
    (_finding(r"\d{3}[ -]?\d{3}[ -]?\d{4}"), lambda read, found: _nhs(read, found)),
    (_finding(r"(?:\d{2}|\d{4})/\d{1,7} ?[a-z]"), _pnc),
    (
        re.compile(r"(?<![\w/.-])(?:\+|0)[\d ().-]{8,17}\d(?![\w/-])", re.ASCII),
        lambda read, found: _number(read, found, phone.normalise, read.phones),
    ),
    (
        _finding(r"[a-z]{1,2}\d[\da-z]? ?\d[a-z]{2}"),
        lambda read, found: _number(read, found, postcode.normalise, read.postcodes),
    ),
    (_finding(r"[a-z]{2}\d{2} ?[a-z]{3}"), lambda read, found: _number(read, found, plate.normalise, read.plates)),
)  # fmt: skip

_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Born | None]], ...] = (
    (_finding(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), _in_figures),
    (_finding(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})"), _in_figures),
    (_finding(r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4})"), _in_figures),
    (
        _finding(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<name>{_MONTH}),? (?P<year>\d{{4}})"),
        _in_words,
    ),
    (_finding(r"(?P<month>\d{1,2})/(?P<year>\d{4})"), _month_in_figures),
    (_finding(r"(?:born )?(?:in )?(?P<year>(?:19|20)\d{2})"), _whole_year),
    (_finding(rf"(?:{_AGE_WORDS} )*(?P<young>\d{{1,2}}) ?(?:-|to|or) ?(?P<old>\d{{1,2}}){_YEARS_OLD}"), _ages),
    (_finding(rf"(?:{_AGE_WORDS} )*(?P<age>\d{{1,2}}){_YEARS_OLD}"), _age),
)  # fmt: skip


def places_in(names: Iterable[tuple[int, str]]) -> Iterator[Place]:
    """The places that the hub knows, from the district of each and its name."""
    return (Place(district, name) for district, name in names)
