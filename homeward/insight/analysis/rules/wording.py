"""The sentences a board paper prints of boys and girls: each says what it counts, and claims no more than that.

A count and a rate can tell opposite stories: where most of the children missing are boys, a boy may still be less
likely to go missing than a girl, if there are more boys. So the sentence names children, episodes or the rate, and says
that one is higher only when the interval of the ratio leaves out 1 (¶16).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.foundation.ages import AgeBand
from homeward.insight.analysis.rules.counting import Key
from homeward.methods.disclosure.cells import Cell
from homeward.methods.disclosure.sums import TOTAL
from homeward.methods.rates import ratio_of_rates

PEOPLE = {"M": "boys", "F": "girls"}
NOBODY = "No child was reported missing in the quarter."


@dataclass(frozen=True)
class Group:
    """Boys or girls: how many were reported missing, as far as that is shown, and how many live in the county."""

    cell: Cell
    population: int


def compare_children(boys: Group, girls: Group) -> str:
    """Whether boys or girls are more likely to be reported missing, by the rate of children."""
    if boys.cell.value is None or girls.cell.value is None:
        return "The numbers of boys and girls reported missing are not both shown, so they are not compared."
    if boys.cell.value == girls.cell.value == 0:
        return "No boy and no girl was reported missing."
    counts = f"{boys.cell} boys and {girls.cell} girls were reported missing"
    if not boys.population or not girls.population:
        return f"{counts}. No population is loaded, so their rates cannot be compared."
    ratio = ratio_of_rates(int(boys.cell.value), boys.population, int(girls.cell.value), girls.population)
    rates = f"{rate_in_words(boys)} boys and {rate_in_words(girls)} girls in every 1,000"
    if not ratio.excludes(1):
        return f"{counts}: {rates}. There is no clear difference between the rates."
    higher, lower = ("boys", "girls") if (ratio.low or 0) > 1 else ("girls", "boys")
    ends = interval_of(ratio.value, ratio.low, ratio.high)
    return f"{counts}: {rates}. The rate of children reported missing is higher among {higher} than {lower}{ends}."


def interval_of(value: float | None, low: float | None, high: float | None) -> str:
    """The ratio of boys to girls with its interval, where both ends exist."""
    if value is None or low is None or high is None:
        return ""
    return f" (boys to girls {value:.2f}, 95% interval {low:.2f} to {high:.2f})"


def rate_in_words(group: Group) -> str:
    """A rate to one place; of nobody it is 0, as in the tables."""
    return f"{1000 * group.cell.value / group.population:.1f}" if group.cell.value else "0"


def compare_episodes(boys: Cell, girls: Cell) -> str:
    """How many episodes boys and girls had. It never says which is more: a few children have many."""
    if boys.value == girls.value == 0:
        return "Boys and girls had no missing episodes."
    if boys.value is None or girls.value is None:
        return "The numbers of episodes are not both shown."
    return (
        f"Boys had {boys} missing episodes and girls {girls}. A few children account for many episodes, so episodes do "
        "not show who is more likely to go missing."
    )


def commonest_ages(cells: Mapping[Key, Cell], bands: Sequence[AgeBand]) -> tuple[str, ...]:
    """The commonest age of boys and of girls; where the table does not show it, one sentence says so of both.

    Nothing is said of boys, or of girls, where none was reported missing.
    """
    some = [sex for sex in PEOPLE if cells[TOTAL, sex].value != 0]
    told = {sex: commonest_age(sex, cells, bands) for sex in some}
    untold = " and of ".join(PEOPLE[sex] for sex in some if not told[sex])
    why = (
        f"The commonest age of {untold} reported missing is not given: too many of their ages are hidden or not known."
    )
    return (*filter(None, told.values()), *([why] if untold else []))


def commonest_age(sex: str, cells: Mapping[Key, Cell], bands: Sequence[AgeBand]) -> str:
    """The age band that holds most of the boys or the girls reported missing; empty unless the table itself shows it.

    Nothing is said that a reader could not see: a band is named only when all that is hidden, taken together, is less
    than it. Whether it holds more than the next is claimed only when the interval of the two counts leaves out 1.
    """
    who, whole = PEOPLE[sex], cells[TOTAL, sex]
    shown = sorted(
        ((int(cell.value), band.label) for band in bands if (cell := cells[band.code, sex]).value is not None),
        reverse=True,
    )
    if whole.value is None or not shown or shown[0][0] == 0:
        return ""
    (most, label), rest = shown[0], int(whole.value) - sum(count for count, _ in shown)
    if rest >= most:
        return ""
    following = max(rest, shown[1][0] if len(shown) > 1 else 0)
    if following and not ratio_of_rates(most, 1, following, 1).excludes(1):
        return f"No one age band stands out among {who} reported missing."
    return f"Most often, {who} reported missing were aged {label.lower()}: {most:,} of {whole} {who}."
