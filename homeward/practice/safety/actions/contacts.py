"""Whom one may write to: added, ended, and written to with nothing but a number to ring (S-13)."""

from datetime import datetime
from uuid import UUID, uuid4

from homeward.practice.safety.actions.refusing import NotSafe, not_this_ones
from homeward.practice.safety.models import Letter, SafeContact
from homeward.practice.safety.queries.contacts import CONTACT, how_of, unsafe_of
from homeward.practice.safety.rules import is_blocked, may_write_to
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed

UNSAFE = "unsafe"


@action("contact.keep", about="child", field_class="shielded-location")
def add_contact(
    *, child: UUID, whom: str, way: str, how: str, hidden_from: str, by: Viewer, at: datetime
) -> SafeContact:
    """Write down how a child or a parent may be reached without harm. What was found unsafe once is refused."""
    if is_blocked(how, unsafe_of(child)):
        raise _not_safe()
    pk = uuid4()
    audit.current().note(contact=str(pk), way=way)
    hidden = sealed(hidden_from, table=CONTACT, row=pk, column="hidden_from") if hidden_from else ""
    return SafeContact.objects.create(
        id=pk, person_id=child, whom=whom, way=way, sealed_how=sealed(how, table=CONTACT, row=pk, column="how"),
        sealed_hidden_from=hidden, added_at=at, by_id=by.worker_id,
    )  # fmt: skip


@action("contact.keep", about="child", field_class="shielded-location")
def end_contact(*, child: UUID, contact: UUID, because: str, by: Viewer, at: datetime) -> None:
    """Say that a number or an address is used no more. One that is unsafe ends every other that is the same."""
    row = SafeContact.objects.select_for_update().filter(pk=contact, person=child, ended_at__isnull=True).first()
    if row is None:
        raise not_this_ones()
    rows = [row]
    if because == UNSAFE:
        others = SafeContact.objects.filter(person=child, ended_at__isnull=True).exclude(pk=row.pk)
        rows += [each for each in others if is_blocked(how_of(each), [how_of(row)])]
    audit.current().note(contact=str(row.pk), because=because, ended=len(rows))
    SafeContact.objects.filter(pk__in=[each.pk for each in rows]).update(ended_at=at, ended_because=because)


@action("contact.keep", about="child", field_class="shielded-location")
def write_letter(*, child: UUID, contact: UUID, ring: str, by: Viewer, at: datetime) -> Letter:
    """Write to a safe contact that they are asked to ring a number. It holds no child's name and nothing of why."""
    row = SafeContact.objects.select_for_update().filter(pk=contact, person=child).first()
    if row is None:
        raise not_this_ones()
    if not may_write_to(ended=row.ended_at is not None, how=how_of(row), unsafe=unsafe_of(child)):
        raise _not_safe()
    audit.current().note(contact=str(row.pk), letter=True)
    return Letter.objects.create(contact=row, ring=ring, by_id=by.worker_id, at=at)


def _not_safe() -> NotSafe:
    return NotSafe(
        got="a number or an address that was found unsafe, or is used no more",
        expected="one that stands",
        next_step="Ask the child or the parent, in person, how they may be reached.",
    )
