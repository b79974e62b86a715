"""Referrals to the National Referral Mechanism in plain words, on the page, as text and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import NrmReferral
from homeward.practice.cases.queries import text_in
from homeward.practice.cases.queries.nrm import limits_on, missing_of, plain, questions_asked, standing_answers
from homeward.practice.cases.rules import nrm as rules
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import QuestionEntry

TAGS = {
    "draft": Tag("Being prepared", "yellow"),
    "sent": Tag("Sent", "blue"),
    "reasonable-positive": Tag("Reasonable grounds: positive", "green"),
    "reasonable-negative": Tag("Reasonable grounds: negative", "red"),
    "conclusive-positive": Tag("Conclusive grounds: positive", "green"),
    "conclusive-negative": Tag("Conclusive grounds: negative", "red"),
    "withdrawn": Tag("Withdrawn", "grey"),
}
NOT_ANSWERED = "Not answered"
SHIELDED = "Left out: a shield covers where the person is. Tell the decider by telephone."


@dataclass(frozen=True, slots=True)
class Shown:
    """One referral as its list shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    is_draft: bool


def referral_shown(row: NrmReferral, *, at: datetime) -> Shown:
    """One referral: who decides, what became of it, and what is due."""
    steps = plain(row)
    standing = rules.standing_of_referral(steps)
    rows = [
        Row("Stands", "", tag=TAGS.get(standing, Tag(standing.replace("-", " ").capitalize()))),
        Row("Decided by", label("nrm_decider", row.decider)),
        Row("Begun by", f"{row.begun_by.name}, {moment_in_words(row.begun_at)}"),
        *_due(row, steps, london_day(at)),
    ]
    rows += [
        Row(
            label("nrm_steps", each.kind),
            ", ".join(
                filter(None, (day_in_words(each.on), label("nrm_decision", each.outcome) if each.outcome else ""))
            ),
            lines=(),
            note=". ".join(filter(None, (each.reference, text_in(each, "words"), f"Written by {each.by.name}"))),
        )
        for each in row.steps.all()
    ]
    begun = day_in_words(london_day(row.begun_at))
    return Shown(row.pk, f"Referral begun on {begun}", tuple(rows), standing == "draft")


def _due(row: NrmReferral, steps: Sequence[rules.Step], today: date) -> list[Row]:
    limits, standing = limits_on(today), rules.standing_of_referral(steps)
    sent = next((step.on for step in steps if step.kind == rules.SUBMITTED), None)
    if sent and standing == "sent":
        due = rules.reasonable_due(sent, row.decider, limits, bank_holidays())
        late = Tag("Late", "red") if today > due else Tag("Waiting", "yellow")
        return [Row("Reasonable grounds due by", day_in_words(due), tag=late)]
    if standing == "reasonable-positive":
        first = rules.conclusive_from(steps, row.decider, limits)
        return [Row("Conclusive grounds no sooner than", day_in_words(first), note="There is no last day for it.")]
    return []


def answer_in_words(question: QuestionEntry, text: str) -> str:
    """An answer as it is read, with the words of whatever was chosen."""
    if question.answer == "yes-no":
        return label("said_or_not", text) if text else ""
    if question.answer in ("choice", "several"):
        return ", ".join(label(question.choices_in, code) for code in text.split(";") if code)
    if question.answer == "date":
        return day_in_words(date.fromisoformat(text)) if text else ""
    return text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a referral: its code, its title, what stands in it, and how many answers are still needed."""

    code: str
    title: str
    rows: tuple[Row, ...]
    lacks: int


def parts_of(row: NrmReferral, *, at: datetime) -> list[Part]:
    """Every part with what stands in it."""
    answers, lacking = standing_answers(row), {each.code for each in missing_of(row, at=at)}
    asked = questions_asked(row, at=at)
    hidden = {each.code for each in load_whole("nrm_form").entries} - {each.code for each in asked}
    found = []
    for entry in load_whole("nrm_sections").entries:
        own = [each for each in asked if each.group == entry.code]
        rows = [Row(each.label, answer_in_words(each, answers.get(each.code, "")) or NOT_ANSWERED) for each in own]
        if entry.code == "others" and "current-location" in hidden:
            rows.append(Row("Where is the person now?", SHIELDED))
        found.append(Part(entry.code, entry.label, tuple(rows), sum(each.code in lacking for each in own)))
    return found


def lacking_words(row: NrmReferral, *, at: datetime) -> list[str]:
    """What must still be answered."""
    return [each.label for each in missing_of(row, at=at)]


def as_text(row: NrmReferral, *, at: datetime) -> str:
    """The whole referral as plain text, to be copied into the government's form part by part."""
    lines = ["Referral to the National Referral Mechanism", "OFFICIAL-SENSITIVE", ""]
    for part in parts_of(row, at=at):
        lines += [part.title.upper(), ""]
        for each in part.rows:
            lines += [each.label, each.value, ""]
    return "\n".join(lines)
