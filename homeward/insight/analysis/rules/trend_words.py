"""What a control chart says, in words and as the table beside it: the same cells, hidden alike."""

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.figures import NOT_COMPARED, spelt
from homeward.insight.analysis.rules.trend import RULES, Charted, Verdict
from homeward.methods.control_charts import LEAST_POINTS, Rule, Signal
from homeward.methods.disclosure.cells import Cell, State

TITLES = {
    "missing-rate": "Children reported missing, for every 1,000 children, by quarter",
    "missing-episodes": "Missing episodes, by quarter",
    "looked-after-share": "Share of looked-after children who were reported missing, by quarter",
}
UNITS = {"missing-rate": "For every 1,000 children", "missing-episodes": "Episodes", "looked-after-share": "Per cent"}
PLACES = {"missing-rate": 2, "missing-episodes": 0, "looked-after-share": 1}
MARKS = {"looked-after-share": "%"}
WHAT_IT_MEANS = (
    "Special cause means more than the ordinary ups and downs between quarters: look for a reason, and first for a "
    "change in how absences are recorded. Common cause means that the ordinary ups and downs explain it, and that one "
    "quarter is not worth explaining by itself."
)
BY_CHANCE = (
    "Where nothing changes, about 6 charts of 12 quarters in 100, and 14 of 20 quarters, still show a special cause."
)


def titled(charted: Charted) -> str:
    """What a chart is called: what it counts, and by what."""
    return TITLES[charted.code]


def change_in_words(now: Cell, before: Cell, charted: Charted | None) -> str:
    """How a count compares with the quarter before, and whether a control chart tells the change from chance.

    Under twelve points no chart can. Source: analysis reference, sections 4.1 (trend) and 6.
    """
    if now.state is State.NOT_COLLECTED:
        return f"{NOT_COMPARED}: nobody has counted this quarter"
    if now.value is None or before.value is None:
        hidden = State.SUPPRESSED in (now.state, before.state)
        return f"{NOT_COMPARED}: one of the two is hidden" if hidden else "No quarter before it to compare with"
    said = verdict_in_words(charted)
    if now.value == before.value:
        return f"The same as in the quarter before ({before}); {said}"
    way = "Up" if now.value > before.value else "Down"
    return f"{way} from {before} in the quarter before; {said}"


def verdict_in_words(charted: Charted | None) -> str:
    """Special cause with the rules that fired, common cause, or why neither is claimed."""
    if charted is None or charted.verdict is Verdict.NOT_CHARTED:
        return "not on a chart, so no more can be said"
    fired = dict.fromkeys(rule_in_words(charted, signal) for signal in charted.newest)
    return {
        Verdict.SPECIAL: f"special cause: {' and '.join(fired)}",
        Verdict.COMMON: f"common cause (no signal by {RULES} rules over {charted.points} quarters)",
        Verdict.TOO_FEW: f"too few points for a signal ({charted.points} of the {LEAST_POINTS} needed)",
        Verdict.NOT_WHOLE: "the quarter is not yet whole, so no more can be said",
    }[charted.verdict]


def rule_in_words(charted: Charted, signal: Signal) -> str:
    """The rule that a stretch of quarters met, with which way it points."""
    sigmas = charted.chart.sigmas if charted.chart else ()
    first, last = (sigmas[place] or 0.0 for place in (signal.places[0], signal.places[-1]))
    above, rising, count = last > 0, last > first, len(signal.places)
    return {
        Rule.OUTSIDE: "above the upper limit" if above else "below the lower limit",
        Rule.ONE_SIDE: f"{count} quarters in a row {'above' if above else 'below'} the centre",
        Rule.TREND: f"{count} quarters in a row {'rising' if rising else 'falling'}",
        Rule.OUTER_THIRD: f"2 of 3 quarters close to the {'upper' if above else 'lower'} limit",
    }[signal.rule]


def number(charted: Charted, value: float | None) -> str:
    """A value of a chart, to the place its figure is given to."""
    return "" if value is None else f"{value:,.{PLACES[charted.code]}f}{MARKS.get(charted.code, '')}"


def cell_in_words(charted: Charted, place: int) -> str:
    """One quarter's value on a chart, or in a word why there is none."""
    cell = charted.cells[place]
    return (
        number(charted, charted.values[place]) if cell.is_shown and charted.values[place] is not None else spelt(cell)
    )


def limits_at(charted: Charted, place: int) -> str:
    """The ordinary range of one quarter; a quarter that is on no chart has none."""
    chart = charted.chart
    if chart is None or chart.lower[place] is None:
        return "None"
    return f"{number(charted, chart.lower[place])} to {number(charted, chart.upper[place])}"


def signal_at(charted: Charted, place: int) -> str:
    """What the chart says of one quarter, for the table beside it."""
    if charted.values[place] is None:
        return "Not on the chart"
    if not charted.complete[place]:
        return "Not yet whole"
    if charted.chart is None or not charted.chart.has_enough:
        return "Too few points"
    found = dict.fromkeys(rule_in_words(charted, signal) for signal in charted.at(place))
    words = " and ".join(found)
    return f"{words[:1].upper()}{words[1:]}" or "None"


def summary(charted: Charted) -> str:
    """The chart in a sentence or three, for whoever reads no further and whoever cannot see it."""
    if charted.chart is None:
        return "Too few quarters are shown for a centre or limits."
    centre = f"Centre {number(charted, charted.chart.centre)}"
    looked = f"{charted.points} quarters were looked at by {RULES} rules"
    if not charted.chart.has_enough:
        return f"{centre}. Too few points for a signal: {charted.points} of the {LEAST_POINTS} needed."
    told = dict.fromkeys(f"{rule_in_words(charted, each)} ({span(charted, each)})" for each in charted.signals)
    return f"{centre}; {looked}. " + (f"Special cause: {'; '.join(told)}." if told else "No special cause.")


def span(charted: Charted, signal: Signal) -> str:
    """From which quarter to which a signal lasted."""
    first, last = charted.quarters[signal.places[0]], charted.quarters[signal.places[-1]]
    return str(first) if first == last else f"{first} until {last}"


def described(charted: Charted) -> str:
    """The whole chart in words, quarter by quarter: its alternative text, hidden where its table is."""
    quarters = "; ".join(
        f"{quarter}, {cell_in_words(charted, place).lower()}{_aside(charted, place)}"
        for place, quarter in enumerate(charted.quarters)
    )
    return f"{TITLES[charted.code]}: {quarters}. {summary(charted)}"


def _aside(charted: Charted, place: int) -> str:
    return "" if charted.complete[place] or charted.values[place] is None else " (not yet whole)"


def short(quarter: Quarter) -> tuple[str, str, str]:
    """A quarter's months and its year, each short enough to stand under a point."""
    first, last = str(quarter).split()[0], str(quarter).split()[-2]
    return f"{first[:3]}–", last[:3], str(quarter.year)
