"""How one agency writes down a child whom another has written down already.

Some records are chosen for error, and each part of a chosen record goes wrong at its own rate. What was done to a
record is told beside it, so that linkage can be scored by kind of difference. Kinds: a nickname, a name written as it
sounds, two letters the wrong way round, a name put into English letters another way, half of a double surname, a day
and a month exchanged, a day, month or year slipped.
"""

from dataclasses import dataclass, replace
from datetime import date

from homeward.county.chance import Stream
from homeward.county.marks import INWARD
from homeward.county.preset import Preset
from homeward.foundation.names import comparable_name

NICKNAMES = {
    "Abigail": "Abi", "Alfie": "Alf", "Archie": "Arch", "Bethany": "Beth", "Charlie": "Chaz", "Connor": "Con",
    "Daniel": "Danny", "Eleanor": "Ellie", "Freddie": "Fred", "Georgia": "Georgie", "Hannah": "Han",
    "Harrison": "Harry",
    "Harvey": "Harv", "Imogen": "Immy", "Isaiah": "Zay", "Jack": "Jackie", "Jessica": "Jess", "Joe": "Joseph",
    "Katarzyna": "Kasia", "Kayleigh": "Kay", "Lily": "Lil", "Marcus": "Marc", "Megan": "Meg", "Millie": "Mil",
    "Mohammed": "Mo", "Oliver": "Ollie", "Phoebe": "Phoebs", "Scarlett": "Scar", "Sophie": "Soph", "Tyler": "Ty",
}  # fmt: skip
OTHER_LETTERS = {
    "Aaliyah": "Aliya", "Ahmad": "Ahmed", "Ahmed": "Ahmad", "Amina": "Aminah", "Chaudhry": "Choudhury",
    "Dawit": "Dawid",
    "Farhad": "Ferhad", "Fatima": "Fatema", "Hosseini": "Husseini", "Hussain": "Hussein", "Ibrahim": "Ebrahim",
    "Karim": "Kareem", "Leyla": "Leila", "Mahmoud": "Mahmud", "Merhawi": "Merhawy", "Mohammed": "Muhammad",
    "Rahman": "Rehman", "Rashid": "Rasheed", "Tesfay": "Tesfai", "Yilmaz": "Yelmaz", "Yonas": "Jonas",
    "Yusuf": "Yousef",
    "Zahra": "Zara",
}  # fmt: skip
AS_IT_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("ght", "t"), ("ai", "a"), ("ay", "ey"), ("ie", "y"), ("ll", "l"), ("tt", "t"),
    ("ss", "s"), ("ea", "ee"), ("ou", "u"), ("y", "i"), ("c", "k"), ("z", "s"), ("e", "a"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What a record says of who a child is."""

    forename: str
    surname: str
    birth_date: date
    sex: str
    postcode: str


def misspelt(true: Written, preset: Preset, draw: Stream, *, first_seen: date) -> tuple[Written, tuple[str, ...]]:
    """The record as another agency holds it, and the kinds of difference put into it.

    Nobody is written down as born after the day they were first met, so a slip that would do so is not made.
    """
    if not draw.happens(preset.number("linkage.records_with_errors")):
        return true, ()
    rates = preset.table("linkage.errors")
    told: list[str] = []
    found = true
    for part, change in PARTS.items():
        if draw.happens(rates[part]):
            changed, kind = change(found, draw)
            if kind and changed != found and changed.birth_date < first_seen:
                found = changed
                told.append(f"{part}:{kind}")
    return found, tuple(told)


def _forename(record: Written, draw: Stream) -> tuple[Written, str]:
    name, kind = _name(record.forename, draw)
    return replace(record, forename=name), kind


def _surname(record: Written, draw: Stream) -> tuple[Written, str]:
    if "-" in record.surname:
        return replace(record, surname=draw.one_of(record.surname.split("-"))), "half-of-double"
    name, kind = _name(record.surname, draw)
    return replace(record, surname=name), kind


def _name(name: str, draw: Stream) -> tuple[str, str]:
    """Another writing of a name: the way that fits it first, else a slip of the ear or of the hand."""
    if name in OTHER_LETTERS and draw.happens(0.6):
        return OTHER_LETTERS[name], "transliterated"
    if comparable_name(name) != name.casefold() and draw.happens(0.7):
        return comparable_name(name).title(), "plain-letters"
    if name in NICKNAMES and draw.happens(0.6):
        return NICKNAMES[name], "nickname"
    if draw.happens(0.5):
        return as_it_sounds(name), "phonetic"
    return transposed(name, draw), "transposition"


def as_it_sounds(name: str) -> str:
    """The name as somebody who only heard it writes it."""
    for letters, heard in AS_IT_SOUNDS:
        at = name.find(letters, 1)
        if at > 0:
            return name[:at] + heard + name[at + len(letters) :]
    return name + "e"


def transposed(name: str, draw: Stream) -> str:
    """Two neighbouring letters the wrong way round, never the first."""
    places = [at for at in range(1, len(name) - 1) if name[at].isalpha() and name[at + 1].isalpha()]
    places = [at for at in places if name[at] != name[at + 1]]
    if not places:
        return name
    at = draw.one_of(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _day(record: Written, draw: Stream) -> tuple[Written, str]:
    born = record.birth_date
    if born.day <= 12 and born.day != born.month and draw.happens(0.5):
        return replace(record, birth_date=date(born.year, born.day, born.month)), "day-and-month"
    return replace(record, birth_date=born.replace(day=born.day % 28 + 1)), "slip"


def _month(record: Written, draw: Stream) -> tuple[Written, str]:
    born = record.birth_date
    return replace(record, birth_date=born.replace(day=min(born.day, 28), month=1 + draw.below(12))), "slip"


def _year(record: Written, draw: Stream) -> tuple[Written, str]:
    born = record.birth_date
    by = 1 if draw.happens(0.5) else -1
    return replace(record, birth_date=born.replace(year=born.year + by, day=min(born.day, 28))), "slip"


def _sex(record: Written, draw: Stream) -> tuple[Written, str]:
    return replace(record, sex="F" if record.sex == "M" else "M"), "other"


def _postcode(record: Written, draw: Stream) -> tuple[Written, str]:
    if not record.postcode:
        return record, ""
    return replace(record, postcode=record.postcode[:-1] + draw.one_of(INWARD)), "slip"


PARTS = {
    "forename": _forename,
    "surname": _surname,
    "birth_day": _day,
    "birth_month": _month,
    "birth_year": _year,
    "sex": _sex,
    "postcode": _postcode,
}
