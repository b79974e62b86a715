"""What the profiles of a child say of them, the weightier word before the lesser."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from homeward.register.linkage.models import Profile
from homeward.register.people.rules import AGENCY, IDENTITY, NOT_A_FACT, RETURN, WEIGHTS, Word

SAID = ("forename", "surname", "also_known_as", "birth_date", "sex")
EMPTY: dict[str, object] = {"forename": "", "surname": "", "also_known_as": "", "birth_date": None, "sex": "U"}


def word_of(profile: Profile) -> Word:
    """How much a profile's word weighs: a council's extract with names, then its return, then anybody else's."""
    named = IDENTITY if profile.forename or profile.surname else RETURN
    kind = named if profile.agency.kind == "council" else AGENCY
    return Word(WEIGHTS[kind], profile.last_said_on or date.min)


def facts_of(children: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    """What is to be said of each child who has a profile, chosen as a load chooses, in one statement."""
    by_child: dict[UUID, list[Profile]] = defaultdict(list)
    for profile in (
        Profile.objects.filter(subject__in=children, withdrawn=False).select_related("agency").order_by("pk")
    ):
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
