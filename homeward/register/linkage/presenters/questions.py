"""The desk of those who settle who is who: the list of questions, what each answer will do, and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from homeward.design.evidence import Key
from homeward.design.values import Cell, Column, Figure, Link, Row, Table, Tag
from homeward.foundation.dates_in_words import clock_in_words, counted, moment_in_words, span_in_words
from homeward.foundation.london import LONDON
from homeward.register.access.rules import Viewer
from homeward.register.linkage.actions import Judged
from homeward.register.linkage.models import ReviewItem
from homeward.register.linkage.presenters.pairs import name_of
from homeward.register.linkage.queries.reviewing import CLAIM_LASTS, Verdict, Waiting, is_claimed
from homeward.vocabulary.labels import label

KINDS = dict(ReviewItem.KINDS)
KEYS = (
    Key("S", "Choose: the same child"),
    Key("D", "Choose: different children"),
    Key("U", "Choose: not sure"),
    Key("N", "Go to the next question"),
    Key("Z", "Take back what you said"),
    Key("?", "Open or close this list"),
)
SAID = {"same": "The same child", "not-same": "Different children", "unsure": "Not sure", "withdrawn": "Taken back"}
TWO_KINDS = 2
URGENT = Tag("Missing or referred", "red")


@dataclass(frozen=True, slots=True)
class Settled:
    """One judgement as a page shows it."""

    title: str
    rows: tuple[Row, ...]
    tag: Tag | None


def sections(here: str, *, may_review: bool, may_answer: bool, may_measure: bool, to_answer: int) -> tuple[Link, ...]:
    """The parts of the desk that the viewer may turn to. `to_answer` is how many proposals wait for them."""
    second = f"For a second person ({to_answer})" if to_answer else "For a second person"
    routes = (
        ("matching", "Questions", may_review),
        ("matching_proposals", second, may_answer),
        ("matching_settled", "Settled lately", may_review),
        ("matching_quality", "How well it goes", may_measure),
    )
    return tuple(Link(words, reverse(route), active=route == here) for route, words, may in routes if may)


def figures_of(waiting: Waiting) -> tuple[Figure, ...]:
    """How much waits, at a glance."""
    age = span_in_words(waiting.middle_age) if waiting.middle_age is not None else "None waits"
    return (
        Figure(f"{waiting.number:,}", "Questions open"),
        Figure(f"{waiting.urgent:,}", "About a child who is missing or referred now"),
        Figure(age, "Half of them have waited longer than this"),
    )


def queue_table(questions: Sequence[ReviewItem], *, viewer: Viewer, at: datetime) -> Table:
    """Open questions, first what is to be answered first."""
    rows = tuple(
        (
            Cell(f"{name_of(each.a)} and {name_of(each.b)}", href=reverse("matching_question", args=[each.pk])),
            Cell(KINDS[each.kind], tag=URGENT if each.touches_open_matter else None),
            Cell(span_in_words(at - each.raised_at)),
            Cell(holder_in_words(each, viewer, at=at)),
        )
        for each in questions
    )
    columns = ("Two records", "Why a person is asked", "Waiting for", "Who has it")
    return Table("Open questions", tuple(Column(each) for each in columns), rows, hide_caption=True)


def holder_in_words(question: ReviewItem, viewer: Viewer, *, at: datetime) -> str:
    """Who is at work on a question now."""
    if question.claimed_by is None or question.claimed_at is None or at >= question.claimed_at + CLAIM_LASTS:
        return "Nobody"
    return question.claimed_by.name if is_claimed(question, viewer, at=at) else "You"


def claim_in_words(question: ReviewItem) -> str:
    """Who has a question, since when, and when it falls free."""
    assert question.claimed_by is not None and question.claimed_at is not None  # asked only of a claimed one
    since, until = question.claimed_at.astimezone(LONDON), (question.claimed_at + CLAIM_LASTS).astimezone(LONDON)
    return (
        f"{question.claimed_by.name} has been looking at this pair since {clock_in_words(since.hour, since.minute)}. "
        f"It falls free at {clock_in_words(until.hour, until.minute)}."
    )


def effects_of(question: ReviewItem, *, agreeing: int) -> dict[str, str]:
    """What each answer will do, told before it is given. `agreeing` counts the kinds of fact that the two share."""
    return {
        "same": _effect_of_same(question, agreeing),
        "not-same": _effect_of_not_same(question),
        "unsure": "Nothing moves. The question is put aside, and is asked again when something new is said of either.",
    }


def is_one_child(question: ReviewItem) -> bool:
    """Whether the two stand in one child now."""
    return question.a.subject_id == question.b.subject_id


def _effect_of_same(question: ReviewItem, agreeing: int) -> str:
    if is_one_child(question):
        return "They are taken to be one child already, and stay so. The hub will not take them apart by itself."
    if agreeing < TWO_KINDS:
        return (
            f"It is kept, but joins nobody yet: {_kinds(agreeing)}, and a join needs two that do not come from one "
            "another, such as a name with a date of birth, and a number."
        )
    return (
        "Proposes to make two children’s records one. A second person must agree first; until then nothing moves. It "
        "can be undone."
    )


def outcome_of(verdict: str, done: Judged) -> tuple[str, str]:
    """What came of an answer, in words, and whether it is good news."""
    if done.conflict is not None:
        words = "Kept, and nothing moves: it contradicts what others have said. The contradiction is a question now."
        return words, "warning"
    if done.refused:
        return "Kept, and nobody is joined: fewer than two kinds of fact agree.", "warning"
    if done.proposal is not None:
        return "Kept. A second person is asked to agree; until then nothing moves.", "success"
    words = {
        "same": "Kept. They stay one child.",
        "not-same": "Kept. They stay two children, and the hub will not join them by itself.",
        "unsure": "Put aside. It is asked again when something new is said of either.",
    }
    return words[verdict], "success"


def _kinds(number: int) -> str:
    return "only one kind of fact agrees" if number == 1 else "no kind of fact agrees"


def _effect_of_not_same(question: ReviewItem) -> str:
    if is_one_child(question):
        return (
            "Proposes to take one child’s records apart. A second person must agree first; until then nothing moves. "
            "It can be undone."
        )
    return "They stay two children. The hub will not join them by itself, and will not ask again."


def verdicts_shown(verdicts: Sequence[Verdict]) -> tuple[Settled, ...]:
    """What people have said of a pair, the latest first."""
    return tuple(
        Settled(
            title=SAID[each.verdict],
            rows=(
                Row("Said by", each.by, note=moment_in_words(each.at)),
                *reason_rows(each.reason),
            ),
            tag=Tag("Stands", "green") if each.stands and each.verdict != "withdrawn" else None,
        )
        for each in verdicts
    )


def reason_rows(reason: str) -> tuple[Row, ...]:
    """A reason as it was given: the choice in words, and what was written."""
    if not reason:
        return ()
    code, _, words = reason.partition("\n")
    return (Row("Why", label("matching_reasons", code), note=words),)


def settled_table(questions: Sequence[ReviewItem]) -> Table:
    """Questions that were settled lately, the latest first."""
    rows = tuple(
        (
            Cell(f"{name_of(each.a)} and {name_of(each.b)}", href=reverse("matching_question", args=[each.pk])),
            Cell(SAID.get(each.how, each.how.replace("-", " ").capitalize() or "Settled by itself")),
            Cell(each.settled_by.name if each.settled_by else "The hub"),
            Cell(moment_in_words(each.settled_at) if each.settled_at else ""),
        )
        for each in questions
    )
    columns = ("Two records", "What was said", "By", "When")
    return Table(
        "Settled in the last 30 days",
        tuple(Column(each) for each in columns),
        rows,
        hide_caption=True,
        empty="No question has been settled in the last 30 days.",
    )


def kinds_in_words(kinds: Mapping[str, int]) -> str:
    """How many questions of each kind are open, in a sentence."""
    return ", ".join(f"{counted(number, 'question')}: {KINDS[kind].lower()}" for kind, number in kinds.items())
