"""What a paper's readers may see of small numbers. The profile is part of a report's definition."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How far small numbers are hidden for one kind of reader.

    Counts from `hide_from` to `hide_to` are hidden. After hiding, each hidden count could still be any of at least
    `least_range` whole numbers, and not only small ones. A percentage is shown of `least_denominator` or more. The
    partnership profile has 1, 5, 5 and 20; the numbers come from the vocabulary's limits as at the paper's date.
    Source: Department for Education, published tables of children looked after (1 to 5 shown as c).
    """

    hide_from: int
    hide_to: int
    least_range: int
    least_denominator: int

    def hides(self, count: int) -> bool:
        """True for a count small enough to point at a child."""
        return self.hide_from <= count <= self.hide_to

    @property
    def room_needed(self) -> int:
        """How far a small count must seem free to rise: past the small numbers, and over the least range."""
        return max(self.hide_to, self.least_range - 1)
