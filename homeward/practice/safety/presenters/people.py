"""Safe contacts, letters and challenges in plain words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.practice.safety.models import Challenge, SafeContact
from homeward.practice.safety.queries import challenges as challenging
from homeward.practice.safety.queries import contacts as reaching
from homeward.vocabulary.labels import label


@dataclass(frozen=True, slots=True)
class Shown:
    """One contact or one challenge as the page shows it."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    open: bool
    letters: tuple[tuple[UUID, str], ...] = ()


def contact_shown(row: SafeContact) -> Shown:
    """How somebody may be reached, from whom it is hidden, and when they were written to."""
    unsafe = row.ended_because == reaching.UNSAFE
    tag = Tag("Never use it", "red") if unsafe else Tag("Used no more") if row.ended_at else Tag("Safe", "green")
    rows = [
        Row("Where", reaching.how_of(row), tag=tag),
        Row("Hidden from", reaching.hidden_from(row)),
        Row("Written down", f"{moment_in_words(row.added_at)} by {row.by.name}"),
    ]
    title = f"{label('contact_whom', row.whom)}, by {label('contact_ways', row.way).lower()}"
    letters = tuple((each.pk, moment_in_words(each.at)) for each in row.letters.all()) if not row.ended_at else ()
    return Shown(row.pk, title, tuple(each for each in rows if each.value), row.ended_at is None, letters)


def challenge_shown(row: Challenge, *, today: date) -> Shown:
    """What was said to be wrong, and what was answered."""
    answers = list(row.answers.all())
    late = not answers and row.due_on < today
    tag = Tag("Late", "red") if late else Tag("Answered", "green") if answers else Tag("Waits for an answer", "yellow")
    rows = [
        Row("In their words", challenging.words_of(row)),
        Row("Said on", day_in_words(row.raised_on), note=f"Written down by {row.by.name}"),
        Row("To be answered by", day_in_words(row.due_on), tag=tag),
        *(
            Row(
                label("challenge_outcomes", each.outcome),
                challenging.answer_of(each),
                note=f"Told on {day_in_words(each.told_on)} by {each.by.name}",
            )
            for each in answers
        ),
    ]
    title = f"{label('challenge_by', row.raised_by)}, about {label('challenge_about', row.about).lower()}"
    return Shown(row.pk, title, tuple(rows), not answers)
