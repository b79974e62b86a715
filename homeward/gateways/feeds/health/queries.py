"""Whether the children of a batch of attendances are on the record here already."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from homeward.foundation.ages import is_child_on
from homeward.foundation.london import london_day
from homeward.gateways.feeds.rows import Checked, Value
from homeward.gateways.feeds.who import moment_in, number_in, text_in
from homeward.register.people.queries import births_of
from homeward.register.people.rules import Number


def on_record(rows: Sequence[Checked], *, agency: int | None) -> Collection[int]:
    """The numbers of the rows whose child is here: in one statement, by the numbers in the rows alone.

    Where the row gives no birth date, the one on the record says whether the person was a child that day.
    """
    numbers = {each.row.number: numbers_of(each.values, agency) for each in rows}
    births = births_of({number for several in numbers.values() for number in several})
    return {
        each.row.number
        for each in rows
        if (held := [born for number in numbers[each.row.number] for born in births.get(number, ())])
        and any(_was_a_child(each.values, born) for born in held)
    }


def numbers_of(values: Mapping[str, Value], agency: int | None) -> tuple[Number, ...]:
    """The NHS number of a row and the provider's own number, by which the child may have come before."""
    own, nhs = text_in(values, "patient_number").upper(), number_in(values, "nhs_number")
    found = [Number("local", own, agency)] if agency is not None else []
    return (*found, Number("nhs", nhs)) if nhs else tuple(found)


def _was_a_child(values: Mapping[str, Value], born: date | None) -> bool:
    came = moment_in(values, "arrived_at")
    return came is None or values["birth_date"] is not None or is_child_on(born, london_day(came))
