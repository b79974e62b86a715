"""What came before about the same child: earlier concerns here, and referrals that agencies tell of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from homeward.foundation.dates_in_words import day_in_words
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Concern, ConcernChild
from homeward.practice.missing.models import MissingEpisode
from homeward.register.events.models import SocialCareEvent
from homeward.vocabulary.limits import limit


@dataclass(frozen=True)
class Before:
    """One earlier concern or referral about a child: when, what became of it, and where it is read."""

    child: UUID
    on: date
    outcome: str
    state: str
    concern: UUID | None = None


def earlier(children: Collection[UUID], *, besides: UUID, on: date) -> list[Before]:
    """What came within the last twelve months about some children, the newest first, in two statements.

    The children in need census counts a second referral within twelve months as one again.
    """
    since = on - timedelta(days=limit("rereferral_days", on=on))
    links = ConcernChild.objects.filter(
        person__in=children, removed_at__isnull=True, concern__way="frontdoor", concern__received_on__gt=since
    ).exclude(concern=besides)
    links = links.exclude(concern__state="joined")
    found = [
        Before(link.person_id, link.concern.received_on, link.concern.outcome, link.concern.state, link.concern_id)
        for link in links.select_related("concern")
    ]
    told = SocialCareEvent.objects.filter(
        person__in=children, kind="referral", superseded_at__isnull=True, since__gt=since, since__lte=on
    )
    found += [Before(row.person_id, row.since, row.outcome, "told") for row in told]
    return sorted(found, key=lambda each: (each.on, str(each.concern)), reverse=True)


def came_again(concerns: Collection[Concern]) -> dict[UUID, int]:
    """How many other concerns of the last twelve months are about a child of each of these, in two statements."""
    mine: dict[UUID, set[UUID]] = {}
    rows = ConcernChild.objects.filter(concern__in=concerns, removed_at__isnull=True)
    for concern, person in rows.values_list("concern_id", "person_id"):
        mine.setdefault(concern, set()).add(person)
    people = set().union(*mine.values()) if mine else set()
    others: dict[UUID, list[tuple[UUID, date]]] = {}
    links = ConcernChild.objects.filter(person__in=people, removed_at__isnull=True, concern__way="frontdoor")
    links = links.exclude(concern__state="joined")
    for person, concern, day in links.values_list("person_id", "concern_id", "concern__received_on"):
        others.setdefault(person, []).append((concern, day))
    found: dict[UUID, int] = {}
    for row in concerns:
        since = row.received_on - timedelta(days=limit("rereferral_days", on=row.received_on))
        same = {
            concern
            for person in mine.get(row.pk, ())
            for concern, day in others.get(person, ())
            if concern != row.pk and day > since
        }
        found[row.pk] = len(same)
    return found


def absences_of(child: UUID) -> list[tuple[UUID, str]]:
    """The child's last absences, each with the day on which it began."""
    rows = MissingEpisode.objects.filter(person=child, joined_into__isnull=True).order_by("-since", "pk")[:10]
    return [(row.pk, f"Missing from {day_in_words(london_day(row.since))}") for row in rows]
