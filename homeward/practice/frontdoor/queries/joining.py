"""Worries that may be one: which may be joined, and which were."""

from collections.abc import Collection
from uuid import UUID

from homeward.practice.frontdoor.models import Concern, ConcernChild, ConcernPart, Joining
from homeward.register.keys.queries import opened


def why_joined(row: Joining) -> str:
    """Why somebody joined two worries."""
    return opened(row.sealed_reason, table="frontdoor_joining", row=row.concern_id, column="reason")


def joinings_of(concern: UUID) -> list[Joining]:
    """Which worries stand joined into this one, the latest first."""
    rows = Joining.objects.filter(into=concern, undone_at__isnull=True).select_related("concern__agency", "by")
    return list(rows.order_by("-at", "-pk"))


def joining_of(concern: UUID) -> Joining | None:
    """Into which this one is joined now, and why."""
    rows = Joining.objects.filter(concern=concern, undone_at__isnull=True)
    return rows.select_related("into", "by").first()


def parts_of_each(concerns: Collection[UUID]) -> dict[UUID, list[ConcernPart]]:
    """Everything that was said in some worries, in the order in which it came, in one statement."""
    found: dict[UUID, list[ConcernPart]] = {each: [] for each in concerns}
    for part in ConcernPart.objects.filter(concern__in=concerns).select_related("by").order_by("number"):
        found[part.concern_id].append(part)
    return found


def may_be_joined(concern: Concern, children: Collection[UUID]) -> list[Concern]:
    """The other open worries that are about every child of this one too, what is due soonest first."""
    if concern.state != "open" or not children:
        return []
    links = ConcernChild.objects.filter(person__in=children, removed_at__isnull=True)
    links = links.filter(concern__state="open", concern__way="frontdoor").exclude(concern=concern)
    of: dict[UUID, set[UUID]] = {}
    rows: dict[UUID, Concern] = {}
    for link in links.select_related("concern__agency"):
        of.setdefault(link.concern_id, set()).add(link.person_id)
        rows[link.concern_id] = link.concern
    found = [rows[pk] for pk, people in of.items() if people >= set(children)]
    return sorted(found, key=lambda each: (each.due_on, each.begun_at))
