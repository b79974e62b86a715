"""The paper put together: the seed's structure, the figures there are, and one honest line where there are none."""

from collections.abc import Iterator, Mapping, Sequence

from homeward.foundation.dates_in_words import moment_in_words
from homeward.insight.analysis import rules as analysis
from homeward.insight.analysis.rules import Freshness, QuarterInFigures
from homeward.insight.analysis.rules.comparing import Comparison
from homeward.insight.reports.rules import wording
from homeward.insight.reports.rules.annexes import annexes
from homeward.insight.reports.rules.blocks import Block, Heading, Numbers, Paper, Plain, ToFillIn
from homeward.insight.reports.rules.sentences import (
    CHARTS,
    comparison_in_words,
    episode_rate_in_words,
    looked_after_in_words,
    reach_in_words,
    repeat_in_words,
    totals_in_words,
    trend_in_words,
)
from homeward.insight.reports.rules.since import SinceLast
from homeward.vocabulary.shapes import FigureEntry

TITLE = "Missing children and child criminal exploitation"
COMPARED = ("looked-after-year-share", "ordinary-among-authorities")


def paper_of(
    quarter: QuarterInFigures,
    sources: Sequence[Freshness],
    definitions: Mapping[str, FigureEntry],
    *,
    comparison: Comparison | None = None,
    since: SinceLast | None = None,
) -> Paper:
    """The paper on one quarter. The same figures always give the same paper."""
    number = Numbers()
    blocks = (
        *_opening(quarter, number),
        *_background(number),
        *_local_picture(quarter, comparison, since.sentence if since else "", number),
        *_response(number),
        *_closing(number),
        *annexes(quarter, sources, definitions, number),
    )
    return Paper(
        title=TITLE,
        subtitle=f"{quarter.quarter}, as at {moment_in_words(quarter.as_at)}",
        quarter=quarter.quarter,
        as_at=quarter.as_at,
        invented=any(source.synthetic for source in sources),
        blocks=tuple(blocks),
        figures=quarter.figures if quarter.collected else {},
        definitions=definitions,
        since=since.told if since else {},
    )


def _opening(quarter: QuarterInFigures, number: Numbers) -> Iterator[Block]:
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


def _background(number: Numbers) -> Iterator[Block]:
    yield Heading("Background")
    yield Heading("County lines and criminal exploitation", 2)
    yield from number.paragraphs(*wording.COUNTY_LINES, *wording.HARM, wording.OUTSIDE_FIGURES)


def _local_picture(
    quarter: QuarterInFigures, comparison: Comparison | None, since: str, number: Numbers
) -> Iterator[Block]:
    yield Heading("The local picture")
    yield Heading("County lines, and the scale of exploitation", 2)
    yield from number.paragraphs(wording.LINES, wording.TRAVEL, wording.SCALE)
    yield Heading(f"Children reported missing, {quarter.quarter}", 2)
    if quarter.collected:
        yield from _missing(quarter, since, number)
        yield from _by_quarter(quarter, number)
    else:
        yield from number.paragraphs(wording.NO_SOURCE)
    yield Heading("Children missing most often", 3)
    yield from number.paragraphs(wording.MOST_FREQUENT)
    yield from _beside_others(comparison, number)


def _missing(quarter: QuarterInFigures, since: str, number: Numbers) -> Iterator[Block]:
    figures = quarter.figures
    totals = totals_in_words(figures)
    yield from number.paragraphs(totals, figures=("children-missing", "missing-episodes", "missing-rate"))
    yield from number.paragraphs(*(each for each in quarter.sentences if each != totals))
    yield from number.paragraphs(reach_in_words(quarter), since)
    yield number.table(analysis.counts(quarter, "children"), "children-missing")
    yield number.table(analysis.counts(quarter, "episodes"), "missing-episodes")
    yield Heading("Rates", 3)
    yield from number.paragraphs(episode_rate_in_words(figures), figures=("episode-rate",))
    yield number.table(analysis.rates(quarter, "children"), "missing-rate")
    yield number.table(analysis.rates(quarter, "episodes"), "episode-rate")
    yield Heading("Repeat missing", 3)
    yield from number.paragraphs(repeat_in_words(figures), figures=("repeat-incident-share", "share-from-repeaters"))
    yield Heading("Looked-after children", 3)
    yield from number.paragraphs(looked_after_in_words(figures), figures=("looked-after-missing", "looked-after-share"))


def _by_quarter(quarter: QuarterInFigures, number: Numbers) -> Iterator[Block]:
    yield Heading("Quarter by quarter", 3)
    yield from number.paragraphs(analysis.WHAT_IT_MEANS)
    yield number.table(analysis.trend(quarter), "children-missing", "missing-episodes")
    for code, charted in quarter.charts.items():
        yield from number.paragraphs(trend_in_words(quarter.figures, charted))
        yield number.drawing(code, analysis.titled(charted), analysis.described(charted))
        yield number.table(analysis.charted(charted), CHARTS[code][0])


def _beside_others(found: Comparison | None, number: Numbers) -> Iterator[Block]:
    if found is None:
        return
    yield Heading("Looked-after children, beside other areas", 2)
    yield from number.paragraphs(*comparison_in_words(found))
    if found.grid:
        yield number.table(found.grid, *COMPARED)
        for note in found.notes:
            yield Plain(note)


def _response(number: Numbers) -> Iterator[Block]:
    yield Heading("The partnership’s response")
    for heading, text in wording.RESPONSE.items():
        yield Heading(heading, 2)
        yield from number.paragraphs(text)
    yield from number.paragraphs(wording.AWARENESS)
    yield Heading("Governance", 2)
    yield from number.paragraphs(wording.CONCLUSION)


def _closing(number: Numbers) -> Iterator[Block]:
    yield Heading("Background papers")
    for text in wording.BACKGROUND_PAPERS:
        yield Plain(text)
    yield Heading("Officers to contact")
    for which in ("First officer", "Second officer"):
        yield Heading(which, 2)
        yield ToFillIn(wording.OFFICERS)
    yield Heading("Relevant impact assessments")
    yield Heading("Equality and human rights implications", 2)
    yield from number.paragraphs(*wording.EQUALITY)
