"""The annexes: every figure with all that travels with it, how each is counted, and what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from homeward.insight.analysis import rules as analysis
from homeward.insight.analysis.rules import Freshness, Grid, QuarterInFigures, Slot
from homeward.insight.reports.rules.blocks import Block, Heading, Numbers, Turned
from homeward.vocabulary.shapes import FigureEntry


def annexes(
    quarter: QuarterInFigures, sources: Sequence[Freshness], definitions: Mapping[str, FigureEntry], number: Numbers
) -> Iterator[Block]:
    """Both annexes, on pages that lie on their side."""
    yield Turned()
    yield Heading("Annex A: every figure, and how it is counted")
    yield number.table(analysis.every_figure(quarter))
    yield number.table(_definitions(definitions))
    yield Heading("Annex B: what the figures rest on")
    yield number.table(_sources(sources))


def _definitions(definitions: Mapping[str, FigureEntry]) -> Grid:
    return Grid(
        caption="How each figure is counted",
        columns=("Figure", "What is counted", "Formula", "Interval", "Not known"),
        numeric=frozenset(),
        rows=tuple(
            (
                Slot(entry.label, note=f"Version {entry.version}", figure=entry.code),
                Slot(entry.description),
                Slot(f"{entry.formula}. Denominator: {entry.denominator[:1].lower()}{entry.denominator[1:]}."),
                Slot(entry.interval),
                Slot(entry.unknown),
            )
            for entry in definitions.values()
        ),
        note="A change to what a figure counts is a new version. Each figure carries the version it was counted under.",
    )


def _sources(sources: Sequence[Freshness]) -> Grid:
    grid = analysis.newest_deliveries(sources)
    nothing = (Slot("Nothing has been loaded"), *(Slot("") for _ in grid.columns[1:]))
    return replace(grid, rows=grid.rows or (nothing,))
