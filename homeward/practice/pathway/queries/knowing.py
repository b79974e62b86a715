"""What the record holds of a child that a look for services begins with. Whoever looks may change it."""

from dataclasses import dataclass
from uuid import UUID

from homeward.practice.assessment.models import BandGiven
from homeward.practice.cases.models import Case, CommunicationNeed
from homeward.practice.pathway.rules import level_of
from homeward.vocabulary.instruments.loader import version


@dataclass(frozen=True)
class Known:
    """Forms of exploitation that open cases name, the level that the newest agreed band speaks for, the language."""

    forms: tuple[str, ...] = ()
    level: str = ""
    language: str = ""


def known_of(subject: UUID) -> Known:
    """What is known of one child, for a page that has already been allowed, in three statements."""
    named = Case.objects.filter(subject=subject, closed_at__isnull=True).values_list("forms", flat=True)
    forms = sorted({code for each in named for code in each.split(";") if code})
    need = CommunicationNeed.objects.filter(person=subject, withdrawn_at__isnull=True).order_by("-recorded_at", "-pk")
    language = need.values_list("language", flat=True).first() or ""
    return Known(tuple(forms), _agreed_level(subject), language)


def _agreed_level(subject: UUID) -> str:
    """The level of the newest band that was agreed in a finished assessment; nothing where none was."""
    given = BandGiven.objects.filter(
        assessment__subject=subject, assessment__done_at__isnull=False, assessment__withdrawn_at__isnull=True,
        kind="agreed",
    )  # fmt: skip
    row = given.select_related("assessment").order_by("-assessment__as_at", "-at", "-pk").first()
    if row is None:
        return ""
    return level_of(version(row.assessment.instrument, row.assessment.version).ranks[row.band])
