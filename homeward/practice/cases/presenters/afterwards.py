"""Factors, the handover before eighteen, and adults met on the way, in the words and shapes of the page kit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.practice.cases.models import AdultReferral, FactorAnswer, Transition
from homeward.practice.cases.presenters.child import Note, written_by
from homeward.practice.cases.queries import text_in
from homeward.practice.cases.rules.afterwards import BY_SIGN, Facts, eighteenth_birthday, suggested, transition_stands
from homeward.vocabulary.labels import label

STANDS = {
    "not-known": Tag("No birth date", "grey"),
    "early": Tag("Not yet due", "grey"),
    "plan": Tag("A plan is due", "yellow"),
    "handover": Tag("Planned: see it accepted", "yellow"),
    "accepted": Tag("Accepted", "green"),
    "late": Tag("Eighteen, and not accepted", "red"),
}


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor that the record suggests for one case."""

    id: str
    title: str
    rows: tuple[Row, ...]


def factors_shown(facts: Facts, answers: Mapping[str, FactorAnswer], recorded: Collection[str]) -> list[Factor]:
    """Each factor that the record suggests or a worker answered for, with whether an assessment holds it."""
    told = suggested(facts)
    codes = sorted({*told, *answers}, key=lambda code: (len(code), code))
    return [
        Factor(
            code,
            f"{code}: {label('cin_assessment_factors', code)}",
            (
                Row(
                    "Suggested by", "; ".join(_because(why, facts) for why in told.get(code, ())) or "A worker’s answer"
                ),
                Row("In a completed assessment of the last year", "Yes" if code in recorded else "No"),
                *_answer(answers.get(code)),
            ),
        )
        for code in codes
    ]


def _because(why: str, facts: Facts) -> str:
    if why == "absences":
        return f"missing {counted(facts.absences, 'time')} in a year"
    if why == "referred":
        return "a referral to the National Referral Mechanism was sent"
    if why in BY_SIGN:
        return f"noticed in the last year: {label('exploitation_indicators', why).lower()}"
    return f"the case names {label('exploitation_forms', why).lower()}"


def _answer(answer: FactorAnswer | None) -> list[Row]:
    if answer is None:
        return [Row("Answer", "", tag=Tag("To be answered", "yellow"))]
    tag = Tag("Accepted", "green") if answer.accepted else Tag("Refused", "grey")
    return [Row("Answer", answer.by.name, tag=tag, note=text_in(answer, "words"))]


def transition_rows(born: date | None, steps: list[Transition], *, today: date, days_before: int) -> tuple[Row, ...]:
    """When the child is eighteen, and how the handover stands."""
    stands = transition_stands(born, [each.kind for each in steps], today=today, days_before=days_before)
    birthday = day_in_words(eighteenth_birthday(born)) if born else "Not known"
    return (Row("Eighteen on", birthday), Row("Handover to adult services", "", tag=STANDS[stands]))


def steps_shown(steps: list[Transition]) -> list[Note]:
    """What was done towards it."""
    return [
        Note(
            "transition", each.pk, f"{label('transition_steps', each.kind)}, {day_in_words(each.on)}",
            (Row("With whom, and what was agreed", text_in(each, "words")), written_by(each)),
        )
        for each in steps
    ]  # fmt: skip


def adults_shown(rows: list[AdultReferral]) -> list[Note]:
    """Adults who were met on the way and referred."""
    return [
        Note(
            "adult", each.pk, text_in(each, "who"),
            (
                Row("Where", text_in(each, "where")),
                Row("Concern", text_in(each, "words")),
                Row("Agreed", label("said_or_not", each.agreed)),
                Row("Sent to", each.sent_to, note=", ".join(filter(None, (each.reference, day_in_words(each.on))))),
                written_by(each),
            ),
        )
        for each in rows
    ]  # fmt: skip
