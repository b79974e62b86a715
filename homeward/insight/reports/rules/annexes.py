"""The annexes: every figure with all that travels with it, how each is counted, and what they rest on."""

from collections.abc import Iterator, Mapping, Sequence

from homeward.foundation.dates_in_words import day_in_words, moment_in_words
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
    rows = [
        (
            Slot(each.source, note=f"{each.agency}{', invented' if each.synthetic else ''}"),
            Slot(moment_in_words(each.received_at)),
            Slot(day_in_words(each.reaches_to) if each.reaches_to else "Not said"),
            Slot("Yes" if each.tells_of_missing else "No"),
            Slot(f"{each.rows:,}"),
            Slot(f"{each.rows_refused:,}"),
        )
        for each in sources
    ]
    columns = ("Source", "Received", "Reaches to", "Tells of missing children", "Rows", "Refused")
    nothing = (Slot("Nothing has been loaded"), *(Slot("") for _ in columns[1:]))
    numeric = frozenset({"Rows", "Refused"})
    note = "A quarter is whole when every source that tells of missing children reaches to its last day."
    return Grid("Newest delivery of each source", columns, numeric, tuple(rows) or (nothing,), note)
