"""Who holds a number: asked by the program itself, for a partner's file that may speak only of children on the record.

It tells nobody anything but whether a number is held, and by somebody born when.
"""

from collections.abc import Collection
from datetime import date

from homeward.register.people.models import Identifier
from homeward.register.people.rules import Number


def births_of(numbers: Collection[Number]) -> dict[Number, list[date | None]]:
    """The birth date of each person who holds each of these numbers; of a number that nobody holds, nothing."""
    rows = Identifier.objects.filter(value__in={each.value for each in numbers})
    wanted, found = set(numbers), dict[Number, list[date | None]]()
    for kind, value, issuer, born in rows.values_list("type", "value", "issuer_id", "person__birth_date"):
        number = Number(kind, value, issuer)
        if number in wanted:
            found.setdefault(number, []).append(born)
    return found
