"""Where a shielded child is placed, opened only for somebody who may know it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.foundation.london import london_day
from homeward.register.access.queries import may_about
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened
from homeward.register.people.models import CareEpisode, SchoolSpell
from homeward.vocabulary.labels import label


@dataclass(frozen=True)
class Whereabouts:
    """Where a child is placed now, opened from its seal for somebody who may know it."""

    since: date
    placement_type: str
    postcode: str
    provider_urn: str
    school: str


def whereabouts_of(subject_id: UUID, *, viewer: Viewer, at: datetime, missing_now: bool = False) -> list[Whereabouts]:
    """The child's current placements with their sealed whereabouts, or nothing for a viewer who may not know (S-10)."""
    if not may_about(
        viewer, "placement.see", subject_id, at=at, field_class="shielded-location", missing_now=missing_now
    ).allowed:
        return []
    today = london_day(at)
    current = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
    schools = SchoolSpell.objects.filter(current, person_id=subject_id).select_related("school")
    school = next((spell.school.name for spell in schools), "")
    episodes = CareEpisode.objects.filter(current, person_id=subject_id).order_by("-since")
    return [_opened(episode, school) for episode in episodes]


def _opened(episode: CareEpisode, school: str) -> Whereabouts:
    text = opened(episode.sealed_whereabouts, table="people_careepisode", row=episode.record_id, column="whereabouts")
    where = json.loads(text)
    return Whereabouts(
        episode.since,
        label("ssda903_placement_type", episode.placement_type),
        where.get("postcode", ""),
        where.get("urn", ""),
        school,
    )
