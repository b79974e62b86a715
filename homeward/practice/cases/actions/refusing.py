"""What an action of this room says when it cannot do what was asked."""

from homeward.foundation.errors import HomewardError


class NotThisChilds(HomewardError):
    """Something that is not this child's, or that is closed."""


class NotThatStep(HomewardError):
    """A step of a notice that is over, was taken already, or whose turn has not come."""


class NotThatDay(HomewardError):
    """A day still to come, or one before what it speaks of."""


def not_this_childs() -> NotThisChilds:
    """Something that is another's, was closed meanwhile, or moved with another record."""
    return NotThisChilds(
        got="something that is not this child's, or is closed",
        expected="what the child's page shows",
        next_step="Open the child's page again: it may have been closed, or moved to another record.",
    )


def not_that_day() -> NotThatDay:
    """A day that cannot be."""
    return NotThatDay(
        got="a day that has not come, or lies before what it speaks of",
        expected="a day since then, today at the latest",
        next_step="Check the day.",
    )
