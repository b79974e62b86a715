"""How far two records agree on each field, in levels, best first.

These are the levels that both homes of the scorer know: here in Python for the front door, and in
`register/linkage/engine/sql.py` for the batch. A test holds the two to each other, level by level. A field that either
record lacks has no level and weighs nothing. Source: linkage reference, sections 2 and 5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from rapidfuzz.distance.JaroWinkler import similarity

from homeward.methods.matching.records import AGE, Traits

# The two homes compute this likeness alike to 1e-15; a hair below the round number, both fall on the same side of it.
NEAR, NEARISH = 0.92 - 1e-9, 0.88 - 1e-9

Compare = Callable[[Any, Any], str | None]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: its code, and words for the person who asks why.

    `rarity` names what is looked up in the term frequencies when the records agree so: agreement on a rare name is
    worth more than agreement on Smith.
    """

    code: str
    words: str
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field: its levels, best first, and the function that says which two records reach."""

    field: str
    title: str
    levels: tuple[Level, ...]
    compare: Compare

    def level(self, code: str) -> Level:
        """The level of that code. Raises KeyError."""
        for level in self.levels:
            if level.code == code:
                return level
        raise KeyError(f"{self.field} has no level {code}")


EXACT, ELSE = "exact", "else"


def _names(a: Traits, b: Traits) -> str | None:
    if not (a.forename and b.forename) and not (a.surname and b.surname):
        return None
    if a.forename == b.forename != "" and a.surname == b.surname != "":
        return EXACT
    # Equal names share a form, since every name has one.
    known, family = not a.known_as.isdisjoint(b.known_as), not a.family.isdisjoint(b.family)
    return _names_by_form(a, b, known, family) or _names_by_likeness(a, b, known, family)


def _names_by_form(a: Traits, b: Traits, known: bool, family: bool) -> str | None:
    if known and family:
        return "other-form"
    if family and (a.forename == b.middle_name != "" or b.forename == a.middle_name != ""):
        return "middle-first"
    if a.forename == b.surname != "" and a.surname == b.forename != "":
        return "swapped"
    return None


def _names_by_likeness(a: Traits, b: Traits, known: bool, family: bool) -> str:
    if a.forename and b.forename and a.surname and b.surname:
        forename = 1.0 if known else similarity(a.forename, b.forename, score_cutoff=NEARISH)
        if forename:
            surname = 1.0 if family else similarity(a.surname, b.surname, score_cutoff=NEARISH)
            if surname:
                return "near" if forename >= NEAR and surname >= NEAR else "nearish"
    if known:
        return "forename"
    return "surname" if family else ELSE


def _birth(a: Traits, b: Traits) -> str | None:
    if not a.born_year or not b.born_year:
        return None
    if not a.born_day or not b.born_day:
        return _birth_as_far_as_known(a, b)
    if a.born_year == b.born_year:
        return _birth_in_one_year(a, b)
    apart = abs(a.born_year - b.born_year)
    if apart == 1 and a.born_day == b.born_day and a.born_month == b.born_month:
        return "year-out"
    if _one_figure_apart(a.born, b.born):
        return "one-figure"
    return "near-year" if apart == 1 else ELSE


def _birth_in_one_year(a: Traits, b: Traits) -> str:
    if (a.born_month == 1 and a.born_day == 1) or (b.born_month == 1 and b.born_day == 1):
        return "new-year"
    if a.born_month == b.born_month:
        if a.born_day == b.born_day:
            return EXACT
        return "one-figure" if _one_figure_apart(a.born, b.born) else "month"
    if a.born_month == b.born_day and a.born_day == b.born_month:
        return "swapped"
    return "one-figure" if _one_figure_apart(a.born, b.born) else "near-year"


def _birth_as_far_as_known(a: Traits, b: Traits) -> str:
    apart = abs(a.born_year - b.born_year)
    if apart and not (apart == 1 and (a.birth_precision == AGE or b.birth_precision == AGE)):
        return ELSE
    months_differ = a.born_month and b.born_month and a.born_month != b.born_month
    return ELSE if months_differ else "as-far-as-known"


def _one_figure_apart(one: str, other: str) -> bool:
    """Both are ten letters of an ISO date, so one edit is one figure replaced."""
    return sum(x != y for x, y in zip(one, other, strict=True)) == 1


def _postcode(a: Traits, b: Traits) -> str | None:
    if not a.postcode or not b.postcode:
        return None
    if a.postcode == b.postcode:
        return EXACT
    if a.area != b.area:
        return ELSE
    if a.district != b.district:
        return "area"
    return "sector" if a.sector == b.sector else "district"


def _middle_name(a: Traits, b: Traits) -> str | None:
    if not a.middle_name or not b.middle_name:
        return None
    if a.middle_name == b.middle_name:
        return EXACT
    is_initial = len(a.middle_name) == 1 or len(b.middle_name) == 1
    return "initial" if is_initial and a.middle_name[0] == b.middle_name[0] else ELSE


def exact_or_else(field: str, title: str, same: str, other: str) -> Comparison:
    """A field that is the same or is not, such as a number."""
    return Comparison(field, title, (Level(EXACT, same), Level(ELSE, other)), _equality_of(attrgetter(field)))


def _equality_of(read: Callable[[Any], Any]) -> Compare:
    def compare(a: Any, b: Any) -> str | None:
        one, other = read(a), read(b)
        if not one or not other:
            return None
        return EXACT if one == other else ELSE

    return compare


NAMES = Comparison(
    "names",
    "Name",
    (
        Level(EXACT, "the same forename and surname", rarity="full_name"),
        Level("other-form", "the same name in another form or spelling"),
        Level("middle-first", "one record's forename is the other's middle name"),
        Level("swapped", "forename and surname the other way round"),
        Level("near", "both names nearly the same"),
        Level("nearish", "both names alike"),
        Level("forename", "the forename agrees, the surname does not or is not given", rarity="forename"),
        Level("surname", "the surname agrees, the forename does not or is not given", rarity="surname"),
        Level(ELSE, "different names"),
    ),
    _names,
)
BIRTH = Comparison(
    "birth",
    "Date of birth",
    (
        Level("new-year", "the same year, with 1 January in one or both, which often stands for a date not known"),
        Level(EXACT, "the same date of birth"),
        Level("swapped", "day and month the other way round"),
        Level("year-out", "the same day and month a year apart"),
        Level("one-figure", "dates of birth that differ in one figure"),
        Level("month", "the same month of the same year"),
        Level("as-far-as-known", "the dates agree as far as both are known"),
        Level("near-year", "born within a year or so of each other"),
        Level(ELSE, "born in different years"),
    ),
    _birth,
)
POSTCODE = Comparison(
    "postcode",
    "Postcode",
    (
        Level(EXACT, "the same postcode"),
        Level("sector", "postcodes in the same few streets"),
        Level("district", "postcodes in the same district"),
        Level("area", "postcodes in the same wider area"),
        Level(ELSE, "postcodes in different parts of the country"),
    ),
    _postcode,
)
MIDDLE_NAME = Comparison(
    "middle_name",
    "Middle name",
    (
        Level(EXACT, "the same middle name"),
        Level("initial", "an initial that fits the other's middle name"),
        Level(ELSE, "different middle names"),
    ),
    _middle_name,
)
SEX = exact_or_else("sex", "Sex", "the same sex", "recorded as different sexes")
UPN = exact_or_else("upn", "Unique pupil number", "the same pupil number", "different pupil numbers")
NHS = exact_or_else("nhs", "NHS number", "the same NHS number", "different NHS numbers")
PNC = exact_or_else("pnc", "PNC number", "the same Police National Computer number", "different PNC numbers")

COMPARISONS = (NAMES, BIRTH, POSTCODE, SEX, MIDDLE_NAME, UPN, NHS, PNC)
BY_FIELD = {comparison.field: comparison for comparison in COMPARISONS}
