"""What a score rests on: how many independent identifiers agree, and the reason in words.

A sum of bits can be reached by one strong thing alone. West Midlands Police joined two people for three years on a name
and a date of birth, so a join needs two identifiers that do not come from one another, whatever the bits; name and date
of birth together count as one. Source: linkage reference, section 4, rule 2; security S-24.
"""

from collections.abc import Mapping

from homeward.methods.matching.levels import BY_FIELD, ELSE, EXACT, Comparison
from homeward.methods.matching.scorer import Score

NAMED = frozenset((EXACT, "other-form", "middle-first", "swapped", "near"))
BORN = frozenset((EXACT, "swapped", "one-figure", "year-out"))
OTHER_NAMES = frozenset(("surname", ELSE))
OTHER_BIRTHS = frozenset(("near-year", ELSE))
NUMBERS = ("upn", "nhs", "pnc")


def independent_identifiers(levels: Mapping[str, str]) -> int:
    """How many agree: name with date of birth as one, the whole postcode as one, and each number as one.

    Where one record gives no name, as a statutory return does not, a birth date by itself stands beside a number: a
    load joins on no more.
    """
    numbers = len(agreeing_numbers(levels))
    named = levels.get("names") in NAMED and levels.get("birth") in BORN
    dated = numbers > 0 and "names" not in levels and levels.get("birth") == EXACT
    return named + dated + home_agrees(levels) + numbers


def home_agrees(levels: Mapping[str, str]) -> bool:
    """Whether the whole postcode is the same, and is an identifier of its own.

    It is none beside a number where the forename and the birth date both speak against: a brother's or sister's number
    that was written down for a child comes with the same home.
    """
    siblings = levels.get("names") in OTHER_NAMES and levels.get("birth") in OTHER_BIRTHS
    return levels.get("postcode") == EXACT and not (siblings and agreeing_numbers(levels))


def agreeing_numbers(levels: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers that both records have and that are the same."""
    return tuple(field for field in NUMBERS if levels.get(field) == EXACT)


def in_words(score: Score, fields: Mapping[str, Comparison] = BY_FIELD) -> str:
    """One sentence that says what agrees, strongest first, and what does not."""
    ranked = sorted(score.fields, key=lambda each: -each.total)
    told = [fields[each.field].level(each.level).words for each in ranked]
    if not told:
        return "Nothing that both records hold can be compared."
    agrees = [words for words, each in zip(told, ranked, strict=True) if each.level != ELSE]
    differs = [words for words, each in zip(told, ranked, strict=True) if each.level == ELSE]
    parts = [_listed(part) for part in (agrees, differs) if part]
    sentence = "; but ".join(parts) if agrees else parts[0]
    return f"{sentence[0].upper()}{sentence[1:]}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
