"""What the council's extract may bring, and what must hold of its rows. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from homeward.foundation.identifiers import nhs_number, postcode, upn
from homeward.foundation.identifiers.reading import Reading
from homeward.gateways.feeds.rows import Checked, Facts, Problem, Told, Value

REASONS = frozenset({"looked-after", "child-in-need", "protection-plan", "missing"})
SAME_IN_EVERY_ROW = ("upn", "nhs_number", "forename", "surname", "birth_date", "extracted_on")
SPANS = (
    ("address", "address_since", None, "the day the child came to live there"),
    ("school_urn", "school_since", "school_until", "the day the child joined the school"),
    ("allocated_worker_id", "allocated_since", "allocated_until", "the day the worker was allocated"),
)


def admits(checked: Checked) -> bool:
    """Only a child looked after, in need, under a protection plan, or missing: the hub is no register of all children.

    A row without a reason is dropped like one with another reason, since nobody has said why it may come.
    """
    return checked.values["reason"] in REASONS


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: an identifier that does not read, or a span without its days."""
    return [*_identifiers(checked), *_spans(checked)]


def is_synthetic(values: Mapping[str, Value]) -> bool:
    """Whether the row says that its child is invented, so that test numbers pass."""
    return str(values["synthetic"] or "").casefold() in ("1", "true", "yes")


def read_identifiers(values: Mapping[str, Value]) -> dict[str, Reading]:
    """Each identifier and the postcode of a row, read into its one form."""
    synthetic = is_synthetic(values)
    readers = {"upn": upn.normalise, "nhs_number": nhs_number.normalise, "postcode": postcode.normalise}
    return {name: read(str(values[name]), synthetic=synthetic) for name, read in readers.items() if values[name]}


def _identifiers(checked: Checked) -> Iterator[Problem]:
    for column, reading in read_identifiers(checked.values).items():
        if not reading.ok and not (column == "upn" and upn.stands_for_unknown(str(checked.values[column]))):
            yield Problem(checked.row.number, column, f"{column.replace('_', '-')}-unreadable", reading.problem)


def _spans(checked: Checked) -> Iterator[Problem]:
    for what, since, until, meaning in SPANS:
        begins, ends = checked.values[since], checked.values[until] if until else None
        if checked.values[what] and not begins:
            yield Problem(checked.row.number, since, "span-without-start", f"Enter {meaning}.")
        if until and isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            words = "The last day is before the first. Check both dates: they may be the wrong way round."
            yield Problem(checked.row.number, until, "ends-before-it-starts", words)


def facts(checked: Checked) -> Facts:
    """What every row of a child must say alike."""
    return tuple(str(checked.values[column] or "") for column in SAME_IN_EVERY_ROW)


def together(told: Sequence[Told], year: int | None) -> list[Problem]:
    """Every row of a child says the same of who the child is, on one day. Two answers are for the council to settle."""
    first, *others = told
    words = f"This row and row {first.number} say different things of the same child. Make them agree."
    return [
        Problem(row.number, column, "rows-disagree", words)
        for row in others
        for column, told_first, told_here in zip(SAME_IN_EVERY_ROW, first.facts, row.facts, strict=True)
        if told_first != told_here
    ]
