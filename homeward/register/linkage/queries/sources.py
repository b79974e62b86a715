"""One child's sources: what each says, whose word is shown, what was taken to be theirs on a day, and what may be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.foundation.london import LONDON
from homeward.register.access.queries import may, visible
from homeward.register.access.rules import Viewer
from homeward.register.linkage.models import Change, DisplayChoice, Membership, Profile, ReviewItem
from homeward.register.linkage.queries.replaying import memberships_known_at
from homeward.register.linkage.queries.reviewing import questions_about, unveiled
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject

POSSIBLE = ("possible", "twin", "id-conflict")
SHOWN_AT_MOST = 5


@dataclass(frozen=True)
class Possible:
    """Another record that may be of the same child; its question only for whoever settles such questions."""

    question: ReviewItem
    other: Profile
    may_settle: bool
    may_open: bool


def choices_on(child: UUID) -> dict[str, DisplayChoice]:
    """Whose word on each fact a worker last chose to show; in one statement."""
    rows = DisplayChoice.objects.filter(subject=child).select_related("by", "profile__agency").order_by("at", "pk")
    return {row.field: row for row in rows}


def choice_before(choice: DisplayChoice) -> DisplayChoice | None:
    """What was chosen before a choice, if anything was."""
    rows = DisplayChoice.objects.filter(subject=choice.subject_id, field=choice.field, at__lte=choice.at)
    return rows.exclude(pk=choice.pk).order_by("-at", "-pk").first()


def choice_made(pk: UUID, *, child: UUID) -> DisplayChoice | None:
    """One choice about a child, so that it can be undone."""
    return DisplayChoice.objects.filter(pk=pk, subject=child).first()


def known_on(child: UUID, day: date) -> list[Membership]:
    """What was taken to be this child's at the end of a day, those of a record joined to it since as well."""
    last = datetime.combine(day, datetime.max.time(), tzinfo=LONDON)
    subjects = [child, *Subject.objects.filter(retired_into=child).values_list("pk", flat=True)]
    rows = memberships_known_at(last).filter(subject__in=subjects)
    return list(rows.select_related("profile__agency").order_by("profile", "-recorded_at"))


def changes_to(child: UUID) -> list[Change]:
    """Every merge and split that this child was part of, undone ones too, the latest first."""
    rows = Change.objects.filter(Q(subject=child) | Q(other=child), kind__in=("merge", "split"))
    return list(rows.select_related("by", "confirmed_by", "undone_by").order_by("-pk"))


def possibly_also(child: UUID, *, viewer: Viewer, at: datetime) -> list[Possible]:
    """Other records that may be of this child, as far as this viewer may know of them, in two statements.

    Whoever settles questions sees each. Anybody else sees only a record that they may open as well, so that this tells
    nobody of a child they have nothing to do with.
    """
    settles = may(viewer, "linkage.review", field_class="core").allowed
    rows = questions_about(child, viewer=viewer).filter(kind__in=POSSIBLE)
    asked = [row for row in rows[:SHOWN_AT_MOST] if row.a.subject_id != row.b.subject_id]
    others = {row.pk: row.b if row.a.subject_id == child else row.a for row in asked}
    ids = [each.subject_id for each in others.values()]
    people = Person.objects.filter(visible(viewer, "child.open", at=at), unveiled(viewer, "pk"), pk__in=ids)
    openable = set(people.values_list("pk", flat=True)) if ids else set()
    found = [Possible(row, others[row.pk], settles, others[row.pk].subject_id in openable) for row in asked]
    return [each for each in found if each.may_settle or each.may_open]
