"""A table of identities as large as is asked for: what agencies say of who their children are, with the truth beside.

For measuring linkage, and never for training its model, which learns from `crowd`. It is not lived like the county:
families, children and records are drawn by an error model, one family after another, so that memory stays flat. Every
person and number is invented.

    from homeward.county.identities_at_scale import COLUMNS, rows

    for row in rows(children=150_000, seed=2019): ...        # about a million rows

Each row is a plain tuple in the order of `COLUMNS`. An empty text is something not known; `birth_date` is then None.
`birth_precision` is day, month, year or age. A month and a year are given as their first day; an age as the last day on
which somebody of that age could have been born, as the agencies' identity feed keeps it. `child` is who it truly is;
`twin` is the family's number for children born together and 0 for others; `differences` names what went wrong. Rows
come in blocks, each from a stream of its own, so `blocks` can be made apart.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date

from homeward.county.identities_at_scale.agencies import AGENCIES, ASSUMED, HEAVY, Rates
from homeward.county.identities_at_scale.people import MEAN_FAMILY, Families
from homeward.county.identities_at_scale.records import Recorder

__all__ = ["AGENCIES", "ASSUMED", "COLUMNS", "HEAVY", "RECORDS_TO_A_CHILD", "Row", "block", "blocks", "rows"]

Row = tuple[
    int, str, str, str, str, str, str, date | None, str, str, str, str, str, str, int, int, int, str, str
]  # fmt: skip
COLUMNS = (
    "unique_id", "source", "own_key", "forename", "middle_name", "surname", "aliases", "birth_date", "birth_precision",
    "sex", "postcode", "upn", "nhs", "pnc", "child", "family", "twin", "origin", "differences",
)  # fmt: skip
UNTIL = date(2026, 3, 2)
RECORDS_TO_A_CHILD = 6.67
FAMILIES_TO_A_BLOCK = 1000
CHILDREN_TO_A_BLOCK = 1900  # of 1,760 expected, and nearly five standard deviations more
RECORDS_TO_A_BLOCK = CHILDREN_TO_A_BLOCK * 90


def rows(*, children: int, seed: int, until: date = UNTIL, rates: Rates = ASSUMED) -> Iterator[Row]:
    """The records of about so many children, 6.67 to a child; the same arguments always give the same rows."""
    for number in blocks(children):
        yield from block(number, children=children, seed=seed, until=until, rates=rates)


def blocks(children: int) -> Iterable[int]:
    """The numbers of the blocks that so many children make."""
    return range(max(round(children / MEAN_FAMILY / FAMILIES_TO_A_BLOCK), 1))


def block(number: int, *, children: int, seed: int, until: date = UNTIL, rates: Rates = ASSUMED) -> Iterator[Row]:
    """One block of families; every draw is a plain `random()`, whose sequence Python promises to keep."""
    draw = random.Random(f"{seed}/identities/{number}").random  # noqa: S311  # nosec B311: nothing rests on it for safety
    families, recorder = Families(children, until), Recorder(rates, draw, until.toordinal() - 1)
    of_block = min(FAMILIES_TO_A_BLOCK, max(round(children / MEAN_FAMILY), 1))
    unique, child = number * RECORDS_TO_A_BLOCK, number * CHILDREN_TO_A_BLOCK
    for family in range(number * FAMILIES_TO_A_BLOCK, number * FAMILIES_TO_A_BLOCK + of_block):
        people = families.of(family + 1, child, draw)
        child += len(people)
        for person in people:
            for cells, told in recorder.of(person):
                unique += 1
                yield (unique, *cells, person.number, person.family, person.twin, person.origin, told)
