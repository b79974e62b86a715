"""Twins, and a father and son of one name: the false links that no sum of bits can tell from true ones.

Twins share a birth date, a family name and a home, which is nearly all that a record says; of the false pairs at twenty
bits every one was of twins. So a pair that looks like twins is asked about and never joined or refused by itself:
a nickname or a middle name used first can look the same. Source: linkage reference, decision 4 and section 4, rule 4.
"""

from rapidfuzz.distance.JaroWinkler import similarity

from homeward.methods.matching.names import forms_of_forename, own_forename
from homeward.methods.matching.records import Traits

ALIKE = 0.8
OPENING = 3
YEARS_OF_A_GENERATION = 12


def may_be_twins(a: Traits, b: Traits) -> bool:
    """True where two records may be of two children born together: a person must say.

    The same birth date, a shared family name or postcode, forenames that differ in every form, and no number in common.
    """
    if not (a.born and a.born == b.born) or not (a.forename and b.forename):
        return False
    if a.family.isdisjoint(b.family) and not (a.postcode and a.postcode == b.postcode):
        return False
    return not _share_a_number(a, b) and _are_other_forenames(a, b)


def are_two_generations(a: Traits, b: Traits) -> bool:
    """True of one name at one home with birth dates more than twelve years apart: a parent and child, not one child."""
    if not a.born_year or not b.born_year or abs(a.born_year - b.born_year) < YEARS_OF_A_GENERATION:
        return False
    if a.born_month and b.born_month and a.birth_date and b.birth_date:
        days = abs((a.birth_date - b.birth_date).days)
        return days > YEARS_OF_A_GENERATION * 365.25 and _named_and_housed_alike(a, b)
    return abs(a.born_year - b.born_year) > YEARS_OF_A_GENERATION and _named_and_housed_alike(a, b)


def _named_and_housed_alike(a: Traits, b: Traits) -> bool:
    named = not a.known_as.isdisjoint(b.known_as) and not a.family.isdisjoint(b.family)
    return named and bool(a.postcode) and a.postcode == b.postcode and not _share_a_number(a, b)


def _share_a_number(a: Traits, b: Traits) -> bool:
    return a.upn == b.upn != "" or a.nhs == b.nhs != "" or a.pnc == b.pnc != ""


def _are_other_forenames(a: Traits, b: Traits) -> bool:
    """True where no writing of one forename is like any of the other, and no middle name or surname stands for it."""
    if not a.known_as.isdisjoint(b.known_as) or a.forename == b.surname or b.forename == a.surname:
        return False
    if _stands_for(a.middle_name, b) or _stands_for(b.middle_name, a):
        return False
    return not any(_alike(one, other) for one in _writings(a) for other in _writings(b))


def _stands_for(middle_name: str, other: Traits) -> bool:
    return bool(middle_name) and not forms_of_forename(middle_name).isdisjoint(other.known_as)


def _writings(traits: Traits) -> tuple[str, ...]:
    return (own_forename(traits.forename), *traits.aliases)


def _alike(one: str, other: str) -> bool:
    opens = one.startswith(other[:OPENING]) or other.startswith(one[:OPENING])
    return opens or similarity(one, other) >= ALIKE
