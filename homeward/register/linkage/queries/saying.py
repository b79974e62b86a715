"""What the profiles of a child say of them, the weightier word before the lesser."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from homeward.register.linkage.models import Profile, ProfileRecord
from homeward.register.people.rules import NOT_A_FACT, WEIGHTS, Word, kind_told

SAID = ("forename", "surname", "also_known_as", "birth_date", "sex")
EMPTY: dict[str, object] = {"forename": "", "surname": "", "also_known_as": "", "birth_date": None, "sex": "U"}


def word_of(profile: Profile) -> Word:
    """How much a profile's word weighs: the weightiest of the feeds whose rows say it, as a load weighs them."""
    feeds = {each.record.source.feed for each in profile.records.all()} or {""}
    weight = max(WEIGHTS[kind_told(feed, sender=profile.agency.kind)] for feed in feeds)
    return Word(weight, profile.last_said_on or date.min)


def facts_of(children: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    """What is to be said of each child who has a profile, chosen as a load chooses, in two statements."""
    by_child: dict[UUID, list[Profile]] = defaultdict(list)
    told = ProfileRecord.objects.select_related("record__source").only("profile_id", "record__source__feed")
    profiles = Profile.objects.filter(subject__in=children, withdrawn=False).select_related("agency")
    for profile in profiles.prefetch_related(Prefetch("records", told)).order_by("pk"):
        by_child[profile.subject_id].append(profile)
    return {child: _chosen(sorted(profiles, key=word_of)) for child, profiles in by_child.items()}


def _chosen(profiles: list[Profile]) -> dict[str, object]:
    facts = dict(EMPTY)
    for profile in profiles:
        for name in SAID:
            value = getattr(profile, name)
            if value not in NOT_A_FACT and not (name == "birth_date" and profile.birth_precision != "day"):
                facts[name] = value
    return facts
