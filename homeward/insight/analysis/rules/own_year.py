"""Our own collection year as it may stand beside the four quarters that a reader has already seen.

The quarters are printed on their own pages, some with a number hidden. A year's number less the quarters that are shown
is the quarter that is not, or comes close enough to it, so nothing of a year is printed unless all four of its quarters
are shown in full; and what a reader can work out from a year and its quarters together must not be small (S-40, S-41).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from homeward.insight.analysis.rules.counting import Tally
from homeward.insight.analysis.rules.hiding import part_of, whole_of_children, whole_of_episodes
from homeward.methods.disclosure.cells import NOT_COLLECTED, SUPPRESSED, Cell, cell_of
from homeward.methods.disclosure.profile import Profile


@dataclass(frozen=True)
class OwnYear:
    """What the council's own return says of one collection year, as this hub counts it."""

    looked_after: int = field(repr=False)
    missing: int = field(repr=False)
    more_than_once: int = field(repr=False)
    episodes: int = field(repr=False)


@dataclass(frozen=True)
class FiveCells:
    """The five figures of one area's year, as they may be shown."""

    looked_after: Cell = NOT_COLLECTED
    missing: Cell = NOT_COLLECTED
    more_than_once: Cell = NOT_COLLECTED
    episodes: Cell = NOT_COLLECTED
    mean: Cell = NOT_COLLECTED


def own_shown(own: OwnYear | None, quarters: Sequence[Tally], profile: Profile) -> FiveCells:
    """Our year's figures, hidden wherever a reader with the year's four quarters could work out a small number."""
    if own is None:
        return FiveCells()
    looked_after = SUPPRESSED if profile.hides(own.looked_after) else cell_of(own.looked_after)
    if not all(is_shown_in_full(each, profile) for each in quarters) or any(
        map(profile.hides, told_by_children(own, quarters))
    ):
        return FiveCells(looked_after, SUPPRESSED, SUPPRESSED, SUPPRESSED, SUPPRESSED)
    few_repeats = any(map(profile.hides, told_by_repeats(own)))
    few_episodes = any(map(profile.hides, told_by_episodes(own, quarters)))
    return FiveCells(
        looked_after,
        cell_of(own.missing),
        SUPPRESSED if few_repeats else cell_of(own.more_than_once),
        SUPPRESSED if few_episodes else cell_of(own.episodes),
        SUPPRESSED if few_episodes else mean_of(own),
    )


def is_shown_in_full(quarter: Tally, profile: Profile) -> bool:
    """Whether a quarter's own page hides none of its wholes."""
    return (
        whole_of_children(quarter.all_children, profile).is_shown
        and whole_of_episodes(quarter.all_children, quarter.all_episodes, profile).is_shown
        and part_of(quarter.looked_after, quarter.all_children, profile).is_shown
    )


def told_by_children(own: OwnYear, quarters: Sequence[Tally]) -> tuple[int, ...]:
    """Children missing, those not missing, and how often a child was missing in one quarter more than the first."""
    over_quarters = sum(quarter.looked_after for quarter in quarters)
    return (own.missing, own.looked_after - own.missing, abs(over_quarters - own.missing))


def told_by_repeats(own: OwnYear) -> tuple[int, ...]:
    """Children missing more than once, those missing just once, and third or later episodes."""
    return (own.more_than_once, own.missing - own.more_than_once, own.episodes - own.missing - own.more_than_once)


def told_by_episodes(own: OwnYear, quarters: Sequence[Tally]) -> tuple[int, ...]:
    """Second or later episodes, and the episodes of the four quarters that are not in the return."""
    return (own.episodes - own.missing, abs(sum(quarter.all_episodes for quarter in quarters) - own.episodes))


def mean_of(own: OwnYear) -> Cell:
    """Episodes for each child who was missing; of nobody there is no mean."""
    return cell_of(round(own.episodes / own.missing, 1)) if own.missing else cell_of(None)
