"""Discussions and clocks in plain words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import NotificationClock, StrategyDiscussion, StrategyOutcome
from homeward.practice.cases.queries import reason_of, reasons_of, why_not, words_of
from homeward.practice.cases.rules import HELD, NOT_NEEDED, standing_of
from homeward.practice.missing.models import TriggerFiring
from homeward.vocabulary.labels import label

COLOURS = {
    "waiting": "yellow", "late": "red", "held": "green", "notified": "green", "sent": "blue", "acknowledged": "green",
}  # fmt: skip
WORDS = {"not-needed": "Not needed", "not-required": "Not required"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One discussion or one clock as the page shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    earlier: int


def tag_of(standing: str) -> Tag:
    """How something stands, as a tag."""
    return Tag(WORDS.get(standing, standing.capitalize()), COLOURS.get(standing, "grey"))


def discussion_shown(row: StrategyDiscussion, *, today: date) -> Shown:
    """One discussion: why and when it was asked for, when it is due, and what came of it."""
    outcomes: list[StrategyOutcome] = list(row.outcomes.all())
    last = outcomes[0] if outcomes else None
    ended = "" if last is None else NOT_NEEDED if last.decision == NOT_NEEDED else HELD
    standing = standing_of(row.due_on, ended=ended, ended_on=last.held_on if last else None, today=today)
    rows = [
        Row("Asked for", f"{moment_in_words(row.asked_at)} by {row.asked_by.name}"),
        Row("Why", reason_of(row)),
        Row("A trigger had asked", label("missing_triggers", row.firing.trigger) if row.firing else ""),
        Row("Due by", day_in_words(row.due_on), tag=tag_of(standing)),
    ]
    title = f"Asked for on {day_in_words(london_day(row.asked_at))}"
    return Shown(
        row.pk, title, tuple(each for each in [*rows, *_outcome(last)] if each.value), max(len(outcomes) - 1, 0)
    )


def _outcome(last: StrategyOutcome | None) -> list[Row]:
    if last is None:
        return []
    agencies = ", ".join(label("strategy_agencies", code) for code in last.took_part.split(";") if code)
    return [
        Row("Held on", day_in_words(last.held_on) if last.held_on else ""),
        Row("Who took part", agencies),
        Row("Decided", label("strategy_decisions", last.decision)),
        Row("Why so", reasons_of(last)),
        Row("Written by", f"{last.by.name}, {moment_in_words(last.recorded_at)}"),
    ]


def clock_shown(row: NotificationClock, *, today: date) -> Shown:
    """One clock: what happened, from when, until when, and how it ended."""
    steps = list(row.steps.all())
    last = steps[0] if steps else None
    standing = standing_of(row.due_on, ended=last.kind if last else "", ended_on=last.on if last else None, today=today)
    rows = [
        Row("Known on", day_in_words(row.known_on)),
        Row("What is known", words_of(row)),
        Row("Notification due by", day_in_words(row.due_on), tag=tag_of(standing)),
        Row("Opened by", f"{row.by.name}, {moment_in_words(row.opened_at)}"),
    ]
    if last:
        rows.append(Row("Ended", f"{day_in_words(last.on)} by {last.by.name}", note=last.reference or why_not(last)))
    return Shown(row.pk, label("notification_kinds", row.kind), tuple(rows), max(len(steps) - 1, 0))


def firing_rows(firings: list[TriggerFiring]) -> tuple[Row, ...]:
    """The triggers that the child's absences met."""
    return tuple(Row(label("missing_triggers", each.trigger), moment_in_words(each.at)) for each in firings)
