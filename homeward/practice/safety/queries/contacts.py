"""How a child or a parent may be reached, opened for whoever may know where they are."""

from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.safety.models import Letter, SafeContact
from homeward.register.keys.queries import opened

CONTACT, UNSAFE = "safety_safecontact", "unsafe"


def contacts_of(subject: UUID) -> list[SafeContact]:
    """Each contact with its letters, those that stand first, in two statements."""
    letters = Letter.objects.select_related("by").order_by("-at")
    rows = SafeContact.objects.filter(person=subject).select_related("by")
    return list(rows.prefetch_related(Prefetch("letters", letters)).order_by("ended_at", "-added_at"))


def how_of(row: SafeContact) -> str:
    """The number or the address."""
    return opened(row.sealed_how, table=CONTACT, row=row.pk, column="how")


def hidden_from(row: SafeContact) -> str:
    """Who must not learn of it."""
    text = row.sealed_hidden_from
    return opened(text, table=CONTACT, row=row.pk, column="hidden_from") if text else ""


def unsafe_of(subject: UUID) -> list[str]:
    """What was found unsafe for a child, opened: it is few."""
    return [how_of(row) for row in SafeContact.objects.filter(person=subject, ended_because=UNSAFE)]


def letter_of(subject: UUID, letter: UUID) -> Letter | None:
    """One letter of a child's, while what it went to is still safe."""
    rows = Letter.objects.select_related("contact", "by")
    return rows.filter(pk=letter, contact__person=subject, contact__ended_at__isnull=True).first()
