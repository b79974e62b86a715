"""The paper put together: the seed's structure, the figures there are, and one honest line where there are none."""

from collections.abc import Iterator, Mapping
from itertools import count

from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.insight.analysis import rules as analysis
from homeward.insight.analysis.rules import Charted, Freshness, Grid, QuarterInFigures, Slot
from homeward.insight.reports.rules import wording
from homeward.insight.reports.rules.blocks import (
    Block,
    CaptionedTable,
    Drawing,
    Heading,
    Paper,
    Paragraph,
    Plain,
    ToFillIn,
)
from homeward.methods.disclosure.cells import State
from homeward.vocabulary.shapes import FigureEntry

TITLE = "Missing children and child criminal exploitation"


class _Numbers:
    """Paragraphs, tables and charts, each numbered through the paper."""

    def __init__(self) -> None:
        self._paragraphs, self._tables, self._drawings = count(1), count(1), count(1)

    def paragraphs(self, *texts: str) -> Iterator[Paragraph]:
        for text in texts:
            yield Paragraph(next(self._paragraphs), text)

    def table(self, grid: Grid) -> CaptionedTable:
        return CaptionedTable(next(self._tables), grid)

    def drawing(self, caption: str, words: str) -> Drawing:
        return Drawing(next(self._drawings), caption, words)


def paper_of(quarter: QuarterInFigures, sources: list[Freshness], definitions: Mapping[str, FigureEntry]) -> Paper:
    """The paper on one quarter. The same figures always give the same paper."""
    number = _Numbers()
    blocks = (
        *_opening(quarter, number),
        *_background(number),
        *_local_picture(quarter, number),
        *_closing(number),
        *_annexes(quarter, sources, definitions, number),
    )
    return Paper(
        title=TITLE,
        subtitle=f"{quarter.quarter}, as at {moment_in_words(quarter.as_at)}",
        quarter=quarter.quarter,
        as_at=quarter.as_at,
        invented=any(source.synthetic for source in sources),
        blocks=tuple(blocks),
    )


def _opening(quarter: QuarterInFigures, number: _Numbers) -> Iterator[Block]:
    yield ToFillIn(
        (
            ("Board", "Name of the board"),
            ("Date of meeting", "Date of the meeting"),
            ("Report of", "Director’s title and organisation"),
        )
    )
    yield Heading("Purpose of report")
    yield from number.paragraphs(
        wording.PURPOSE.format(quarter=quarter.quarter, as_at=moment_in_words(quarter.as_at)), wording.PRIVACY
    )
    yield Heading("Link to the local health and care system")
    yield from number.paragraphs(wording.GOVERNANCE)
    yield Heading("Recommendation")
    yield from number.paragraphs(wording.RECOMMENDATION)


def _background(number: _Numbers) -> Iterator[Block]:
    yield Heading("Background")
    yield Heading("County lines and criminal exploitation", 2)
    yield from number.paragraphs(*wording.COUNTY_LINES)


def _local_picture(quarter: QuarterInFigures, number: _Numbers) -> Iterator[Block]:
    lines, scale, operations, referrals = wording.NOT_COLLECTED
    yield Heading("The local picture")
    yield Heading("County lines", 2)
    yield from number.paragraphs(lines, scale)
    yield Heading(f"Children reported missing, {quarter.quarter}", 2)
    if quarter.collected:
        yield from _missing(quarter, number)
    else:
        nobody = (
            "No source that the hub holds speaks of this quarter, so nothing is counted. That is not a count of nought."
        )
        yield from number.paragraphs(nobody)
    yield Heading("Police operations", 2)
    yield from number.paragraphs(operations)
    yield Heading("Referrals and training", 2)
    yield from number.paragraphs(referrals)


def _missing(quarter: QuarterInFigures, number: _Numbers) -> Iterator[Block]:
    figures = quarter.figures
    yield from number.paragraphs(*dict.fromkeys((totals_in_words(figures), *quarter.sentences)))
    if not quarter.complete:
        yield from number.paragraphs(
            "The sources do not yet reach the end of the quarter. Its figures may still change."
        )
    yield number.table(analysis.counts(quarter, "children"))
    yield number.table(analysis.counts(quarter, "episodes"))
    yield number.table(analysis.rates(quarter, "children"))
    yield from number.paragraphs(repeat_in_words(figures), looked_after_in_words(figures), trend_in_words(figures))
    chart = charted_in(quarter)
    yield number.drawing(analysis.titled(chart), analysis.described(chart))
    yield number.table(analysis.trend(quarter))


def totals_in_words(figures: Mapping[str, analysis.Figure]) -> str:
    """How many children, how often, and for every 1,000 of the population."""
    children, episodes, rate = (figures[code] for code in ("children-missing", "missing-episodes", "missing-rate"))
    if children.cell.value == 0:
        return analysis.NOBODY
    if not children.cell.is_shown:
        return (
            "The number of children reported missing is small and is hidden, with everything that would give it away."
        )
    told = f"{children.value} children were reported missing"
    told += (
        f", in {episodes.value} episodes." if episodes.cell.is_shown else "; the number of their episodes is hidden."
    )
    if rate.interval and rate.denominator:
        of = f"{rate.denominator.value} children aged 0 to 17"
        told += f" That is {rate.cell.value:.1f} in every 1,000 of {of} (95% interval {rate.range})."
    return told


def repeat_in_words(figures: Mapping[str, analysis.Figure]) -> str:
    """Both meanings of repeat, each with its name, or why they are not given."""
    later, by_repeaters = figures["repeat-incident-share"], figures["share-from-repeaters"]
    if later.cell.state is State.NO_DENOMINATOR:
        return "Repeat missing is not given: there was no missing episode to divide by."
    if not (later.cell.is_shown or by_repeaters.cell.is_shown):
        return "Repeat missing is not given: there were too few episodes, or too few children, to do so safely."
    return (
        "Repeat missing has two meanings, and both are given. Episodes that were a child’s second or later in the "
        f"quarter: {later.value}. Episodes that belong to children with two or more: {by_repeaters.value}."
    )


def looked_after_in_words(figures: Mapping[str, analysis.Figure]) -> str:
    """How many of the children were looked after, and what share of looked-after children that is."""
    some, share = figures["looked-after-missing"], figures["looked-after-share"]
    if not some.cell.is_shown:
        return f"Looked-after children reported missing: {some.value.lower()}."
    told = f"Looked-after children reported missing: {some.value}"
    if share.cell.is_shown and share.denominator:
        told += f", {share.value} of {share.denominator.value} looked after in the quarter (95% interval {share.range})"
    return f"{told}."


def trend_in_words(figures: Mapping[str, analysis.Figure]) -> str:
    """How the two counts compare with the last quarter."""
    children, episodes = figures["children-missing"].change, figures["missing-episodes"].change
    if children == episodes:
        return f"Children and episodes: {_begun_low(children)}."
    return f"Children: {_begun_low(children)}. Episodes: {_begun_low(episodes)}."


def _begun_low(text: str) -> str:
    return text[:1].lower() + text[1:]


def charted_in(quarter: QuarterInFigures) -> Charted:
    """The chart that the paper shows: children reported missing, by their rate."""
    return quarter.charts["missing-rate"]


def _closing(number: _Numbers) -> Iterator[Block]:
    yield Heading("The partnership’s response")
    yield from number.paragraphs(*wording.RESPONSE)
    yield Heading("Equality and human rights implications")
    yield from number.paragraphs(*wording.EQUALITY)
    yield Heading("Background papers")
    for text in wording.BACKGROUND_PAPERS:
        yield Plain(text)
    yield Heading("Officers to contact")
    yield ToFillIn(wording.OFFICERS)
    yield ToFillIn(wording.OFFICERS)


def _annexes(
    quarter: QuarterInFigures, sources: list[Freshness], definitions: Mapping[str, FigureEntry], number: _Numbers
) -> Iterator[Block]:
    yield Heading("Annex A: every figure, and how it is counted")
    yield number.table(analysis.every_figure(quarter))
    yield number.table(_definitions(definitions))
    yield Heading("Annex B: what the figures rest on")
    yield number.table(_sources(sources))


def _definitions(definitions: Mapping[str, FigureEntry]) -> Grid:
    return Grid(
        caption="How each figure is counted",
        columns=("Figure", "What is counted", "Formula", "Interval"),
        numeric=frozenset(),
        rows=tuple(
            (
                Slot(entry.label, note=f"Version {entry.version}", figure=entry.code),
                Slot(entry.description),
                Slot(f"{entry.formula}. Denominator: {_begun_low(entry.denominator)}."),
                Slot(entry.interval),
            )
            for entry in definitions.values()
        ),
    )


def _sources(sources: list[Freshness]) -> Grid:
    rows = [
        (
            Slot(each.source, note=f"{each.agency}{', invented' if each.synthetic else ''}"),
            Slot(moment_in_words(each.received_at)),
            Slot(day_in_words(each.reaches_to) if each.reaches_to else "Not said"),
            Slot(f"{each.rows:,}"),
            Slot(f"{each.rows_refused:,}"),
        )
        for each in sources
    ]
    columns = ("Source", "Received", "Reaches to", "Rows", "Refused")
    nothing = (Slot("Nothing has been loaded"), *(Slot("") for _ in columns[1:]))
    return Grid("Newest delivery of each source", columns, frozenset({"Rows", "Refused"}), tuple(rows) or (nothing,))
