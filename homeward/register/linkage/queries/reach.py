"""Who may see a question about a child whom a shield covers (S-12; linkage reference, section 4, rule 10)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from homeward.register.access.models import RoleHolding, Shield, ShieldLowering
from homeward.register.access.queries import DOWN, may, open_at
from homeward.register.access.rules import SHIELDED, Viewer

REVIEW, KEEPER = "linkage.review", "shield-keeper"
# A shield over a placement hides the place, and a question shows none. These hide who the child is.
VEILING = ("witness", "asked")


def veiled() -> "QuerySet[Shield]":
    """The shields by which a child is hidden from whoever settles questions, as long as nobody has lowered them."""
    down = ShieldLowering.objects.filter(DOWN).values("shield")
    return Shield.objects.filter(basis__in=VEILING).exclude(pk__in=down)


def out_of_anybodys_reach(children: Collection[UUID]) -> bool:
    """Whether a shield hides one of these children from whoever keeps no shields."""
    return veiled().filter(subject__in=children).exists()


def keepers_among(roles: Collection[str], *, at: datetime) -> set[UUID]:
    """Those who hold one of these roles and keep shields too."""
    held = RoleHolding.objects.filter(open_at(at))
    keepers = held.filter(role=KEEPER).values("worker")
    return set(held.filter(role__in=roles, worker__in=keepers).values_list("worker", flat=True))


def out_of_reach(children: Collection[UUID], *, viewer: Viewer) -> set[UUID]:
    """Those of the children whom a shield keeps from this viewer: nothing of them is shown, counted or answered."""
    if not children or may(viewer, REVIEW, field_class=SHIELDED).allowed:
        return set()
    return set(veiled().filter(subject__in=children).values_list("subject", flat=True))
