"""The sentences of the paper, each chosen by a rule from figures that are already protected."""

from collections.abc import Mapping

from homeward.foundation.dates_in_words import day_in_words
from homeward.insight.analysis.rules import NOBODY, Charted, Figure, QuarterInFigures
from homeward.insight.analysis.rules.comparing import NO_AREA, NO_CODE, NO_RELEASE, Comparison
from homeward.insight.reports.rules import wording
from homeward.methods.disclosure.cells import State

Figures = Mapping[str, Figure]
NOT_COMPARED = {
    NO_CODE: "Which published area is ours has not been set, so no national or neighbour figure stands beside ours.",
    NO_RELEASE: "No published figures were loaded by this moment: no national or neighbour figure stands beside ours.",
    NO_AREA: "Our own area is not in the published figures, so they stand beside what this hub counts.",
}


def totals_in_words(figures: Figures) -> str:
    """How many children, how often, and for every 1,000 of the population."""
    children, episodes, rate = (figures[code] for code in ("children-missing", "missing-episodes", "missing-rate"))
    if children.cell.value == 0:
        return NOBODY
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


def episode_rate_in_words(figures: Figures) -> str:
    """Episodes for the size of the population, or in a word why there is no such rate."""
    rate = figures["episode-rate"]
    if not rate.cell.value:
        return f"Missing episodes for every 1,000 children: {'none' if rate.cell.is_shown else rate.value.lower()}."
    return (
        f"There were {rate.cell.value:,.1f} episodes for every 1,000 children. Like the count of episodes, that "
        "follows the few children who are missing most often, so no interval is given."
    )


def repeat_in_words(figures: Figures) -> str:
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


def looked_after_in_words(figures: Figures) -> str:
    """How many of the children were looked after, and what share of looked-after children that is."""
    some, share = figures["looked-after-missing"], figures["looked-after-share"]
    if not some.cell.is_shown:
        return f"Looked-after children reported missing: {some.value.lower()}."
    told = f"Looked-after children reported missing: {some.value}"
    if share.cell.is_shown and share.denominator:
        of = f"{share.denominator.value} looked after in the quarter"
        told += f", which is {share.value} of {of} (95% interval {share.range})"
    return f"{told}."


# What stands on each chart, and the figure whose change its sentence tells.
CHARTS = {
    "missing-rate": ("children-missing", "Children"),
    "missing-episodes": ("missing-episodes", "Episodes"),
    "looked-after-share": ("looked-after-missing", "Looked-after children"),
}


def trend_in_words(figures: Figures, charted: Charted) -> str:
    """How a count compares with the quarter before: special cause, common cause, or too few points to say."""
    code, label = CHARTS[charted.code]
    change = figures[code].change
    return f"{label}: {change[:1].lower()}{change[1:]}."


def comparison_in_words(found: Comparison | None) -> tuple[str, ...]:
    """What the comparison with published figures lets the paper say, or why there is none."""
    if found is None:
        return ()
    return tuple(filter(None, (NOT_COMPARED.get(found.empty, ""), *found.sentences)))


def reach_in_words(quarter: QuarterInFigures) -> str:
    """That a quarter is not yet whole, and how far its sources reach."""
    if quarter.complete:
        return ""
    reach = f" Every source reaches to {day_in_words(quarter.reaches_to)}." if quarter.reaches_to else ""
    return f"{wording.NOT_WHOLE}{reach}"
