"""What a record says of who its child is, made ready to be compared.

Everything that a comparison reads is worked out once, when the record is read, so that a search can weigh hundreds of
children between two keystrokes. A missing value is an empty text or a nought, and agrees with nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from homeward.foundation.identifiers import postcode as postcodes
from homeward.methods.matching.names import KEPT, forms_of_forename, forms_of_surname, plain

DAY, MONTH, YEAR, AGE = "day", "month", "year", "age"
SHORTEST_POSTCODE = 5
PARTS_KNOWN = {DAY: 3, MONTH: 2, YEAR: 1, AGE: 1}
DIVIDERS = str.maketrans(dict.fromkeys(",/|&", ";"))


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Traits:
    """One record's identity in comparable form. It has no printed form, since it would name a child."""

    forename: str = ""
    middle_name: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    known_as: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    birth_date: date | None = None
    birth_precision: str = DAY
    born: str = ""
    born_year: int = 0
    born_month: int = 0
    born_day: int = 0
    sex: str = ""
    postcode: str = ""
    sector: str = ""
    district: str = ""
    area: str = ""
    upn: str = ""
    nhs: str = ""
    pnc: str = ""
    source: str = ""

    @property
    def forenames(self) -> tuple[str, ...]:
        """The forenames one by one."""
        return tuple(self.forename.split())

    @property
    def surname_parts(self) -> tuple[str, ...]:
        """The names in the family name one by one."""
        return tuple(self.surname.split())

    @property
    def is_thin(self) -> bool:
        """True where a record says too little to be pooled with another that says the same.

        Two children called Ben are not one: without both names and a whole birth date, or an identifier, equal records
        are no evidence. Source: linkage reference, decision 2.
        """
        return not (self.forename and self.surname and self.born_day) and not (self.upn or self.nhs or self.pnc)


def traits(
    *,
    forename: str = "",
    middle_name: str = "",
    surname: str = "",
    also_known_as: str = "",
    birth_date: date | None = None,
    birth_precision: str = DAY,
    sex: str = "",
    postcode: str = "",
    upn: str = "",
    nhs: str = "",
    pnc: str = "",
    source: str = "",
) -> Traits:
    """A record's words made comparable. `birth_date` is the first day it could be where the precision is not a day.

    Of a birth date known by age alone only the year is used. Numbers are taken as the identifiers' own readers write
    them, and only their spaces and case are levelled. Raises KeyError for a precision there is not.
    """
    known = PARTS_KNOWN[birth_precision]
    first, middle, last = plain(forename), plain(middle_name), plain(surname)
    aliases = _aliases(also_known_as) if also_known_as else ()
    full, sector, district, area = _place(postcode)
    return Traits(
        forename=first,
        middle_name=middle,
        surname=last,
        aliases=aliases,
        known_as=forms_of_forename(first).union(*(forms_of_forename(_first_of(each)) for each in aliases)),
        family=forms_of_surname(last).union(*(forms_of_surname(_last_of(each)) for each in aliases)),
        birth_date=birth_date,
        birth_precision=birth_precision,
        born=birth_date.isoformat() if birth_date and known == 3 else "",
        born_year=birth_date.year if birth_date else 0,
        born_month=birth_date.month if birth_date and known > 1 else 0,
        born_day=birth_date.day if birth_date and known == 3 else 0,
        sex=sex if sex in ("F", "M") else "",
        postcode=full,
        sector=sector,
        district=district,
        area=area,
        upn=_letters(upn),
        nhs=_letters(nhs),
        pnc=_letters(pnc),
        source=source,
    )


def _letters(text: str) -> str:
    capitals = text.upper()
    return capitals if capitals.isalnum() or not capitals else "".join(filter(str.isalnum, capitals))


@lru_cache(maxsize=KEPT)
def _place(postcode: str) -> tuple[str, str, str, str]:
    """A whole postcode with its sector, district and area; nothing of one that is too short to be whole."""
    letters = _letters(postcode)
    if len(letters) < SHORTEST_POSTCODE:
        return "", "", "", ""
    full = f"{letters[:-3]} {letters[-3:]}"
    return full, postcodes.sector(full), postcodes.district(full), postcodes.area(full)


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (plain(each) for each in text.translate(DIVIDERS).split(";"))))


def _first_of(alias: str) -> str:
    """The forename in an alias: the whole of one word, or all but the last."""
    return alias.rpartition(" ")[0] or alias


def _last_of(alias: str) -> str:
    """The family name in an alias of two words or more."""
    return alias.rpartition(" ")[2] if " " in alias else ""
