"""The quarter's tables as plain text, so that a page, a paper and a chart's own table all say exactly the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.insight.analysis.rules.counting import NOT_KNOWN, Key
from homeward.insight.analysis.rules.figures import NOT_COMPARED, Figure, in_digits, range_in_words, spelt
from homeward.insight.analysis.rules.freshness import Freshness
from homeward.insight.analysis.rules.hiding import WHOLE
from homeward.insight.analysis.rules.quarter import QuarterInFigures
from homeward.insight.analysis.rules.rates import PER, Rate
from homeward.insight.analysis.rules.trend import Charted
from homeward.insight.analysis.rules.trend_words import (
    BY_CHANCE,
    TITLES,
    UNITS,
    cell_in_words,
    limits_at,
    number,
    signal_at,
    summary,
)
from homeward.methods.disclosure.cells import SUPPRESSED, Cell, State
from homeward.methods.disclosure.sums import TOTAL

SYMBOLS = (
    "c: hidden, because the count is 1 to 5 or would let such a count be worked out. 0: nobody. "
    "x: not collected, or no population to divide by."
)
ROUNDED = "k: more than nought, but rounds to it."
BECAUSE = "because each part is a count of 1 to 5 or would let one be worked out"
LEFT_OUT = "Centre and limits come from the quarters that are shown and whole, and so give back none that is hidden."
COUNTED_BY = (("M", "Boys"), ("F", "Girls"), ("U", "Not known"), (TOTAL, "All"))
RATED_BY = (("M", "Boys"), ("F", "Girls"), (TOTAL, "All"))


@dataclass(frozen=True)
class Slot:
    """One cell's text, a quieter note under it, and the figure or quarter it leads to on a page."""

    text: str
    note: str = ""
    figure: str = ""
    quarter: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: its caption, its columns (those of numbers named again in `numeric`), its rows and the note under it.

    Where nothing but the whole could be shown there are no rows, and `withheld` says so in a sentence.
    """

    caption: str
    columns: tuple[str, ...]
    numeric: frozenset[str]
    rows: tuple[tuple[Slot, ...], ...]
    note: str = ""
    withheld: str = ""


def _withheld(cells: Mapping[Key, Cell], whole: str) -> str:
    """The sentence that stands for a table of which all but the whole is hidden; empty for any other table."""
    if any(cell.state is not State.SUPPRESSED for key, cell in cells.items() if key != WHOLE):
        return ""
    if cells[WHOLE].is_shown:
        return f"Everything but the total is hidden, {BECAUSE}: {whole} in all."
    return f"The whole table is hidden, {BECAUSE}."


def _rows(quarter: QuarterInFigures, *, unknown: bool) -> list[tuple[str, str]]:
    bands = [(band.code, band.label) for band in quarter.bands]
    return [*bands, *([(NOT_KNOWN, "Age not known")] if unknown else []), (TOTAL, "All ages")]


def counts(quarter: QuarterInFigures, what: str) -> Grid:
    """Children, or those children's episodes, by sex and age."""
    cells = quarter.children if what == "children" else quarter.episodes
    caption = "Children reported missing" if what == "children" else "Missing episodes of those children"
    unit = "children" if what == "children" else "missing episodes"
    withheld = _withheld(cells, f"{cells[WHOLE]} {unit}")
    labels = tuple(label for _, label in COUNTED_BY)
    return Grid(
        caption=f"{caption}, by sex and age when first missing, {quarter.quarter}",
        columns=("Age", *labels),
        numeric=frozenset(labels),
        rows=tuple(
            (Slot(label), *(Slot(str(cells[row, sex])) for sex, _ in COUNTED_BY))
            for row, label in _rows(quarter, unknown=True)
            if not withheld
        ),
        note="" if withheld else SYMBOLS,
        withheld=withheld,
    )


def rates(quarter: QuarterInFigures, what: str) -> Grid:
    """Rates for every 1,000 children of the same age and sex; those of children with their intervals."""
    found = quarter.child_rates if what == "children" else quarter.episode_rates
    caption = "Children reported missing" if what == "children" else "Missing episodes"
    labels = tuple(label for _, label in RATED_BY)
    whole = _rate(found[WHOLE])
    of_all = " ".join(filter(None, (whole.text, whole.note, "in every 1,000 children")))
    withheld = _withheld({key: rate.cell for key, rate in found.items()}, of_all)
    brackets = "In brackets, the 95% interval. " if what == "children" else ""
    return Grid(
        caption=f"{caption}, for every 1,000 children of the same age and sex, {quarter.quarter}",
        columns=("Age", *labels),
        numeric=frozenset(labels),
        rows=tuple(
            (Slot(label), *(_rate(found[row, sex]) for sex, _ in RATED_BY))
            for row, label in _rows(quarter, unknown=False)
            if not withheld
        ),
        note="" if withheld else f"{SYMBOLS} {ROUNDED} {brackets}{population_in_words(quarter)}",
        withheld=withheld,
    )


def _rate(rate: Rate) -> Slot:
    note = f"({range_in_words(rate.interval)})" if rate.interval else ""
    return Slot(in_digits(rate.cell, PER), note=note)


def population_in_words(quarter: QuarterInFigures) -> str:
    """Whose count of the population the rates rest on."""
    found = quarter.population
    if found is None:
        return "No population is loaded."
    return f"Population: {found.of():,} children aged 0 to 17, {found.source}, 30 June {found.year}."


def every_figure(quarter: QuarterInFigures) -> Grid:
    """Each figure with everything that travels with it."""
    unknown = next((f"{each.unknown}." for each in quarter.figures.values()), "")
    told = dict.fromkeys(each.change for each in quarter.figures.values() if each.change.startswith(f"{NOT_COMPARED}:"))
    why = "".join(f" {each}." for each in told)
    return Grid(
        caption=f"Every figure in full, {quarter.quarter}, as at {moment_in_words(quarter.as_at)}",
        columns=("Figure", "Value", "State", "n", "Denominator", "95% interval", "Change since the last quarter"),
        numeric=frozenset({"Value", "n"}),
        rows=tuple(_figure(figure) for figure in quarter.figures.values()),
        note=f"n: the count that the value rests on. {unknown}{why}",
    )


def _figure(figure: Figure) -> tuple[Slot, ...]:
    return (
        Slot(figure.label, note=f"Version {figure.version}", figure=figure.code),
        Slot(figure.value),
        Slot(figure.state),
        Slot(spelt(figure.n)),
        Slot(denominator_in_words(figure)),
        Slot(figure.range),
        Slot(NOT_COMPARED if figure.change.startswith(NOT_COMPARED) else figure.change),
    )


def denominator_in_words(figure: Figure) -> str:
    """What a figure is of, whose count that is and of what date."""
    found = figure.denominator
    if found is None:
        return "Not collected" if figure.unit else "None: a count"
    value = f"{found.value} " if found.value.is_shown else f"{spelt(found.value)}: "
    return f"{value}{found.of} ({found.source}, {found.dated})"


def trend(quarter: QuarterInFigures) -> Grid:
    """Children and episodes of each quarter, with what the charts say of them under it."""
    cells = [cell for each in quarter.trend for cell in (each.children, each.episodes)]
    is_hidden = not any(cell.is_shown for cell in cells) and SUPPRESSED in cells
    said = " ".join(f"{TITLES[code]}: {summary(each)}" for code, each in quarter.charts.items() if each.points)
    return Grid(
        caption="Children reported missing and their episodes, by quarter",
        columns=("Quarter", "Children", "Episodes"),
        numeric=frozenset({"Children", "Episodes"}),
        rows=tuple(
            (Slot(str(each.quarter), quarter=each.quarter.code), Slot(str(each.children)), Slot(str(each.episodes)))
            for each in quarter.trend
            if not is_hidden
        ),
        note="" if is_hidden else f"{SYMBOLS} {said}".strip(),
        withheld=f"Every quarter that was counted is hidden, {BECAUSE}." if is_hidden else "",
    )


def charted(chart: Charted) -> Grid:
    """A control chart as a table: each quarter, its ordinary range, and whether anything more than chance is seen."""
    is_hidden = SUPPRESSED in chart.cells and not any(cell.is_shown for cell in chart.cells)
    centre = f"Centre: {number(chart, chart.chart.centre)}. " if chart.chart else ""
    return Grid(
        caption=TITLES[chart.code],
        columns=("Quarter", UNITS[chart.code], "Limits", "Signal"),
        numeric=frozenset({UNITS[chart.code], "Limits"}),
        rows=tuple(
            (
                Slot(str(quarter), quarter=quarter.code),
                Slot(cell_in_words(chart, place)),
                Slot(limits_at(chart, place)),
                Slot(signal_at(chart, place)),
            )
            for place, quarter in enumerate(chart.quarters)
            if not is_hidden
        ),
        note=f"{centre}{LEFT_OUT} {BY_CHANCE}",
        withheld=f"Every quarter that was counted is hidden, {BECAUSE}." if is_hidden else "",
    )


def newest_deliveries(sources: Sequence[Freshness]) -> Grid:
    """What the figures rest on: of each source its newest delivery, and how far it reaches."""
    columns = ("Source", "Received", "Reaches to", "Tells of missing children", "Rows", "Refused")
    return Grid(
        caption="Newest delivery of each source",
        columns=columns,
        numeric=frozenset(columns[-2:]),
        rows=tuple(
            (
                Slot(each.source, note=f"{each.agency}{', invented' if each.synthetic else ''}"),
                Slot(moment_in_words(each.received_at)),
                Slot(day_in_words(each.reaches_to) if each.reaches_to else "Not said"),
                Slot("Yes" if each.tells_of_missing else "No"),
                Slot(f"{each.rows:,}"),
                Slot(f"{each.rows_refused:,}"),
            )
            for each in sources
        ),
        note="A quarter is whole when every source that tells of missing children reaches to its last day.",
    )
