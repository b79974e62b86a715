"""By which keys a run meets two profiles: those of the engine's block rules, so that both find the same pairs.

Keys that very many share (names alone, sounds, first letters) serve a search and no run (linkage reference, section 6).
"""

from collections.abc import Iterator

from homeward.methods.matching.names import forms_of_forename, forms_of_surname
from homeward.methods.matching.records import Traits

Block = tuple[str, ...]


def blocks_of(traits: Traits) -> frozenset[Block]:
    """Every block that a profile is in; one of which a part is not known is none."""
    return frozenset(block for block in _blocks(traits) if all(block))


def _blocks(traits: Traits) -> Iterator[Block]:
    forename, surname, born = traits.forename, traits.surname, traits.born
    known, family = _first(traits.known_as), _first(traits.family)
    year = str(traits.born_year or "")
    month, day = str(traits.born_month or ""), str(traits.born_day or "")
    yield "upn", traits.upn
    yield "nhs", traits.nhs
    yield "pnc", traits.pnc
    yield "names-born", *sorted((forename, surname)), born
    yield "born-letters", born, forename[:2], surname[:2]
    yield "born-home", born, traits.postcode
    yield "home-forename", traits.postcode, forename
    yield "home-surname-year", traits.postcode, surname, year
    yield "names-district", forename, surname, traits.district
    yield "born-family", born, family
    yield "born-known", born, known
    yield "known-family-day", known, family, month, day
    yield "known-family-year", known, family, year


def of_forms(traits: Traits) -> set[str]:
    """One form of both names, with the other names a child is known by and without them: of each block of names alone.

    Whoever shares `names-district`, `known-family-day` or `known-family-year` with another shares one of these.
    """
    told = (
        (traits.known_as, traits.family),
        (forms_of_forename(traits.forename), forms_of_surname(traits.surname)),
    )
    pairs = ((_first(known), _first(family)) for known, family in told)
    return {f"{known} {family}" for known, family in pairs if known and family}


def _first(forms: frozenset[str]) -> str:
    return min(forms, default="")
