"""Is this the same child, what do we now say of them, and how do dated facts follow one another?

Pure decisions on plain values: the reasons are in the README, the writes in `actions/`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal
from uuid import UUID

from homeward.foundation.names import comparable_name

Outcome = Literal["exact-identifier", "own-number", "new", "identifiers-disagree"]

NOT_A_FACT = (None, "", "U", "NOBT", "REFU")
IDENTITY: Final = "identity"
RETURN: Final = "return"
POLICE: Final = "police"
AGENCY: Final = "agency"
WEIGHTS = {IDENTITY: 2, RETURN: 1, POLICE: 0, AGENCY: 0}
Kind = Literal["identity", "return", "police", "agency"]
REGISTER = "identity"  # the feed that is a council's own register of its children
RETURNS = frozenset(("annex-a", "cin", "ssda903"))  # what a council sends by law, which names nobody


@dataclass(frozen=True, slots=True)
class Number:
    """A number by which somebody knows a child.

    `issuer` is the agency that gave it, where it is one of an agency's own: a council's or a force's.
    """

    type: Literal["local", "upn", "nhs", "police", "pnc"]
    value: str = field(repr=False)
    issuer: int | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose row it is: a person who is already here, or nobody yet, and on what basis."""

    person: UUID | None
    basis: Outcome


def contradicts(row: Collection[Number], held: Collection[Number]) -> bool:
    """Whether a person's numbers say that a row is about somebody else.

    They do when both have an NHS number and it differs: an adopted child may have a new one, and joining the two would
    disclose it. They do when one agency gave both a number of its own and it differs: that agency knows two children.
    A pupil number alone does not, since a temporary one is replaced (linkage reference, section 4, rules 3 and 10).
    """
    return any(_gave_another(number, held) for number in row if number.type != "upn")


def _gave_another(number: Number, held: Collection[Number]) -> bool:
    alike = [each.value for each in held if (each.type, each.issuer) == (number.type, number.issuer)]
    return bool(alike) and number.value not in alike


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What is said of who somebody is, besides numbers: every name as names are compared, and a birth date."""

    names: frozenset[str] = field(default=frozenset(), repr=False)
    birth_date: date | None = field(default=None, repr=False)


def said_of(names: Iterable[str], birth_date: date | None) -> SaidOf:
    """What is said of who somebody is, with the spelling of names levelled."""
    return SaidOf(frozenset(comparable_name(" ".join(names)).split()), birth_date)


def is_a_stranger(row: SaidOf, held: SaidOf) -> bool:
    """Whether a row that bears somebody's national number is about another: neither a name nor the birth date agrees.

    A number typed wrong, or used twice, would otherwise join two children (S-24). What either does not say is no
    disagreement: a name may be spelt otherwise, and a birth date may be mistaken, but hardly both.
    """
    names = bool(row.names and held.names) and row.names.isdisjoint(held.names)
    return names and None not in (row.birth_date, held.birth_date) and row.birth_date != held.birth_date


def whose(
    numbers: Mapping[Number, Collection[UUID]],
    *,
    contradicted: Collection[UUID],
    linked: Collection[UUID],
    sent_before: UUID | None = None,
    alike: Collection[UUID] = (),
    own: Number | None = None,
) -> Resolution:
    """Whose a row is, by exact identifiers alone: names never join anybody.

    `numbers` gives, for each of the row's identifiers, the people who hold it. Every identifier that anybody holds must
    be held by one and the same person, whose other numbers do not contradict the row. Where more than one is left, it
    is the one to whom the same row was given before, or else the one who is linked, or else the one of whom nothing but
    these numbers is known (`alike`), so that rows that say the same stand together.

    Where they do not agree, the sender's own number (`own`) is its word that this is the child it knows by it, and the
    row is that child's; whether the holder of the other number is the same child is asked. Else the row stands alone
    until somebody says whose it is (linkage reference, section 4).
    """
    held = [set(people) for people in numbers.values() if people]
    if not held:
        return Resolution(None, "new")
    common = set.intersection(*held) - set(contradicted)
    for choice in (common & {sent_before}, common & set(linked), common, common & set(alike)):
        if len(choice) == 1:
            return Resolution(next(iter(choice)), "exact-identifier")
    theirs = set(numbers[own]) - set(contradicted) if own else set()
    for choice in (theirs & {sent_before}, theirs & set(linked), theirs):
        if not common and len(choice) == 1:
            return Resolution(next(iter(choice)), "own-number")
    return Resolution(None, "identifiers-disagree")


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """How much a source's word weighs: an identity extract, a return, anybody else; then the newer first."""

    weight: int
    said_on: date


def word_of(kind: Kind, said_on: date) -> Word:
    """The weight of what a source said on a day. The council's own register of who its children are comes first.

    A force writes down what it was told in the night, and any other agency what it was told for its own work: they only
    fill what no council has said.
    """
    return Word(WEIGHTS[kind], said_on)


def kind_told(feed: str, *, sender: str) -> Kind:
    """What kind of word a row of a feed is, by what kind of agency sends it.

    A council’s register and its returns weigh. What its other systems say in passing weighs as any agency’s word.
    """
    if sender == "police":
        return POLICE
    if sender == "council" and feed == REGISTER:
        return IDENTITY
    return RETURN if sender == "council" and feed in RETURNS else AGENCY


def chosen(
    held: Mapping[str, object],
    told: Mapping[str, object],
    *,
    word: Word,
    weightiest: Word | None,
    corrected: Collection[str],
) -> dict[str, object]:
    """What a source's word changes about a person.

    What a worker put right is never overwritten by an import. An empty cell, or a code for *not known*, is not a fact
    and overwrites nothing. A word as weighty as any before it is taken; a lesser one only fills what is not known.
    """
    outweighed = weightiest is not None and word < weightiest
    return {
        name: value
        for name, value in told.items()
        if name not in corrected
        and value not in NOT_A_FACT
        and value != held.get(name)
        and (not outweighed or held.get(name) in NOT_A_FACT)
    }


def known_as(forename: str, surname: str) -> str:
    """The name a person is known by, as it is shown; empty where nobody has given one."""
    return f"{forename} {surname}".strip()


def name_key(forename: str, surname: str, also_known_as: str) -> str:
    """Every name of a person as names are compared: spelling levelled, nothing judged to sound alike.

    A search by one of a child's names finds them whichever agency used it.
    """
    return comparable_name(f"{forename} {surname} {also_known_as}")


@dataclass(frozen=True, slots=True)
class Span:
    """A dated fact about one person: what it is about (a school, a home, a worker), and its days."""

    of: object
    since: date
    until: date | None = None


def followed(held: Iterable[Span], told: Iterable[Span], *, one_at_a_time: bool, out_of_date: bool) -> list[Span]:
    """The spans after a source's word: those there were, with the ends it gives, and those it adds, by their start.

    An older file adds what had ended before; it neither changes a span nor opens one again. Where only one can hold at
    a time (a home, a responsible authority), each ends when the next begins.
    """
    spans = {(span.of, span.since): span for span in held}
    for span in told:
        known = (span.of, span.since) in spans
        if not out_of_date or (not known and (span.until is not None or one_at_a_time)):
            spans[span.of, span.since] = span
    ordered = sorted(spans.values(), key=lambda span: span.since)
    return _one_after_another(ordered) if one_at_a_time else ordered


def _one_after_another(spans: Sequence[Span]) -> list[Span]:
    ends: list[date | None] = [span.since for span in spans[1:]]
    return [_ended(span, end) for span, end in zip(spans, [*ends, None], strict=True)]


def _ended(span: Span, next_begins: date | None) -> Span:
    if next_begins is None or (span.until is not None and span.until <= next_begins):
        return span
    return replace(span, until=next_begins)


def newer_return(held_year: int | None, year: int | None) -> bool:
    """Whether a return's row may change what an earlier one said: the year it was made for is as late, or later."""
    return held_year is None or year is None or year >= held_year
