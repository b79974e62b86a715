"""What was noticed of a child, in the words and shapes that a page prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Link, Row, Table, Tag
from homeward.foundation.dates_in_words import MONTHS, counted, day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.indicators.models import Observation
from homeward.practice.indicators.queries import Sheet, Told, reason_of, sheet_of, words_of
from homeward.practice.indicators.rules import LISTS, MONTH, NO, NOT_KNOWN, YES, Gap, Said, entry_of, in_month
from homeward.practice.missing.models import Lead
from homeward.practice.missing.queries.returning import value_of
from homeward.register.access.rules import Viewer
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

MARKS = {YES: "●", NO: "○", NOT_KNOWN: "?"}
WORDS = {YES: "Yes", NO: "No", NOT_KNOWN: "Not known"}
TAGS = {YES: Tag("Yes", "red"), NO: Tag("No", "grey"), NOT_KNOWN: Tag("Not known", "yellow")}
PROTECTS = Tag("Yes", "green")
LATEST, EARLIEST = 5, 1990


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer in one month: how it is drawn, and the words for whoever hears the page."""

    drawn: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator over the months."""

    label: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A child's year: the months, each family with its indicators, and which letter stands for which agency."""

    caption: str
    months: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, tuple[Line, ...]], ...]
    letters: tuple[Row, ...]


def matrix_of(sheet: Sheet) -> Matrix:
    """The indicators that anybody spoke of in these months, by family in the catalogue's order."""
    letters = letters_for(one.agency for one in sheet.said)
    first, last = sheet.months[0], sheet.months[-1]
    said: dict[str, list[Said]] = {}
    for one in sheet.said:
        said.setdefault(one.code, []).append(one)
    families: dict[str, list[Line]] = {}
    for code in (code for name in LISTS for code in load_whole(name).codes if code in said):
        entry = entry_of(code)
        family = label("indicator_families", entry.group or "") if entry else ""
        cells = tuple(_marks(in_month(said[code], month), letters) for month in sheet.months)
        families.setdefault(family, []).append(Line(entry.label if entry else code, cells))
    return Matrix(
        f"What was noticed, {month_in_words(first)} to {month_in_words(last)}",
        tuple((MONTHS[month.month - 1][:3], str(month.year)) for month in sheet.months),
        tuple((family, tuple(lines)) for family, lines in families.items()),
        tuple(Row(letter, name) for name, letter in letters.items()),
    )


def letters_for(names: Iterable[str]) -> dict[str, str]:
    """A letter for each agency, by name; two after the twenty-sixth."""
    found = sorted(set(names))
    return {name: _letter(number) for number, name in enumerate(found)}


def _letter(number: int) -> str:
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _marks(month: dict[str, tuple[str, ...]], letters: dict[str, str]) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            f"{MARKS[value]} {''.join(sorted(letters[name] for name in names))}",
            f"{WORDS[value]}: {', '.join(names)}",
            value,
        )
        for value, names in month.items()
    )


def month_in_words(day: date) -> str:
    """March 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def when_noticed(row: Observation) -> str:
    """The day, the days, or the month alone, as exactly as it is known."""
    last = row.last_day
    if row.precision == MONTH:
        months = dict.fromkeys((month_in_words(row.since), month_in_words(last)))
        return "Some time in " + " to ".join(months)
    return day_in_words(row.since) if last == row.since else f"{day_in_words(row.since)} to {day_in_words(last)}"


def label_of(code: str) -> str:
    """An indicator's words."""
    entry = entry_of(code)
    return entry.label if entry else code


def tag_of(row: Observation) -> Tag:
    """Yes, no or not known; what protects in another colour than what harms."""
    entry = entry_of(row.code)
    protects = bool(entry and (entry.group or "").startswith("protective"))
    return PROTECTS if protects and row.value == YES else TAGS[row.value]


def gaps_table(gaps: Sequence[Gap]) -> Table:
    """What one agency knows and another with a part in the case has not said."""
    return Table(
        caption="What one agency knows and another has not said",
        columns=tuple(map(Column, ("What", "Noticed by", "Says no", "Could not say", "Not heard"))),
        rows=tuple(
            (
                Cell(label_of(gap.code), tag=Tag("They differ", "red") if gap.denied_by else None),
                Cell(", ".join(gap.known_by)),
                Cell(", ".join(gap.denied_by) or "Nobody"),
                Cell(", ".join(gap.unsure) or "Nobody"),
                Cell(", ".join(gap.silent) or "Nobody"),
            )
            for gap in gaps
        ),
        empty="Nothing was noticed in these months of which another agency with a part in the case has not spoken.",
        hide_caption=True,
    )  # fmt: skip


def latest_table(sheet: Sheet) -> Table:
    """The last few things that were noticed, for the child's record."""
    rows = sheet.rows[-LATEST:][::-1]
    return Table(
        caption="What was last noticed",
        columns=(Column("What"), Column("When"), Column("Noticed by")),
        rows=tuple(
            (
                Cell(label_of(row.code), tag=tag_of(row)),
                Cell(when_noticed(row)),
                Cell(sheet.names[row.agency_id], note=label("observation_certainty", row.sure)),
            )
            for row in rows
        ),
        empty="Nobody has written down an indicator, or what protects this child, in the last twelve months.",
        hide_caption=True,
    )


@dataclass(frozen=True, slots=True)
class Panel:
    """What a child's record says of indicators."""

    latest: Table
    gaps: str


def panel_of(subject: UUID, *, viewer: Viewer, at: datetime) -> Panel:
    """The last of what was noticed, and how many gaps there are, as far as the viewer may read."""
    sheet = sheet_of(subject, viewer=viewer, at=at, last=london_day(at))
    return Panel(latest_table(sheet), gaps_in_words(sheet.gaps))


def gaps_in_words(gaps: Sequence[Gap]) -> str:
    """How many there are, in a sentence; nothing where there is none."""
    if not gaps:
        return ""
    differ = sum(bool(gap.denied_by) for gap in gaps)
    words = f"{counted(len(gaps), 'thing')} that one agency noticed and another has not said"
    return f"{words}; on {differ} of them two agencies differ." if differ else f"{words}."


@dataclass(frozen=True, slots=True)
class Shown:
    """One observation as the list shows it, with its history in a line."""

    id: UUID
    title: str
    rows: tuple[Row, ...]
    stands: bool


def observation_shown(row: Observation, names: dict[int, str]) -> Shown:
    """One observation: what, when, who noticed it, from whom, how surely, and what became of it."""
    rows = [
        Row("Noticed", WORDS[row.value], tag=tag_of(row)),
        Row("When", when_noticed(row)),
        Row("By", names[row.agency_id], note=f"Told by: {label('observation_sources', row.heard_from).lower()}"),
        Row("How they know", label("observation_grounds", row.grounds), note=label("observation_certainty", row.sure)),
        Row("What was seen or said", words_of(row) or "Nothing more was written"),
        Row("Written", f"{row.by.name}, {moment_in_words(row.recorded_at)}"),
    ]
    if row.ended_at and row.ended_by:
        ended = f"{row.ended_by.name}, {moment_in_words(row.ended_at)}"
        what = "Put right" if hasattr(row, "replaced_by") else "Withdrawn"
        rows.append(Row(what, ended, note=reason_of(row)))
    return Shown(row.pk, label_of(row.code), tuple(rows), row.ended_at is None)


def leads_shown(leads: Sequence[Lead]) -> list[tuple[Lead, str, str]]:
    """Each lead that waits, with what it is of and what it says."""
    return [(lead, label("lead_kinds", lead.kind), value_of(lead)) for lead in leads]


SAID_BY = {
    "concern": "A worry at the front door",
    "call": "A call that says why somebody is worried",
    "report": "Flagged on a report of an absence",
    "custody": "Flagged in police custody",
}


def hints_shown(hints: Sequence[Told]) -> list[tuple[str, str, str]]:
    """What was told elsewhere: how a page names it, what it says, and where it comes from."""
    return [(each.key, hint_words(each), hint_source(each)) for each in hints]


def hint_words(told: Told) -> str:
    """Which forms of exploitation it speaks of; of a call, or where none was chosen, that somebody said why."""
    forms = ", ".join(label("exploitation_forms", each) for each in told.forms)
    return forms or "Somebody says why they are worried"


def hint_source(told: Told) -> str:
    """Where it was told, when, and by which agency where one is known."""
    return ", ".join(filter(None, (SAID_BY[told.source], day_in_words(told.on), told.agency_name)))


def month_asked(to: date | None, today: date) -> date:
    """The last month of the year that an address asks for: one in which a child could live, or else this one."""
    return to if to and to.year >= EARLIEST and to <= today else today


def links_of(subject: UUID, *, may_open: bool, here: str) -> tuple[Link, ...]:
    """The pages beside this one, and the record where the viewer may open it."""
    routes = {"record": "Record"} if may_open else {}
    routes |= {"child_indicators": "Indicators", "observations": "Each observation"}
    return tuple(Link(words, reverse(route, args=[subject]), active=route == here) for route, words in routes.items())


def other_months(subject: UUID, sheet: Sheet, today: date) -> tuple[Link, ...]:
    """The years of months before and after, as far as today."""
    address = reverse("child_indicators", args=[subject])
    first, last = sheet.months[0], sheet.months[-1]
    before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    links = [Link("The twelve months before", f"{address}?to={before:%Y-%m}")]
    if (last.year, last.month) < (today.year, today.month):
        links.append(Link("The twelve months to now", address))
    return tuple(links)
