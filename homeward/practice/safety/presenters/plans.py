"""A plan as its page shows it to the hub, and as it is printed for the family."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named
from homeward.practice.safety.models import Plan, PlanAction, PlanVersion
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.rules import ENDS, SECTIONS, Fit, family_sections, standing_of
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

STANDS = {
    "ended": Tag("Ended"),
    "no-owner": Tag("Whoever answered for it has left", "red"),
    "review-late": Tag("To be looked at again: late", "red"),
    "late": Tag("Something is late", "yellow"),
    "stands": Tag("Stands", "green"),
}
COLOURS = {"open": "yellow", "tried": "blue", "granted": "green", "done": "green", "refused": "red"}
SURE = {"unconfirmed": " (not checked in the law itself)", "secondary": " (as others tell it)"}
CONTEXT_PARTS = ("outcomes", "if-missing", "contingency")


@dataclass(frozen=True, slots=True)
class Done:
    """What is to be done, as the page shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    state: str
    measure: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One plan as the page shows it."""

    id: UUID
    title: str
    standing: str
    rows: tuple[Row, ...]
    parts: tuple[Row, ...]
    done: tuple[Done, ...]
    reviews: tuple[Row, ...]
    earlier: tuple[Row, ...]
    ended: bool


def standing(plan: Plan, *, today: date) -> str:
    """How a plan stands."""
    return standing_of(
        owner_left=plan.owner.left_on is not None, ended=plan.ended_at is not None, review_on=queries.review_day(plan),
        overdue=queries.still_due(plan), today=today,
    )  # fmt: skip


def plan_shown(plan: Plan, *, today: date, address: Callable[..., str] | None = None) -> Shown:
    """One plan: how it stands, what it says, what is done of it, and what was said of it when it was looked at.

    `address` gives the addresses of whomever it is of, so that an earlier version can be opened.
    """
    version = plan.versions.all()[0]
    stands = standing(plan, today=today)
    return Shown(
        plan.pk,
        f"Plan of {day_in_words(london_day(plan.begun_at))}",
        stands,
        tuple(each for each in _about(plan, version, stands) if each.value or each.tag),
        tuple(_parts(version, [each.code for each in load_whole(SECTIONS).entries])),
        tuple(done_shown(row, today=today) for row in plan.actions.all()),
        tuple(
            Row(day_in_words(row.on), queries.words_of(row), note=f"{row.by.name}. Next: {day_in_words(row.next_on)}")
            for row in plan.reviews.all()
        ),
        tuple(
            Row(
                f"Version {row.number}",
                moment_in_words(row.at),
                href=address("plan_version", plan.pk, row.number) if address else "",
                note=row.by.name,
            )
            for row in plan.versions.all()[1:]
        ),
        plan.ended_at is not None,
    )


def _about(plan: Plan, version: PlanVersion, stands: str) -> list[Row]:
    left = f"Left on {day_in_words(plan.owner.left_on)}" if plan.owner.left_on else ""
    return [
        Row("How it stands", tag=STANDS[stands]),
        Row("Who answers for it", plan.owner.name, note=left),
        Row("Agreed by", label("plan_agreed", version.agreed), note=queries.why_not(version)),
        Row("Looked at again", day_in_words(queries.review_day(plan))),
        Row("Written", f"{moment_in_words(version.at)} by {version.by.name}", note=f"Version {version.number}"),
        Row("Why it ended", queries.ending_of(plan)),
    ]


def _parts(version: PlanVersion, codes: Sequence[str]) -> list[Row]:
    said = queries.sections_of(version)
    return [Row(label(SECTIONS, code), lines=tuple(said[code].splitlines())) for code in codes if said.get(code)]


def done_shown(row: PlanAction, *, today: date) -> Done:
    """What is to be done: by whom, by when, how it stands and what came of it."""
    state = queries.state_of(row)
    late = state not in ENDS and row.due_on < today
    tag = Tag("Late", "red") if late else Tag(label("plan_action_states", state), COLOURS.get(state, "grey"))
    rows = [
        Row("Who", queries.who_of(row), note=row.agency.name),
        Row("By", day_in_words(row.due_on), tag=tag),
        *(
            Row(
                label("plan_action_states", each.state),
                day_in_words(each.on),
                note=_said(queries.note_of(each), each.by.name),
            )
            for each in row.steps.all()
        ),
    ]  # fmt: skip
    if row.measure:
        rows.insert(0, Row("Power", label("disruption_measures", row.measure)))
    return Done(row.pk, queries.what_of(row), tuple(rows), state, bool(row.measure))


def _said(note: str, name: str) -> str:
    return ". ".join(each for each in (note.rstrip("."), name) if each)


def context_shown(context: Context, plans: Sequence[Plan], *, today: date) -> list[Shown]:
    """The plans of a place or a group as a child's own page shows them: what is to come of them, and what is done."""
    found = []
    for plan in plans:
        if plan.subject_id != context.pk or plan.ended_at is not None:
            continue
        shown = plan_shown(plan, today=today)
        parts = tuple(_parts(plan.versions.all()[0], CONTEXT_PARTS))
        found.append(replace(shown, title=context_named(context), parts=parts, reviews=(), earlier=()))
    return found


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was written once."""

    title: str
    rows: tuple[Row, ...]
    parts: tuple[Row, ...]


def version_shown(plan: Plan, version: PlanVersion) -> Version:
    """One version: who wrote it and agreed to it, what was known then, and each of its parts."""
    known = tuple(label("disruption_facts", code) for code in version.facts.split(";") if code)
    latest = Tag("The latest") if plan.versions.all()[0].number == version.number else None
    rows = (
        Row("Written", f"{moment_in_words(version.at)} by {version.by.name}", tag=latest),
        Row("Agreed by", label("plan_agreed", version.agreed), note=queries.why_not(version)),
        Row("To be looked at again", day_in_words(version.review_on)),
        Row("Known of who exploits", "" if known else "Nothing", bullets=known),
    )
    codes = [each.code for each in load_whole(SECTIONS).entries]
    return Version(f"Version {version.number}", rows, tuple(_parts(version, codes)))


@dataclass(frozen=True, slots=True)
class ForFamily:
    """A plan as it is printed for the family: parts and actions that were said to be theirs, and nothing else."""

    parts: tuple[Row, ...]
    done: Table
    review: str


def for_family(plan: Plan) -> ForFamily:
    """What a family is handed. It is made of a list of what they see, so that what is new is left out until said."""
    version = plan.versions.all()[0]
    rows = [row for row in plan.actions.all() if row.for_family and not row.measure]
    table = Table(
        caption="What we do",
        columns=(Column("What"), Column("Who"), Column("By")),
        rows=tuple(
            (
                Cell(queries.what_of(row)),
                Cell(f"{queries.who_of(row)}, {row.agency.name}"),
                Cell(day_in_words(row.due_on)),
            )
            for row in rows
            if queries.state_of(row) not in ENDS
        ),
        empty="Nothing is waiting to be done.",
        hide_caption=True,
    )  # fmt: skip
    return ForFamily(tuple(_parts(version, family_sections())), table, day_in_words(queries.review_day(plan)))


def measures_rows(found: Sequence[Fit], tried: Collection[str]) -> tuple[Row, ...]:
    """The powers against whoever exploits, those that fit first: who holds each, and what is not known yet."""
    return tuple(
        Row(
            each.measure.label,
            each.measure.description,
            bullets=(
                f"Held by: {each.measure.held_by}",
                f"Rests on: {each.measure.statute}{SURE.get(each.measure.sure, '')}",
                *_lacking(each),
            ),
            tag=_tag(each, tried),
        )
        for each in found
    )


def _tag(each: Fit, tried: Collection[str]) -> Tag:
    if each.measure.code in tried:
        return Tag("In the plan", "blue")
    return Tag("Fits what is known", "green") if each.fits else Tag("Not enough is known")


def _lacking(each: Fit) -> tuple[str, ...]:
    if each.fits:
        return ()
    return (f"Not known: {'; '.join(label('disruption_facts', code).lower() for code in each.lacking)}",)


def plans_table(plans: Sequence[Plan], *, today: date) -> Table:
    """Standing plans, with how each stands."""
    return Table(
        caption="Safety plans",
        columns=(Column("For"), Column("How it stands"), Column("Who answers for it"), Column("Looked at again")),
        rows=tuple(
            (
                Cell(_named(plan), href=_page_of(plan)),
                Cell(tag=STANDS[standing(plan, today=today)]),
                Cell(plan.owner.name),
                Cell(day_in_words(queries.review_day(plan))),
            )
            for plan in plans
        ),
        empty="No plan of yours stands. One is begun on the page of a child’s safety plan, once a case is open.",
        hide_caption=True,
    )


def panel_of(plans: Sequence[Plan], *, today: date) -> Table:
    """The standing plans of one child, for the page of the child's record."""
    return Table(
        caption="Safety plan",
        columns=(Column("Begun"), Column("How it stands"), Column("Who answers for it"), Column("Looked at again")),
        rows=tuple(
            (
                Cell(day_in_words(london_day(plan.begun_at)), href=reverse("child_plan", args=[plan.subject_id])),
                Cell(tag=STANDS[standing(plan, today=today)]),
                Cell(plan.owner.name),
                Cell(day_in_words(queries.review_day(plan))),
            )
            for plan in plans
        ),
        empty="No safety plan stands. One is written on an open case, with the child and the family.",
        hide_caption=True,
    )


def _named(plan: Plan) -> str:
    context = getattr(plan.subject, "context", None)
    if context is not None:
        return context_named(context)
    return known_as(plan.subject.person.forename, plan.subject.person.surname) or "Name not known"


def _page_of(plan: Plan) -> str:
    is_context = getattr(plan.subject, "context", None) is not None
    return reverse("context_plan" if is_context else "child_plan", args=[plan.subject_id])
