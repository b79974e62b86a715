"""Plans with their versions, actions and reviews, in a constant number of statements, for a page that was allowed."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from homeward.practice.cases.models import Context
from homeward.practice.safety.models import ActionStep, Affects, Plan, PlanAction, PlanReview, PlanVersion
from homeward.practice.safety.rules import ENDS
from homeward.register.access.queries import may, visible
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened
from homeward.register.people.models import CareEpisode, Person

VERSION, ACTION, STEP, REVIEW = "safety_planversion", "safety_planaction", "safety_actionstep", "safety_planreview"
UNDER_16, IN_CARE, CHILD_AGE = "child-under-16", "child-in-care", 16


def plans_of(subjects: Collection[UUID]) -> list[Plan]:
    """The plans of these children, places or groups, standing ones first, the newest first."""
    return list(_whole(Plan.objects.filter(subject__in=subjects)).order_by("ended_at", "-begun_at"))


def _whole(rows: "QuerySet[Plan]") -> "QuerySet[Plan]":
    steps = ActionStep.objects.select_related("by").order_by("number")
    done = PlanAction.objects.select_related("agency", "by").order_by("due_on", "at")
    return rows.select_related("owner", "by", "case__subject", "ended_by").prefetch_related(
        Prefetch("versions", PlanVersion.objects.select_related("by").order_by("-number")),
        Prefetch("actions", done.prefetch_related(Prefetch("steps", steps))),
        Prefetch("reviews", PlanReview.objects.select_related("by").order_by("-at")),
    )


def standing_plans(*, viewer: Viewer, at: datetime) -> "QuerySet[Plan]":
    """The standing plans that the viewer may open, those whose owner has left first, then by when they are reviewed."""
    theirs = visible(viewer, "safety.open", at=at, subject="subject_id") & Q(subject__kind="person")
    if may(viewer, "context.open", field_class="core").allowed:
        theirs |= Q(subject__context__isnull=False)
    rows = _whole(Plan.objects.filter(theirs, ended_at__isnull=True)).select_related(
        "subject__person", "subject__context"
    )
    return rows.order_by("-owner__left_on", "begun_at", "pk")


def without_owner() -> list[Plan]:
    """Standing plans whose owner has left."""
    rows = Plan.objects.filter(ended_at__isnull=True, owner__left_on__isnull=False)
    return list(rows.select_related("case__subject", "owner").prefetch_related("case__allocations__worker"))


def contexts_of(subject: UUID) -> list[tuple[Affects, Context]]:
    """The places and groups that were confirmed to touch a child, in two statements."""
    rows = list(Affects.objects.filter(person=subject, until__isnull=True).select_related("by").order_by("since"))
    found = Context.objects.in_bulk([row.context_id for row in rows])
    return [(row, found[row.context_id]) for row in rows if row.context_id in found]


def sections_of(version: PlanVersion) -> Mapping[str, str]:
    """What a version says, by part."""
    text = opened(version.sealed_sections, table=VERSION, row=version.pk, column="sections")
    found: Mapping[str, str] = json.loads(text)
    return found


def why_not(version: PlanVersion) -> str:
    """Why nobody agreed; nothing where somebody did."""
    text = version.sealed_why_not
    return opened(text, table=VERSION, row=version.pk, column="why_not") if text else ""


def what_of(row: PlanAction) -> str:
    """What is to be done."""
    return opened(row.sealed_what, table=ACTION, row=row.pk, column="what")


def who_of(row: PlanAction) -> str:
    """By whom."""
    return opened(row.sealed_who, table=ACTION, row=row.pk, column="who")


def note_of(row: ActionStep) -> str:
    """What came of it."""
    text = row.sealed_note
    return opened(text, table=STEP, row=f"{row.action_id}:{row.number}", column="note") if text else ""


def words_of(row: PlanReview) -> str:
    """What a review found."""
    return opened(row.sealed_words, table=REVIEW, row=row.pk, column="words")


def ending_of(plan: Plan) -> str:
    """Why a plan ended."""
    return opened(plan.sealed_ending, table="safety_plan", row=plan.pk, column="ending") if plan.sealed_ending else ""


def state_of(row: PlanAction) -> str:
    """How what is to be done stands."""
    steps = list(row.steps.all())
    return steps[-1].state if steps else "open"


def still_due(plan: Plan) -> list[date]:
    """When what is not done yet is due."""
    return [row.due_on for row in plan.actions.all() if state_of(row) not in ENDS]


def review_day(plan: Plan) -> date:
    """When a plan is next to be looked at: as the latest version or review says."""
    days = [(row.at, row.review_on) for row in plan.versions.all()[:1]]
    days += [(row.at, row.next_on) for row in plan.reviews.all()[:1]]
    return max(days)[1]


def facts_on_record(subject: UUID, *, on: date) -> set[str]:
    """Of the facts that a measure may need, those that the register holds: the child's age, and whether in care."""
    born = Person.objects.filter(pk=subject).values_list("birth_date", flat=True).first()
    found = set()
    if born and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < CHILD_AGE:
        found.add(UNDER_16)
    care = CareEpisode.objects.filter(person=subject, until__isnull=True)
    return found | ({IN_CARE} if care.exists() else set())
