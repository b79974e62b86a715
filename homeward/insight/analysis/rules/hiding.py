"""Hiding small numbers in two tables that belong together: children, and those children's episodes.

Both are printed side by side, so a reader can subtract one from the other: episodes less children is how many absences
were second or later ones, and where that is 1 to 5 it tells of a handful of children. Each cell is therefore as small
as the smaller of its two parts, and both tables are hidden in the same places. As no part is smaller than the count
the places were chosen for, whatever could have moved there can move here (S-40, S-41).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from homeward.insight.analysis.rules.counting import Key, Tally
from homeward.methods.disclosure.audit import faults
from homeward.methods.disclosure.cells import SUPPRESSED, Cell, cell_of
from homeward.methods.disclosure.hiding import hidden_cells, small_cells
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL, sums_of_table
from homeward.methods.disclosure.tables import protect_list

WHOLE = (TOTAL, TOTAL)
Cells = Mapping[Key, Cell]


@dataclass(frozen=True)
class Shown:
    """Both tables as they may be shown, their totals under the code `total`. They do not hold what they hide."""

    children: Cells
    episodes: Cells


def shown(counted: Tally, profile: Profile) -> Shown:
    """Both tables, hidden in the same places where that holds; otherwise episodes as a whole, or not at all."""
    further = {key: counted.episodes[key] - number for key, number in counted.children.items()}
    least = {key: least_of(number, further[key], profile) for key, number in counted.children.items()}
    mask = hidden_cells(sums_of_table(least), profile)
    if WHOLE not in mask and all(stands(part, mask, profile) for part in (counted.children, counted.episodes, further)):
        return Shown(cells(counted.children, mask), cells(counted.episodes, mask))
    own = hidden_cells(sums_of_table(counted.children), profile)
    whole = whole_of_episodes(counted.all_children, counted.all_episodes, profile)
    episodes = {**all_hidden(counted.episodes), WHOLE: whole}
    if WHOLE in own:
        return Shown(
            {**all_hidden(counted.children), WHOLE: whole_of_children(counted.all_children, profile)}, episodes
        )
    return Shown(cells(counted.children, own), episodes)


def all_hidden(counts: Mapping[Key, int]) -> dict[Key, Cell]:
    """A table of which nothing is shown but perhaps the whole, so that any cell could be anything."""
    return dict.fromkeys(sums_of_table(counts).counts, SUPPRESSED)


def least_of(children: int, further: int, profile: Profile) -> int:
    """How small a cell is: the smaller of its children and their further episodes.

    Nobody missing again is no secret, unless the children are few themselves.
    """
    return children if further == 0 and profile.hides(children) else min(children, further)


def stands(counts: Mapping[Key, int], mask: AbstractSet[Key], profile: Profile) -> bool:
    """Whether a table hidden in these places shows no small count and gives none back when it is attacked."""
    sums = sums_of_table(counts)
    return small_cells(sums, profile) <= mask and not faults(sums, mask, profile)


def cells(counts: Mapping[Key, int], mask: AbstractSet[Key]) -> Cells:
    """Each cell and each total: hidden, a true nought, or the number."""
    return {key: SUPPRESSED if key in mask else cell_of(count) for key, count in sums_of_table(counts).counts.items()}


def whole_of_children(children: int, profile: Profile) -> Cell:
    """The county's number of children, hidden where it is small. A trend and a table say the same of one quarter."""
    return SUPPRESSED if profile.hides(children) else cell_of(children)


def whole_of_episodes(children: int, episodes: int, profile: Profile) -> Cell:
    """The county's number of episodes, hidden where the children are few or where few of them were missing again."""
    few = profile.hides(children) or profile.hides(episodes - children)
    return SUPPRESSED if few else cell_of(episodes)


def part_of(part: int, whole: int, profile: Profile) -> Cell:
    """A part of a whole that is printed: hidden where it, or what is left, is small enough to point at a child."""
    if whole == 0:
        return cell_of(0)
    return protect_list({"part": part, "rest": whole - part}, profile)["", "part"]


def repeats_shown(counted: Tally, profile: Profile) -> tuple[Cell, Cell]:
    """Second or later episodes, and the episodes of children who had two or more, as both may stand side by side.

    The one less the other tells how many episodes were a child's third or later, and where those are 1 to 5 they tell
    of a handful of children (S-40).
    """
    children, episodes = counted.all_children, counted.all_episodes
    if not whole_of_episodes(children, episodes, profile).is_shown:
        return SUPPRESSED, SUPPRESSED
    alone = part_of(counted.children_with_one, children, profile)
    repeaters = children - counted.children_with_one
    is_shown = alone.is_shown and not profile.hides(episodes - children - repeaters)
    return cell_of(episodes - children), cell_of(episodes - counted.children_with_one) if is_shown else SUPPRESSED
