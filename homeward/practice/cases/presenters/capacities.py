"""The capacities in which a child stands, in the words and shapes that the page kit prints."""

from datetime import date

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import day_in_words
from homeward.practice.cases.models import JusticeCapacity, SafeguardingCapacity
from homeward.practice.cases.models.capacities import Capacity
from homeward.practice.cases.presenters.child import Note, written_by
from homeward.practice.cases.queries import text_in
from homeward.vocabulary.labels import label


def prompt_in_words(code: str) -> str:
    """The prompt of section 45, in the words of its list; nothing where it does not come."""
    return label("section_45_prompts", code) if code else ""


def _rows(row: Capacity, today: date) -> list[Row]:
    now = row.until is None or row.until > today
    until = day_in_words(row.until) if row.until else "Not ended"
    return [
        Row("Since", day_in_words(row.since)),
        Row("Until", until, tag=Tag("Now", "blue") if now else None),
        Row("Reference", row.reference or "None"),
        Row("What the next worker must know", text_in(row, "words") or "Nothing more"),
        written_by(row),
    ]


def safeguarding_shown(rows: list[SafeguardingCapacity], *, today: date) -> list[Note]:
    """In what capacity the child is safeguarded."""
    return [
        Note("safeguarding", row.pk, label("safeguarding_roles", row.role), tuple(_rows(row, today))) for row in rows
    ]


def _matter(row: JusticeCapacity) -> str:
    return label("offence_group", row.offence) if row.offence else "Not said"


def justice_shown(rows: list[JusticeCapacity], *, today: date) -> list[Note]:
    """What the child is in a criminal matter."""
    return [
        Note(
            "justice", row.pk, label("justice_roles", row.role),
            (Row("Kind of matter", _matter(row)), *_rows(row, today)),
        )
        for row in rows
    ]  # fmt: skip
