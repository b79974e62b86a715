"""In what capacities a child stands, for a page that has already been allowed, each only to those who may read it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.practice.cases.models import Case, JusticeCapacity, NrmReferral, SafeguardingCapacity
from homeward.practice.cases.queries.afterwards import signs_read
from homeward.practice.cases.queries.nrm import plain, referrals_of
from homeward.practice.cases.rules import nrm
from homeward.practice.cases.rules.afterwards import shows_exploitation
from homeward.practice.cases.rules.capacities import Stands, section_45
from homeward.register.access.rules import Viewer
from homeward.register.people.models import Person

NOT_KNOWN = {"", "not-known"}


@dataclass(frozen=True)
class Capacities:
    """Both capacities of one child as this viewer may read them, and whether section 45 may bear on them."""

    safeguarding: list[SafeguardingCapacity] = field(default_factory=list)
    justice: list[JusticeCapacity] = field(default_factory=list)
    prompt: str = ""


def capacities_of(subject: UUID, *, viewer: Viewer, classes: Collection[str], at: datetime) -> Capacities:
    """What stands, the latest first, in a constant number of statements. The prompt is for those who read both."""
    protects = SafeguardingCapacity.objects.filter(person=subject, withdrawn_at__isnull=True)
    safeguarding = list(protects.select_related("by__agency").order_by("-since", "-recorded_at"))
    if "youth-justice" not in classes:
        return Capacities(safeguarding)
    stands = JusticeCapacity.objects.filter(person=subject, withdrawn_at__isnull=True)
    justice = list(stands.select_related("by__agency").order_by("-since", "-recorded_at"))
    if not justice:
        return Capacities(safeguarding)
    noticed = shows_exploitation(signs_read(subject, viewer=viewer, at=at))
    return Capacities(safeguarding, justice, _prompt(subject, justice, london_day(at), noticed=noticed))


def _prompt(subject: UUID, justice: list[JusticeCapacity], today: date, *, noticed: bool) -> str:
    named = Case.objects.filter(subject=subject, closed_at__isnull=True).values_list("forms", flat=True)
    known = {code for forms in named for code in forms.split(";")} - NOT_KNOWN
    referrals = referrals_of(subject)
    return section_45(
        [Stands(row.role, row.since, row.until, row.offence) for row in justice],
        exploited=bool(known) or noticed or any(_is_victim(row) for row in referrals),
        refused=bool(referrals),
        birth_date=Person.objects.filter(pk=subject).values_list("birth_date", flat=True).first(),
        today=today,
    )


def _is_victim(row: NrmReferral) -> bool:
    return nrm.outcome_of(nrm.REASONABLE, plain(row)) == nrm.POSITIVE
