"""The two meanings of repeat missing, twenty points apart on the same children (¶16, ¶26).

Two published studies can each be reconciled with their own totals under one meaning only, and not the same one. So
both are worked out, and neither is ever printed without its name.
"""

from dataclasses import dataclass

from homeward.foundation.errors import HomewardError


class NotEpisodeCounts(HomewardError):
    """Numbers that cannot be the episodes and children of one period."""


@dataclass(frozen=True)
class RepeatShares:
    """Both shares over one period, from 0 to 1, with the counts they come from; None where nobody went missing."""

    episodes: int
    children: int
    children_with_one: int
    repeat_incident_share: float | None
    share_from_repeaters: float | None


def repeat_shares(episodes: int, children: int, children_with_one: int) -> RepeatShares:
    """Both meanings of repeat from episodes E, children C and children with exactly one episode C1.

    `repeat_incident_share` is (E - C) / E: episodes that are a second or later one. `share_from_repeaters` is
    (E - C1) / E: episodes belonging to children who had two or more. All counts are of one period and one definition
    of who counts. Raises NotEpisodeCounts. Source: reconciled from Sidebottom and others 2019 (3,352 episodes, 1,475
    children, 838 once: 0.56 and 0.75) and Galiano López and others 2021.
    """
    repeaters = children - children_with_one
    if not 0 <= children_with_one <= children or episodes < children_with_one + 2 * repeaters:
        raise _impossible()
    if repeaters == 0 and episodes != children:
        raise _impossible()
    if episodes == 0:
        return RepeatShares(0, 0, 0, None, None)
    return RepeatShares(
        episodes,
        children,
        children_with_one,
        (episodes - children) / episodes,
        (episodes - children_with_one) / episodes,
    )


def _impossible() -> NotEpisodeCounts:
    return NotEpisodeCounts(
        got="episodes and children that cannot belong together",
        expected="one episode for each child with exactly one, and at least two for each other child",
        next_step="Check that all three counts cover the same days and the same children.",
    )
