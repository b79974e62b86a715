"""What higher rooms lend to lower ones, handed over here because only this floor may know both.

The access room may not import people, which lies above it; yet an emergency opening starts from a council's own
identifier, and whoever may find the child is shown the name: a reviewer, or the worker who reads who looked.
"""

from collections.abc import Collection
from uuid import UUID

from homeward.practice.missing import actions as missing
from homeward.register.accounts.models import Account
from homeward.register.people.models import Identifier
from homeward.register.people.queries import names_of

__all__ = ["address_of", "follow", "names_of", "subject_of_local_identifier"]


def subject_of_local_identifier(identifier: str) -> UUID | None:
    """The one child who has exactly this local identifier; nobody when two have it, since a wrong opening is worse."""
    held = Identifier.objects.filter(type="local", value=identifier, person__subject__retired_into__isnull=True)
    people = set(held.values_list("person", flat=True)[:2])
    return people.pop() if len(people) == 1 else None


def follow(children: Collection[UUID]) -> None:
    """Work out again what the rooms above linkage draw together of children who were joined or parted."""
    missing.regroup(children=children)


def address_of(worker: UUID) -> str:
    """The e-mail address of a worker's open account, for the post; nothing for whoever has none, or has left."""
    rows = Account.objects.filter(worker=worker, closed_at__isnull=True, worker__left_on__isnull=True)
    return rows.values_list("email", flat=True).first() or ""
