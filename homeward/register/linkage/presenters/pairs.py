"""Two profiles side by side, the evidence about them, and why a person is asked, in the shapes that the kit prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.design.evidence import Compared, Comparison, Mark, Reason, Side, Waterfall, Weight
from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import MONTHS, counted, day_in_words
from homeward.foundation.names import comparable_name, same_name
from homeward.methods.matching.levels import BY_FIELD
from homeward.register.linkage.models import Edge, Profile, SharedDays
from homeward.register.linkage.presenters.sentences import Part, parts_of, sentence_of
from homeward.vocabulary.labels import label

SAME, NEARLY, DIFFERENT = Tag("The same", "green"), Tag("Nearly the same", "yellow"), Tag("Different", "red")
ONE_MISSING, NOT_SHOWN = Tag("One is not known", "grey"), Tag("Not shown", "grey")
ANOTHER_FORM = Tag("Another form of it", "yellow")
SHIELDED = "A shield covers where one of them lives."
NUMBERS = {"upn": "Unique pupil number", "nhs": "NHS number", "pnc": "PNC number"}
DAYS = "days"
FIRST, SECOND = "First record", "Second record"
SOURCES_AT_MOST = 20

# What each level of a field's agreement is called in a comparison, and what is worth saying beside it.
BIRTH = {
    "exact": (SAME, ""),
    "swapped": (NEARLY, "Day and month are the other way round"),
    "one-figure": (NEARLY, "They differ in one figure"),
    "year-out": (NEARLY, "The same day, a year apart"),
    "new-year": (NEARLY, "1 January often stands for a date that nobody knows"),
    "as-far-as-known": (NEARLY, "They agree as far as both are known"),
    "month": (DIFFERENT, "In the same month"),
    "near-year": (DIFFERENT, "Within a year or so"),
}
POSTCODE = {
    "exact": (SAME, ""),
    "sector": (NEARLY, "A few streets apart"),
    "district": (DIFFERENT, "In the same district"),
    "area": (DIFFERENT, "In the same wider area"),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how much evidence a person is asked, and from how much the hub joins by itself."""

    asked_from: float
    joined_from: float


def name_of(profile: Profile) -> str:
    """A profile's name as it was given, or words that say nobody gave one."""
    return " ".join(filter(None, (profile.forename, profile.middle_name, profile.surname))) or "Name not given"


def birth_in_words(born: date | None, precision: str) -> str:
    """A birth date as far as it was given: nobody said the first of January."""
    if born is None:
        return ""
    whole = {"month": f"{MONTHS[born.month - 1]} {born.year}", "year": str(born.year)}
    return whole.get(precision) or (f"About {born.year}, from an age" if precision == "age" else day_in_words(born))


def said_in_words(profile: Profile) -> str:
    """From when until when an agency has said this."""
    first, last = profile.first_said_on, profile.last_said_on
    if first is None or last is None:
        return profile.agency.name
    if first == last:
        return f"{profile.agency.name}, {day_in_words(first)}"
    return f"{profile.agency.name}, {day_in_words(first)} to {day_in_words(last)}"


def comparison_of(
    a: Profile, b: Profile, *, edge: Edge | None, postcodes: tuple[str, str] = ("", ""), shielded: bool = False
) -> Comparison:
    """Both profiles thing by thing. A postcode that a shield covers is not here, nor whether the two agree on it."""
    levels = {each.field: each.level for each in parts_of(edge.parts)} if edge else {}
    rows = [
        _name("Forename", a.forename, b.forename, levels, a.middle_name, b.middle_name),
        _name("Middle name", a.middle_name, b.middle_name, levels),
        _name("Surname", a.surname, b.surname, levels),
        _name("Also known as", a.also_known_as, b.also_known_as, levels),
        _birth(a, b, levels.get("birth", "")),
        _plain("Sex", _sex(a), _sex(b)),
        _postcode(postcodes, levels.get("postcode", ""), shielded),
        *(_plain(words, getattr(a, field), getattr(b, field)) for field, words in NUMBERS.items()),
        _own_keys(a, b),
    ]
    left, right = Side(FIRST, said_in_words(a)), Side(SECOND, said_in_words(b))
    return Comparison("The two records", left, right, tuple(row for row in rows if row.left or row.right or row.note))


def _row(words: str, one: str, other: str, agreement: Tag | None, note: str = "") -> Compared:
    if not one or not other:
        agreement, note = ONE_MISSING, ""
    return Compared(words, (one,) if one else (), (other,) if other else (), agreement, note)


def _plain(words: str, one: str, other: str) -> Compared:
    return _row(words, one, other, SAME if "".join(one.split()) == "".join(other.split()) else DIFFERENT)


def _name(
    words: str, one: str, other: str, levels: Mapping[str, str], middle: str = "", other_middle: str = ""
) -> Compared:
    if same_name(one, other):
        return _row(words, one, other, SAME)
    if comparable_name(one) in _names_in(other_middle) or comparable_name(other) in _names_in(middle):
        return _row(words, one, other, DIFFERENT, "One is the other’s middle name")
    alike = {"other-form": ANOTHER_FORM, "near": NEARLY, "nearish": NEARLY}.get(levels.get("names", ""))
    return _row(words, one, other, alike if alike and words in ("Forename", "Surname") else DIFFERENT)


def _names_in(names: str) -> set[str]:
    return set(comparable_name(names).split()) if names else set()


def _birth(a: Profile, b: Profile, level: str) -> Compared:
    one, other = (birth_in_words(each.birth_date, each.birth_precision) for each in (a, b))
    agreement, note = BIRTH.get(level or ("exact" if one == other else ""), (DIFFERENT, ""))
    return _row("Date of birth", one, other, agreement, note)


def _postcode(postcodes: tuple[str, str], level: str, shielded: bool) -> Compared:
    if shielded:
        return Compared("Home postcode", agreement=NOT_SHOWN, note=SHIELDED)
    one, other = postcodes
    agreement, note = POSTCODE.get(level or ("exact" if one == other else ""), (DIFFERENT, ""))
    return _row("Home postcode", one, other, agreement, note)


def _sex(profile: Profile) -> str:
    return "" if profile.sex == "U" else label("sex", profile.sex)


def _own_keys(a: Profile, b: Profile) -> Compared:
    """Each agency's own number. Two agencies number their children apart, so their numbers are not compared."""
    if a.agency_id == b.agency_id:
        return _plain("The agency’s own number", a.own_key, b.own_key)
    told = tuple((each,) if each else () for each in (a.own_key, b.own_key))
    return Compared("The agency’s own number", *told, agreement=Tag("Numbered apart", "grey"))


def waterfall_of(
    a: Profile, b: Profile, edge: Edge, limits: Thresholds, *, days: SharedDays | None = None, shielded: bool = False
) -> Waterfall:
    """The evidence about a pair as it was kept when it was scored, never worked out again, and the days noted since.

    Where a shield covers a home, what the homes weigh is left out of the whole too: the difference would tell the place
    to whoever knows where the other record's child lives (S-11).
    """
    every = parts_of(edge.parts)
    parts = [each for each in every if not (shielded and each.field == "postcode")]
    start = edge.bits - sum(each.bits for each in every)
    parts += [Part(DAYS, "shared", days.bits)] if days else []
    given = frozenset(half for half in ("forename", "surname") if getattr(a, half) and getattr(b, half))
    sentence = sentence_of(
        parts,
        start + sum(each.bits for each in parts),
        asked_from=limits.asked_from,
        joined_from=limits.joined_from,
        known=given,
    )
    begin = Weight("To begin with", start, "How rarely two records picked blindly are of one child")
    return Waterfall(
        caption="The evidence, step by step",
        sentence=f"{sentence} {SHIELDED} It is left out here." if shielded else sentence,
        weights=(begin, *(_weight(each, given, days) for each in parts)),
        marks=(
            Mark(limits.asked_from, "from here a person is asked"),
            Mark(limits.joined_from, "from here the hub joins two records by itself, if two kinds of fact agree"),
        ),
    )


def _weight(part: Part, given: frozenset[str], days: SharedDays | None) -> Weight:
    if days is not None and part.field == DAYS:
        often = "" if days.days == 1 else f", {counted(days.days, 'time')}"
        words = f"Both agencies tell of an absence that began on the same day{often}"
        return Weight("Days of absence", part.bits, words)
    return Weight(BY_FIELD[part.field].title, part.bits, _level_words(part, given))


# Half a name agrees: whether the other half differs or was not given is told apart.
HALVES = {"surname": ("forename", "surname"), "forename": ("surname", "forename")}


def _level_words(part: Part, given: frozenset[str]) -> str:
    if part.field == "names" and part.level in HALVES:
        other, half = HALVES[part.level]
        return f"The same {half}, and another {other}" if other in given else f"The same {half}, and no {other} in one"
    words = BY_FIELD[part.field].level(part.level).words
    return f"{words[0].upper()}{words[1:]}"


REASONS = {
    "possible": Reason(
        "Not enough to join them without a person",
        "Much agrees, but less than the hub asks for before it joins two records by itself.",
    ),
    "twin": Reason(
        "They may be twins",
        "They have the same date of birth and the same surname or home, and their forenames differ. Twins look like "
        "this, and so does one child with a nickname or a middle name that is used first.",
    ),
    "id-conflict": Reason(
        "Their numbers disagree",
        "Joined, one child would have two numbers of a kind of which everybody has one, though perhaps not in the two "
        "records below. A number may be wrong, or may have been changed when a child was adopted: do not join across "
        "such a change.",
    ),
    "judgement-conflict": Reason(
        "What people have said contradicts itself",
        "One judgement says that these are one child, and others taken together say that they are not. Nothing moves "
        "until it is settled.",
    ),
    "broken": Reason(
        "The child’s records no longer hang together",
        "What joined these two has been withdrawn or put right. Somebody confirmed the child, so the hub does not take "
        "the records apart by itself.",
    ),
    "big-cluster": Reason(
        "Very many records are taken to be of one child",
        "That may be right, for a child whom many agencies know. It may also be two children with a common name.",
    ),
}
NUMBER_REASONS = {
    "nhs": Reason("The two children have different NHS numbers", REASONS["id-conflict"].words),
    "upn": Reason("The two children have different pupil numbers", REASONS["id-conflict"].words),
    "pnc": Reason("The two children have different PNC numbers", REASONS["id-conflict"].words),
}


def reasons_of(kind: str, about: str = "", *, twin: bool = False) -> tuple[Reason, ...]:
    """Why a person is asked about this pair: by the kind of question, and by what else is true of it."""
    first = NUMBER_REASONS.get(about, REASONS[kind]) if kind == "id-conflict" else REASONS[kind]
    return (first, REASONS["twin"]) if twin and kind != "twin" else (first,)


def sources_table(caption: str, profiles: Sequence[Profile]) -> Table:
    """What each agency says of one child: one row for each wording, the latest first."""
    rows = tuple(
        (
            Cell(each.agency.name, note="No longer sent" if each.withdrawn else ""),
            Cell(name_of(each), note=f"Also {each.also_known_as}" if each.also_known_as else ""),
            Cell(birth_in_words(each.birth_date, each.birth_precision)),
            Cell(_numbers(each)),
            Cell(day_in_words(each.last_said_on) if each.last_said_on else ""),
        )
        for each in profiles[:SOURCES_AT_MOST]
    )
    columns = ("Said by", "Name", "Date of birth", "Numbers", "Last said")
    note = f"The latest {SOURCES_AT_MOST}; there are more." if len(profiles) > SOURCES_AT_MOST else ""
    return Table(caption, tuple(Column(each) for each in columns), rows, note=note, empty="No agency names a child.")


def _numbers(profile: Profile) -> str:
    told = ((words, getattr(profile, field)) for field, words in NUMBERS.items())
    return ", ".join(f"{words} {value}" for words, value in told if value) or "None"
