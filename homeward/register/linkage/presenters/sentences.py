"""Why two records may be of one child, or may not, in one sentence that a practitioner would say.

The weights behind it are in the table beneath; the sentence names what speaks for it and what against, strongest first,
and never a number. A field that either record lacks is not mentioned: not known is never the same as different.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WEIGHS = 0.5  # what adds or takes away less than this is not worth a word
NOTHING = "Nothing that both records hold can be compared."

# What is the same, said after "same"; what is only alike, as it stands; and what speaks against.
SAME = {
    ("names", "exact"): "name",
    ("names", "forename"): "forename",
    ("names", "surname"): "surname",
    ("birth", "exact"): "date of birth",
    ("postcode", "exact"): "postcode",
    ("sex", "exact"): "sex",
    ("middle_name", "exact"): "middle name",
    ("upn", "exact"): "pupil number",
    ("nhs", "exact"): "NHS number",
    ("pnc", "exact"): "PNC number",
    ("days", "shared"): "days of absence",
}
ALIKE = {
    ("names", "other-form"): "names that are forms of one another",
    ("names", "middle-first"): "a forename and a middle name that change places",
    ("names", "swapped"): "names the other way round",
    ("names", "near"): "names nearly the same",
    ("names", "nearish"): "names somewhat alike",
    ("birth", "new-year"): "dates of birth in one year, one of them 1 January",
    ("birth", "swapped"): "dates of birth with day and month the other way round",
    ("birth", "year-out"): "dates of birth exactly a year apart",
    ("birth", "one-figure"): "dates of birth that differ in one figure",
    ("birth", "month"): "dates of birth in one month",
    ("birth", "as-far-as-known"): "dates of birth that agree as far as both are known",
    ("birth", "near-year"): "dates of birth within a year or so",
    ("postcode", "sector"): "postcodes a few streets apart",
    ("postcode", "district"): "postcodes in one district",
    ("postcode", "area"): "postcodes in one wider area",
    ("middle_name", "initial"): "a middle initial that fits",
}
DIFFERENT = {
    "names": "different names",
    "birth": "different dates of birth",
    "postcode": "postcodes far apart",
    "sex": "different sexes recorded",
    "middle_name": "different middle names",
    "upn": "different pupil numbers",
    "nhs": "different NHS numbers",
    "pnc": "different PNC numbers",
}
# The half of a name that is not the same, where both records give it.
OTHER_HALF = {"forename": ("surname", "different surnames"), "surname": ("forename", "different forenames")}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a scored pair: the level of agreement that was reached, and what it weighs."""

    field: str
    level: str
    bits: float


def parts_of(parts: Mapping[str, Sequence[object]]) -> tuple[Part, ...]:
    """The fields of a kept edge, as they were written when it was scored."""
    return tuple(Part(field, str(told[0]), float(told[1])) for field, told in parts.items())  # type: ignore[arg-type]  # JSON holds a level and a number


def sentence_of(
    parts: Sequence[Part], total: float, *, asked_from: float, joined_from: float, known: frozenset[str] = frozenset()
) -> str:
    """What speaks for two records being of one child and what against.

    `known` are the halves of a name, `forename` and `surname`, that both records give: only such a half can differ.
    """
    ranked = sorted(parts, key=lambda each: -abs(each.bits))
    reached = [(each.field, each.level) for each in ranked if each.bits > WEIGHS]
    same = [SAME[each] for each in reached if each in SAME]
    alike = [ALIKE[each] for each in reached if each in ALIKE]
    against = [words for each in ranked for words in _against(each, known)]
    return _whole(same, alike, against, _verdict(total, asked_from, joined_from))


def _against(part: Part, known: frozenset[str]) -> list[str]:
    if part.bits < -WEIGHS:
        return [ALIKE.get((part.field, part.level), DIFFERENT.get(part.field, "different records"))]
    half, words = OTHER_HALF.get(part.level, ("", "")) if part.field == "names" else ("", "")
    return [words] if half in known else []


def _verdict(total: float, asked_from: float, joined_from: float) -> str:
    if total >= joined_from:
        return "very likely"
    if total >= asked_from:
        return "likely"
    return "possible" if total >= 0 else "unlikely"


def _whole(same: list[str], alike: list[str], against: list[str], verdict: str) -> str:
    if not same and not alike:
        return _sentence(f"{_listed(against)} make it {verdict} that they are one child") if against else NOTHING
    told, one = _for_it(same, alike)
    if verdict == "unlikely" and against:
        speaks = "speaks" if one else "speak"
        return _sentence(f"{told} {speaks} for their being one child, but {_listed(against)} make it unlikely")
    words = f"{told} {'makes' if one else 'make'} it {verdict} that they are one child"
    return _sentence(f"{words}; {_listed(against)} speak against it" if against else words)


def _for_it(same: list[str], alike: list[str]) -> tuple[str, bool]:
    """What speaks for it, and whether that is one thing."""
    if same and alike:
        return f"same {_listed(same)}, with {_listed(alike)},", False
    if same:
        return (f"the same {same[0]}", True) if len(same) == 1 else (f"same {_listed(same)}", False)
    return _listed(alike), len(alike) == 1 and alike[0].startswith("a ")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
