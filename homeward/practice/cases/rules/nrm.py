"""What a referral to the National Referral Mechanism still lacks, which step may come next, and when each is due.

Source: Home Office, modern slavery statutory guidance for England and Wales; devolving child decision making pilot,
guidance version 6, November 2023. A child is referred without consent; an adult with it. Days and holidays are passed
in. There is no last day for conclusive grounds, and none is invented.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.foundation.working_days import add_working_days
from homeward.vocabulary.shapes import QuestionEntry

PANEL = "local-panel"
SUBMITTED, REASONABLE, CONCLUSIVE, WITHDRAWN = "submitted", "reasonable", "conclusive", "withdrawn"
ASKED_AGAIN, RECONSIDERED, GUARDIAN_ASKED = "reconsideration", "reconsidered", "guardian-asked"
POSITIVE, NEGATIVE = "positive", "negative"


@dataclass(frozen=True)
class Step:
    """One thing that became of a referral."""

    kind: str
    on: date
    outcome: str = ""


@dataclass(frozen=True)
class Limits:
    """How long each may take, as the limits stood."""

    reasonable_working_days: int
    panel_days: int
    conclusive_least_days: int


def asked(question: QuestionEntry, *, under_18: bool, shielded: bool) -> bool:
    """Whether a question is asked of this person here. What tells where a shielded child is, is never kept."""
    if question.tells_where and shielded:
        return False
    return question.asked_of in ("all", "child" if under_18 else "adult")


def missing(
    questions: Sequence[QuestionEntry], answers: Mapping[str, str], *, under_18: bool, shielded: bool
) -> list[QuestionEntry]:
    """The questions that must be answered and are not yet."""
    return [
        each
        for each in questions
        if each.needed and asked(each, under_18=under_18, shielded=shielded) and not answers.get(each.code, "").strip()
    ]


def too_many(question: QuestionEntry, text: str) -> bool:
    """Whether an answer has more lines than the form has room for."""
    return 0 < question.most_lines < sum(bool(line.strip()) for line in text.splitlines())


def outcome_of(kind: str, steps: Sequence[Step]) -> str:
    """What was decided last in a decision of this kind, a reconsideration of it counted; nothing where it waits."""
    decided = [step.outcome for step in steps if step.kind in (kind, RECONSIDERED) and step.outcome]
    return decided[-1] if any(step.kind == kind for step in steps) else ""


def may_come(kind: str, on: date, steps: Sequence[Step], *, decider: str, limits: Limits) -> bool:
    """Whether a step may come on this day, after those there are.

    Nothing comes before it was sent, or after it was withdrawn; conclusive grounds follow positive reasonable grounds,
    and no sooner than the law's days unless a local panel decides both.
    """
    said = {step.kind for step in steps}
    if kind == SUBMITTED or SUBMITTED not in said or WITHDRAWN in said:
        return kind == SUBMITTED and not said
    if on < max(step.on for step in steps if step.kind == SUBMITTED):
        return False
    if kind in (REASONABLE, CONCLUSIVE) and kind in said:
        return False
    if kind == CONCLUSIVE:
        return outcome_of(REASONABLE, steps) == POSITIVE and on >= conclusive_from(steps, decider, limits)
    if kind == ASKED_AGAIN:
        return NEGATIVE in {step.outcome for step in steps}
    return kind != RECONSIDERED or ASKED_AGAIN in said


def conclusive_from(steps: Sequence[Step], decider: str, limits: Limits) -> date:
    """The first day on which conclusive grounds may be decided."""
    positive = [step.on for step in steps if step.kind in (REASONABLE, RECONSIDERED) and step.outcome == POSITIVE]
    if not positive:
        return date.max
    return positive[-1] if decider == PANEL else positive[-1] + timedelta(days=limits.conclusive_least_days)


def reasonable_due(sent: date, decider: str, limits: Limits, holidays: AbstractSet[date]) -> date:
    """The last day on which reasonable grounds are decided in time."""
    if decider == PANEL:
        return sent + timedelta(days=limits.panel_days)
    return add_working_days(sent, limits.reasonable_working_days, holidays)


def standing_of_referral(steps: Sequence[Step]) -> str:
    """How a referral stands: `draft`, `sent`, `reasonable-…`, `conclusive-…` with its outcome, or `withdrawn`."""
    said = {step.kind for step in steps}
    if WITHDRAWN in said:
        return WITHDRAWN
    for kind in (CONCLUSIVE, REASONABLE):
        if kind in said:
            return f"{kind}-{outcome_of(kind, steps)}"
    return "sent" if SUBMITTED in said else "draft"
