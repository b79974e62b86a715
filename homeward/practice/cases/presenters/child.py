"""What a case knows of the child, in the words and shapes that the page kit prints."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.practice.cases.models import Analysis, CommunicationNeed, FamilyTold, HouseholdMember, Voice
from homeward.practice.cases.models.child import Written
from homeward.practice.cases.queries import text_in
from homeward.vocabulary.labels import label

MEMBERS = ("Who", "To the child", "Lives with the child", "Parental responsibility", "Written by")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing written, which may be withdrawn: `what` and `id` say which."""

    what: str
    id: UUID
    title: str
    rows: tuple[Row, ...]


def written_by(row: Written) -> Row:
    """Who wrote a row, and when."""
    return Row("Written by", f"{row.by.name}, {row.by.agency.name}", note=moment_in_words(row.recorded_at))


def voices_shown(voices: list[Voice]) -> list[Note]:
    """What the child said, the latest first."""
    return [
        Note(
            "voice", each.pk, day_in_words(each.on),
            (
                Row("In the child’s words", text_in(each, "words")),
                Row("How", label("voice_ways", each.how)),
                written_by(each),
            ),
        )
        for each in voices
    ]  # fmt: skip


def members_table(members: list[HouseholdMember]) -> Table:
    """The family and the household."""
    return Table(
        caption="Family and household",
        columns=tuple(map(Column, MEMBERS)),
        rows=tuple(
            (
                Cell(text_in(each, "name"), note=text_in(each, "note")),
                Cell(label("household_relations", each.relation), note=_span(each)),
                Cell(label("said_or_not", each.lives_with)),
                Cell(label("said_or_not", each.responsible)),
                Cell(each.by.name),
            )
            for each in members
        ),
        empty="Nobody has written down who is of the family.",
        hide_caption=True,
    )


def _span(each: HouseholdMember) -> str:
    since = f"since {day_in_words(each.since)}" if each.since else ""
    until = f"until {day_in_words(each.until)}" if each.until else ""
    return " ".join(filter(None, (since, until)))


def needs_rows(needs: list[CommunicationNeed], *, classes: Collection[str]) -> tuple[Row, ...]:
    """How the child understands and is understood, as it stands."""
    if not needs:
        return ()
    row = needs[0]
    rows = [
        Row("Language", row.language),
        Row("Interpreter needed", label("said_or_not", row.interpreter)),
        Row("What helps", row.helps),
    ]
    if "protected-characteristics" in classes:
        rows.append(Row("Disability or condition", text_in(row, "disability")))
    return (*rows, written_by(row))


def told_rows(told: list[FamilyTold], case: UUID) -> tuple[Row, ...]:
    """Whether the family was told of one case, as it stands."""
    row = next((each for each in told if each.case_id == case), None)
    if row is None:
        return (Row("Family told", "Nobody has said yet", tag=Tag("To be said", "yellow")),)
    when = day_in_words(row.on) if row.on else ""
    return (
        Row("Family told", "Yes" if row.told == "yes" else "No", note=when or label("family_not_told", row.why_not)),
        Row("Whom, how, or why not", text_in(row, "words")),
        written_by(row),
    )


def analyses_shown(analyses: list[Analysis]) -> list[Note]:
    """What authors made of the chronology."""
    return [
        Note(
            "analysis", each.pk,
            day_in_words(each.since) + (f" to {day_in_words(each.until)}" if each.until else ""),
            (Row("Analysis", text_in(each, "words")), written_by(each)),
        )
        for each in analyses
    ]  # fmt: skip
