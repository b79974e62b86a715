"""One concern: what was said, whom it is about, what was decided, and by when the next thing is due."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from homeward.design.values import FindCard, Link, Row, Tag
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Answer, Concern, ConcernChild, ConcernPart, Stage
from homeward.practice.frontdoor.queries.before import Before
from homeward.practice.frontdoor.queries.clocks import DISCUSSION, Running
from homeward.practice.frontdoor.queries.concerns import reason_of, words_of
from homeward.practice.frontdoor.queries.telling import words_of_answer
from homeward.practice.frontdoor.rules import standing_of
from homeward.register.linkage.queries import Search
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label

STANDS = {
    "waiting": Tag("In time", "blue"),
    "today": Tag("Due today", "yellow"),
    "late": Tag("Late", "red"),
    "in time": Tag("In time", "green"),
    "was late": Tag("Was late", "orange"),
}
STAGES = {"contact": "Contact", "initial": "Initial", "screening": "Screening", "decision": "Decision"}
STEPS_APART = {"threshold": "Is the threshold met?", "outcome": "What came of it"}
OTHER_BOXES = {"more": "Added later", "front-door": "From the front door"}
# Who told, which is read for calling back, apart from what was said of the child.
WHO_TOLD = frozenset({"name", "organisation", "contact", "lead"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A card of facts with a title."""

    id: object
    title: str
    rows: tuple[Row, ...]


def concern_title(row: Concern) -> str:
    """What a concern is called: what it is about, and since when. Never a name."""
    about = {"child": "A child", "place": "A place", "group": "A group", "worker": "Somebody who works with children"}
    return f"{about.get(row.about, 'A worry')}, {day_in_words(row.received_on)}"


def due_tag(row: Concern, *, today: date) -> Tag:
    """How the clock of the decision stands."""
    ended = london_day(row.decided_at) if row.decided_at else None
    return STANDS[standing_of(row.due_on, ended_on=ended, today=today)]


def summary_rows(row: Concern, *, today: date, told_by: str) -> tuple[Row, ...]:
    """How it came, from whom, and by when it is to be decided."""
    forms = tuple(label("exploitation_forms", each) for each in row.forms.split(";") if each)
    return (
        Row("Came", dict(Concern.CHANNELS)[row.channel], note=moment_in_words(row.sent_at or row.begun_at)),
        Row("From", told_by),
        Row("Form of exploitation", bullets=forms) if forms else Row("Form of exploitation"),
        Row("Danger now", label("said_or_not", row.in_danger) if row.in_danger else ""),
        Row("Decision due", day_in_words(row.due_on), tag=due_tag(row, today=today)),
        Row("With", row.worker.name if row.worker else "Nobody yet"),
    )


def said_rows(parts: Sequence[ConcernPart], *, who_told: bool) -> tuple[Row, ...]:
    """Everything that was said, box by box as it came. Who told only where the reader may know."""
    return tuple(
        Row(
            OTHER_BOXES.get(part.box) or label("concern_boxes", part.box),
            words_of(part),
            note=f"{part.by.name}, {moment_in_words(part.at)}" if part.by else moment_in_words(part.at),
        )
        for part in parts
        if who_told or part.box not in WHO_TOLD
    )


def stage_shown(row: Stage) -> Shown:
    """What was decided at one stage, by whom and why."""
    rows = [
        Row("Decided", label("concern_decisions", row.decision)),
        Row("Why", reason_of(row)),
        Row("By", row.by.name, note=moment_in_words(row.at)),
    ]
    if row.level:
        rows.insert(1, Row("Level of need", label("threshold_levels", row.level)))
    if row.late_because:
        rows.append(Row("Late because", label("concern_late_reasons", row.late_because)))
    return Shown(row.pk, STAGES[row.stage], tuple(rows))


def apart_stage_shown(row: Stage) -> Shown:
    """What the designated officer decided at one step, and why."""
    rows = [
        Row("Decided", label("allegation_decisions", row.decision)),
        Row("Why", reason_of(row)),
        Row("By", row.by.name, note=moment_in_words(row.at)),
    ]
    if row.late_because:
        rows.append(Row("Late because", label("concern_late_reasons", row.late_because)))
    return Shown(row.pk, STEPS_APART[row.stage], tuple(rows))


def summary_apart(row: Concern, *, today: date, due: date) -> tuple[Row, ...]:
    """How a worry about a worker came, and by when its next step is due."""
    rows = [
        Row("Came", dict(Concern.CHANNELS)[row.channel], note=moment_in_words(row.sent_at or row.begun_at)),
        Row("From", told_by(row)),
        Row("Danger now", label("said_or_not", row.in_danger) if row.in_danger else ""),
    ]
    if row.state != "decided":
        step = "Looked at again by" if row.stage else "Threshold decided by"
        rows.append(Row(step, day_in_words(due), tag=STANDS[standing_of(due, ended_on=None, today=today)]))
    return tuple(rows)


def told_by(row: Concern) -> str:
    """Who told, as far as it is known without opening what was written."""
    if row.told_by:
        return f"{row.told_by.name}, {row.agency.name}" if row.agency else row.told_by.name
    return label("concern_referrers", row.referrer) if row.referrer else ""


def before_rows(found: Sequence[Before], *, names: Mapping[UUID, str]) -> tuple[Row, ...]:
    """What came before about the same children, each with what became of it."""
    states = {
        "open": "Waits to be decided",
        "draft": "Being written",
        "aside": "Put aside",
        "told": "Told by an agency",
    }
    return tuple(
        Row(
            day_in_words(each.on),
            states.get(each.state, "") or label("concern_decisions", each.outcome),
            href=reverse("concern", args=[each.concern]) if each.concern else "",
            note=names.get(each.child, ""),
            tag=Tag("Open now", "yellow") if each.state == "open" else None,
        )
        for each in found
    )


def answer_row(row: Answer) -> Row:
    """What whoever told was answered, how and by whom."""
    lines = (label("concern_answers", row.sentence), words_of_answer(row))
    how = label("concern_answered_how", row.how)
    return Row(how, lines=tuple(filter(None, lines)), note=f"{row.by.name}, {moment_in_words(row.at)}")


KINDS = {
    "assessment": "Assessment",
    "conference": "Child protection conference",
    DISCUSSION: "Strategy discussion",
}


def clock_shown(each: Running, *, today: date, name: str, opens: bool) -> Shown:
    """One limit about one child: by when, and how it stands or ended. A discussion is written where it is held."""
    rows = [
        Row("Child", name, href=reverse("child_cases", args=[each.child]) if each.kind == DISCUSSION and opens else ""),
        Row("Counted from", day_in_words(each.since)),
        Row(
            "Due", day_in_words(each.due_on), tag=STANDS[standing_of(each.due_on, ended_on=each.ended_on, today=today)]
        ),
    ]
    if each.ended_on:
        words = "Done" if each.ended == "done" else "No longer needed"
        late = label("concern_late_reasons", each.late_because) if each.late_because else ""
        rows.append(Row(words, day_in_words(each.ended_on), note=late))
    return Shown((each.child, each.kind), KINDS[each.kind], tuple(rows))


def child_rows(
    children: Iterable[tuple[ConcernChild, bool]], *, opens: Collection[UUID], changes: bool
) -> tuple[Row, ...]:
    """The children of a concern: named to whoever may find them, and otherwise only counted.

    Whoever may change it is led to where one who was found wrongly is taken off. Those who were born on one day are
    marked, so that nobody takes one twin for the other.
    """
    children, rows = list(children), []
    born = Counter(link.person.birth_date for link, seen in children if seen and link.person.birth_date)
    for link, seen in children:
        person = link.person
        name = known_as(person.forename, person.surname) or "Name not known"
        href = reverse("record", args=[link.person_id]) if link.person_id in opens else ""
        by = f"Found by {link.added_by.name}" if link.added_by else "Told by a feed"
        off = Link("Take off", reverse("concern_child", args=[link.concern_id, link.person_id]), hidden=name)
        found = (off,) if seen and changes else ()
        words = name if seen else "A child whom you may not find"
        twin = Tag("May be twins: born on one day", "yellow") if seen and born[person.birth_date] > 1 else None
        rows.append(Row("Child", words, href=href if seen else "", note=by, actions=found, tag=twin))
    return tuple(rows)


def cards(search: Search, *, leads: Callable[[UUID], str], also: Collection[UUID], on: date) -> list[FindCard]:
    """The children who may be meant, each leading to where the concern is said to be about them."""
    return [
        FindCard(
            name=known_as(each.card.forename, each.card.surname) or "Name not known",
            href=leads(each.card.subject_id),
            age=counted(age_on(each.card.birth_date, on), "year")
            if each.card.birth_date and each.card.birth_date <= on
            else "",
            district=each.card.district,
            team=each.card.team,
            communication=each.card.communication_needs or "None recorded",
            tags=(Tag("Open at the front door", "yellow"),) if each.card.subject_id in also else (),
            action="It is about this child",
            why=each.why.why,
        )
        for each in search.found
    ]
