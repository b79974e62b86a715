"""The quarter in the words and shapes that the page kit prints. It is given nothing that is hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from homeward.design.values import Cell, Chart, Column, Figure, Link, Progress, Row, Table
from homeward.foundation.dates_in_words import day_in_words
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import rules
from homeward.insight.analysis.rules import Charted, Freshness, QuarterInFigures
from homeward.insight.analysis.rules.comparing import NO_AREA, NO_CODE, NO_RELEASE, Comparison
from homeward.methods.disclosure.cells import State
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.disclosure.tables import ProtectedTable
from homeward.register.jobs.models import Job
from homeward.register.jobs.rules import NEXT
from homeward.vocabulary.age_bands import counted_since
from homeward.vocabulary.labels import label
from homeward.vocabulary.shapes import FigureEntry

HEADLINES = ("children-missing", "missing-rate", "missing-episodes", "looked-after-missing")
SECTIONS = (
    ("say", "What the figures say"),
    ("trend", "Quarter by quarter"),
    ("children", "Children and episodes, by sex and age"),
    ("rates", "Rates, by sex and age"),
    ("repeat", "Repeat missing, in both its meanings"),
    ("figures", "Every figure in full"),
    ("comparison", "Looked-after children, beside other areas"),
    ("sources", "What the figures rest on"),
)
REPEATS = ("repeat-incident-share", "share-from-repeaters")


def definition_href(code: str) -> str:
    """Where a figure's definition is."""
    return reverse("figure", args=[code])


def headlines(
    figures: Mapping[str, rules.Figure], codes: Iterable[str], *, behind: Quarter | None = None
) -> list[Figure]:
    """The figures that open a page, each change told once.

    `behind` is the quarter whose children the figures lead to, for whoever may open some of them.
    """
    found: list[Figure] = []
    told = {rules.NOT_COMPARED}
    for code in codes:
        change = figures[code].change
        href = reverse("behind_figure", args=[behind.code, code]) if behind else ""
        found.append(headline(figures[code], change="" if change in told else change, href=href))
        told.add(change)
    return found


def headline(figure: rules.Figure, *, change: str, href: str = "") -> Figure:
    """A figure large enough to be read across a table, with what must stand beside it."""
    unit = " per 1,000" if figure.unit.startswith(" per") else ""
    notes = [f"95% interval {figure.range}"] if figure.interval and figure.cell.is_shown else []
    if figure.cell.state is State.NO_DENOMINATOR:
        notes.append("Nothing to divide by")
    elif figure.denominator and figure.denominator.value.is_shown:
        notes.append(f"Of {figure.denominator.value} {figure.denominator.of}")
    if change:
        notes.append(change)
    return Figure(
        value=figure.value.removesuffix(unit) if unit else figure.value,
        label=figure.label,
        note=". ".join(notes),
        definition_href=definition_href(figure.code),
        href=href,
    )


def charts(quarter: QuarterInFigures, drawn: Mapping[tuple[str, str], str]) -> list[Chart]:
    """The quarter's control charts, each with its table; `drawn` holds the digest of each that can be shown."""
    return [chart_of(each, drawn) for each in quarter.charts.values() if quarter.collected]


def chart_of(charted: Charted, drawn: Mapping[tuple[str, str], str]) -> Chart:
    """One control chart, in a sentence, as a drawing where there is one, and as its table."""
    src, narrow = (drawn.get((charted.code, size), "") for size in (rules.WIDE, rules.NARROW))
    width, height = rules.SIZES[rules.WIDE]
    table = replace(table_of(rules.charted(charted)), hide_caption=True)
    return Chart(
        title=rules.titled(charted),
        src=reverse("drawn_chart", args=[src]) if src else "",
        narrow=reverse("drawn_chart", args=[narrow]) if src and narrow else "",
        description=rules.summary(charted),
        table=table,
        width=width,
        height=height,
    )


def drawing_progress(job: Job, *, done: int, total: int, href: str) -> Progress:
    """How many of the charts have been drawn. Their tables stand on the page meanwhile."""
    return Progress(
        title="Drawing the charts",
        done=done,
        total=total,
        unit="drawings",
        state=job.state if job.state in NEXT else "waiting",
        note=f"The tables below hold the same figures. {NEXT[job.state]}",
        again_href=href,
        anchor="charts-progress",
    )


def sections(quarter: QuarterInFigures) -> list[Link]:
    """The sections of the page, in its order."""
    return [Link(label, f"#{anchor}") for anchor, label in SECTIONS if quarter.collected]


def table_of(grid: rules.Grid) -> Table:
    """A table of figures, each name leading to what it counts and each quarter to its own page."""
    return Table(
        caption=grid.caption,
        columns=tuple(Column(label, numeric=label in grid.numeric) for label in grid.columns),
        rows=tuple(tuple(cell_of(slot) for slot in row) for row in grid.rows),
        note=grid.note,
        empty=f"{grid.caption}. {grid.withheld}",
    )


def cell_of(slot: rules.Slot) -> Cell:
    """One cell, with where it leads."""
    href = definition_href(slot.figure) if slot.figure else ""
    if slot.quarter:
        href = reverse("quarter_of", args=[slot.quarter])
    return Cell(slot.text, href=href, note=slot.note)


def sources_table(sources: Sequence[Freshness]) -> Table:
    """What the figures rest on, how fresh each source is and how far it reaches."""
    return replace(table_of(rules.newest_deliveries(sources)), empty="Nothing has been loaded.")


def steps(quarter: Quarter, *, today: date) -> dict[str, Link | None]:
    """The quarters before and after, as far back as there are bands of age and as far as time has gone."""
    following = quarter.next if quarter.next.since <= today else None
    before = quarter.previous if quarter.previous.since >= counted_since() else None
    return {
        "previous": Link(str(before), reverse("quarter_of", args=[before.code])) if before else None,
        "following": Link(str(following), reverse("quarter_of", args=[following.code])) if following else None,
    }


def caution(quarter: QuarterInFigures) -> str:
    """What to say of a quarter that is not yet whole, and which source it waits for."""
    if quarter.complete or not quarter.collected:
        return ""
    last = quarter.quarter.until - timedelta(1)
    behind = [
        f"{each.source} ({each.agency}) {reach_in_words(each)}"
        for each in quarter.sources
        if each.tells_of_missing and (each.reaches_to is None or each.reaches_to < last)
    ]
    waits = "; ".join(behind) or "The quarter has not ended"
    return f"{waits}. The quarter ends on {day_in_words(last)}, so its figures may still change."


def reach_in_words(source: Freshness) -> str:
    """How far a source reaches, or that it does not say."""
    return f"reaches to {day_in_words(source.reaches_to)}" if source.reaches_to else "does not say how far it reaches"


COMPARISON_EMPTY = {
    NO_CODE: (
        "Nothing says which published area is ours",
        "Whoever runs the hub sets HOMEWARD_COUNCIL_LA_CODE to the council's code of three figures.",
    ),
    NO_RELEASE: (
        "No published figures are loaded",
        "Download the Department for Education's file of looked-after children who went missing, by local authority, "
        "and load it unchanged under Feeds, as Published figures of other areas.",
    ),
    NO_AREA: (
        "Our area is not in the published figures",
        "Check the council's code of three figures, HOMEWARD_COUNCIL_LA_CODE, or load the release that holds it.",
    ),
}
COMPARED = {"looked-after-year-share": "How the share is counted", "ordinary-among-authorities": "What ordinary means"}


def comparison_shown(found: Comparison, *, feeds_url: str) -> dict[str, object]:
    """Our year beside others', or what to do so that it can be."""
    title, text = COMPARISON_EMPTY.get(found.empty, ("", ""))
    href = feeds_url if found.empty != NO_CODE else ""
    return {
        "empty": {"title": title, "text": text, "href": href, "action": "Feeds"} if title else None,
        "sentences": found.sentences,
        "table": table_of(found.grid) if found.grid else None,
        "notes": found.notes,
        "definitions": [Link(label, definition_href(code)) for code, label in COMPARED.items()],
    }


def definition_rows(entry: FigureEntry) -> list[Row]:
    """A definition as label and value."""
    return [
        Row("Formula", entry.formula),
        Row("Denominator", entry.denominator),
        Row("Interval", entry.interval),
        Row("Not known", entry.unknown),
        Row("Source", entry.source or "Homeward"),
        Row("Answers", ", ".join(f"¶{number}" for number in entry.paragraphs), note="Paragraphs of the 2019 report"),
        Row("Version", str(entry.version)),
    ]


def coding_gap_table(found: Mapping[str, ProtectedTable]) -> Table:
    """Each factor with how many open cases it is recorded in, and how many not, as they may be shown."""
    columns = ("Factor", "In an assessment", "In none", "In all")
    return Table(
        caption="Open cases against the factors that assessments hold",
        columns=tuple(Column(each, numeric=place > 0) for place, each in enumerate(columns)),
        rows=tuple(
            (
                Cell(f"{code}: {label('cin_assessment_factors', code)}"),
                *(Cell(str(table[("", column)])) for column in ("held", "lacks", TOTAL)),
            )
            for code, table in found.items()
        ),
        empty="Nothing may be counted here for you.",
        hide_caption=True,
    )
