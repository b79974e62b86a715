"""An assessment in words: each point with what it rests on, the three bands, and what the text is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.methods.disclosure.tables import ProtectedTable
from homeward.methods.instruments.scoring import asked_first, review_due
from homeward.methods.instruments.words import said_of, said_of_bounds
from homeward.practice.assessment.models import AnswerEvidence, Assessment, BandGiven, Rescored
from homeward.practice.assessment.queries import Whole, band_reason, standing_band, withdrawn_because, words_of
from homeward.practice.indicators.models import Observation
from homeward.practice.indicators.queries import names_told
from homeward.practice.indicators.rules import entry_of
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from homeward.vocabulary.instruments.loader import version, versions
from homeward.vocabulary.instruments.shapes import JUDGEMENT, Instrument, Item, ProfessionalScore
from homeward.vocabulary.labels import label

OURS = "Homeward’s own text, not any county’s, and not validated."
MOVED = {"same": "The same band", "higher": "A higher band", "lower": "A lower band", "not-comparable": "Other bands"}
LATEST = 3
HIDDEN = "An observation that you may not read"


def list_table(rows: Sequence[Assessment], route: str, subject: UUID) -> Table:
    """Every assessment with its bands, the newest first."""
    return Table(
        caption="Assessments",
        columns=tuple(map(Column, ("Instrument", "As at", "By", "Tool’s band", "Band that holds", "Look again by"))),
        rows=tuple(_line(row, route, subject) for row in rows),
        empty="No assessment yet. Choose an instrument below to begin one.",
        hide_caption=True,
    )


def panel_of(rows: Sequence[Assessment], subject: UUID) -> Table:
    """The last assessments that were finished, for the child's record."""
    done = [row for row in rows if row.done_at and not row.withdrawn_at][:LATEST]
    return Table(
        caption="Assessments",
        columns=tuple(map(Column, ("Instrument", "As at", "Band that holds"))),
        rows=tuple(
            (
                Cell(version(row.instrument, row.version).title, href=reverse("assessment", args=[subject, row.pk])),
                Cell(day_in_words(row.as_at)),
                Cell(version(row.instrument, row.version).band(standing_band(row)).title, note=OURS),
            )
            for row in done
        ),
        empty="No assessment of this child has been finished.",
        hide_caption=True,
    )


def _line(row: Assessment, route: str, subject: UUID) -> tuple[Cell, ...]:
    tool = version(row.instrument, row.version)
    href = reverse(route, args=[subject, row.pk])
    state = Tag("Withdrawn", "grey") if row.withdrawn_at else None if row.done_at else Tag("Draft", "yellow")
    standing = standing_band(row) if row.done_at else ""
    due = review_due(tool, standing, on=row.as_at) if standing and not row.withdrawn_at else None
    return (
        Cell(tool.title, href=href, tag=state),
        Cell(day_in_words(row.as_at)),
        Cell(row.by.name),
        Cell(tool.band(row.band).title if row.band else "Not finished"),
        Cell(tool.band(standing).title if standing else "Not finished"),
        Cell(day_in_words(due) if due else "No day"),
    )


def head_rows(now: Whole) -> list[Row]:
    """What was answered, by whom, as at which day, and what the text is."""
    row, tool = now.row, now.tool
    rows = [
        Row("Instrument", f"{tool.title}, version {tool.version}", note=OURS),
        Row("Validation", tool.validation),
        Row("As at", day_in_words(row.as_at), note=f"Aged {row.age} then" if row.age is not None else ""),
        Row("By", f"{row.by.name}, begun {moment_in_words(row.started_at)}"),
        Row("Finished", moment_in_words(row.done_at) if row.done_at else "A draft: it may still be changed"),
    ]
    if row.withdrawn_at and row.withdrawn_by:
        words = f"{row.withdrawn_by.name}, {moment_in_words(row.withdrawn_at)}"
        rows.append(Row("Withdrawn", words, note=withdrawn_because(row)))
    return rows


def band_rows(now: Whole) -> list[Row]:
    """The three bands, each its own, and each with why."""
    tool, result = now.tool, now.result
    total = f"{result.score} of {tool.most}. " if result.score is not None else ""
    raised = [each.title for each in tool.overrides if each.code in result.counts.overrides]
    why = f"{total}{said_of_bounds(tool, result)}" + (f" Raised by: {'; '.join(raised)}." if raised else "")
    due = review_due(tool, now.standing, on=now.row.as_at)
    return [
        Row("The tool’s band", tool.band(result.band).title, note=why),
        _given(tool, "The professional’s band", now.given.get("professional")),
        _given(tool, "The agreed band", now.given.get("agreed")),
        Row("Look at it again by", day_in_words(due) if due else "No day is set for this band"),
    ]


def _given(tool: Instrument, label: str, row: BandGiven | None) -> Row:
    if row is None:
        return Row(label, "Not given yet")
    second = f", with {row.second.name}" if row.second else ""
    by = f"{row.by.name}{second}, {moment_in_words(row.at)}"
    return Row(label, tool.band(row.band).title, note=" ".join(filter(None, (band_reason(row), by))))


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the instrument: its items, each with what its answer came to and what that rests on."""

    code: str
    title: str
    help: str
    rows: tuple[Row, ...]
    answered: str


def groups_of(now: Whole, readable: set[UUID], *, hidden: bool) -> list[Group]:
    """Every part of the instrument, in its order. Each point shows its evidence."""
    parts = {part.item: part for part in now.result.parts}
    found = []
    for group in now.tool.groups:
        rows = tuple(
            Row(item.asks, said_of(now.tool, parts[item.code]), bullets=lines_of(now, item.code, readable, hidden))
            for item in group.items
        )
        done = sum(item.code in now.answers for item in group.items)
        found.append(Group(group.code, group.title, group.help, rows, f"{done} of {len(group.items)} answered"))
    if now.tool.judgement:
        found.append(_judgement(now, readable, hidden))
    return found


def _judgement(now: Whole, readable: set[UUID], hidden: bool) -> Group:
    asked = now.tool.judgement
    assert asked is not None  # asked for only where the instrument has one
    answer = now.answers.get(JUDGEMENT)
    choice = now.tool.scale[asked.scale].by_code.get(answer.said) if answer else None
    said = choice.label if choice else "Not answered"
    row = Row(asked.asks, said, bullets=lines_of(now, JUDGEMENT, readable, hidden))
    return Group(JUDGEMENT, "The assessor’s own score", "", (row,), "1 of 1 answered" if answer else "0 of 1 answered")


def lines_of(now: Whole, item: str, readable: set[UUID], hidden: bool) -> tuple[str, ...]:
    """What the answer to one item rests on, a line for each, and who answered."""
    answer = now.answers.get(item)
    if answer is None:
        return ()
    lines = [_evidence(each, readable, hidden) for each in answer.evidence.all()]
    return (*lines, f"Answered by {answer.by.name}, {moment_in_words(answer.at)}")


def _evidence(row: AnswerEvidence, readable: set[UUID], hidden: bool) -> str:
    if row.observation_id and row.observation_id not in readable:
        return HIDDEN
    words = words_of(row) or (f"Observed by {_told_by(row.observation, hidden)}" if row.observation else "")
    return f"{words}, {days_of(row)}" if words and row.since else words or days_of(row)


def days_of(row: AnswerEvidence) -> str:
    """The days of one piece of evidence, as exactly as they are known."""
    if row.since is None:
        return "nobody says when"
    if row.last is None or row.last == row.since:
        return day_in_words(row.since)
    words = f"{day_in_words(row.since)} to {day_in_words(row.last)}"
    return words if row.exact else f"some day from {words}"


def first_asked(now: Whole) -> tuple[str, ...]:
    """What is not known and could raise the band by itself: what to find out first."""
    tool = now.tool
    found = asked_first(tool, now.result, age=now.row.age)
    return tuple(f"{tool.items[code].asks} It could bring: {tool.band(band).title}." for code, band in found[:6])


def rescored_table(rows: Sequence[Rescored], tool: Instrument) -> Table:
    """What the same answers come to under later versions, beside this result."""
    return Table(
        caption="The same answers under later versions",
        columns=(Column("Version"), Column("Band"), Column("Than before"), Column("Score", numeric=True)),
        rows=tuple(
            (
                Cell(str(row.version)),
                Cell(version(tool.code, row.version).band(row.band).title),
                Cell(MOVED[row.moved]),
                Cell("None" if row.score is None else str(row.score)),
            )
            for row in rows
        ),
        empty="No later version.",
    )


def shown_table(rows: Sequence[AuditEvent], names: dict[UUID, Worker]) -> Table:
    """Who was shown this result, under which version, and when: whom to tell where it turns out to be wrong."""
    return Table(
        caption="Who was shown this result",
        columns=(Column("Who"), Column("Agency"), Column("When"), Column("Under which version")),
        rows=tuple(
            (
                Cell(names[row.worker_id].name if row.worker_id in names else "A worker"),
                Cell(names[row.worker_id].agency.name if row.worker_id in names else row.agency_code),
                Cell(moment_in_words(row.at)),
                Cell(str(row.detail.get("version", ""))),
            )
            for row in rows
        ),
        empty="Nobody has opened it yet.",
        hide_caption=True,
    )


def _told_by(row: Observation, hidden: bool) -> str:
    return names_told([row.agency], hidden=hidden)[row.agency_id]


def observation_in_words(row: Observation, *, hidden: bool) -> str:
    """An observation that an answer may rest on: what, when and by whom."""
    entry = entry_of(row.code)
    words = entry.label if entry else row.code
    return f"{label('said_or_not', row.value)}: {words}, {days_of_observation(row)}, {_told_by(row, hidden)}"


def days_of_observation(row: Observation) -> str:
    """Its days, or the month alone."""
    words = (
        day_in_words(row.since)
        if row.last_day == row.since
        else f"{day_in_words(row.since)} to {day_in_words(row.last_day)}"
    )
    return f"some day from {words}" if row.precision == "month" else words


def hint_of(asked: Item | ProfessionalScore) -> str:
    """Why an item is asked, and what evidence helps."""
    if isinstance(asked, Item):
        wanted = f" Evidence: {asked.evidence_wanted}" if asked.evidence_wanted else ""
        return f"{asked.why}{wanted}"
    return asked.help


def figures_table(found: Mapping[str, ProtectedTable], kinds: Mapping[str, str], empty: str) -> Table:
    """One line for each instrument, its small numbers hidden."""
    return Table(
        caption=", ".join(kinds.values()),
        columns=(Column("Instrument"), *(Column(words, numeric=True) for words in kinds.values())),
        rows=tuple(
            (Cell(versions(code)[-1].title), *(Cell(str(each["", kind])) for kind in kinds))
            for code, each in found.items()
        ),
        empty=empty,
        hide_caption=True,
    )
