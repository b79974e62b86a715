"""What this room refuses, in words."""

from homeward.foundation.errors import HomewardError

WORDS = {
    "empty": "Write what is feared, and what is to come of the plan.",
    "no-reason": "Say why neither the child nor the family agreed.",
    "no-review": "Enter a day to come on which it is looked at again.",
    "step": "Choose what may come next, on a day that has come and is not before the last step.",
    "second": "Write in the plan that stands on the case already.",
    "day": "Check the day.",
    "owner": "Whoever answers for it is here still. Ask them, or whoever leads the case.",
}


class CannotStandSo(HomewardError):
    """A version, a step or a review that the rule refuses, in the rule's words."""


class NotThisOnes(HomewardError):
    """A plan, an action, a contact or a challenge that is not this child's, place's or group's, or that has ended."""


class WroteMeanwhile(HomewardError):
    """Somebody else wrote a further version of the plan since it was read."""


class NotSafe(HomewardError):
    """A number or an address that was found unsafe, or is no longer used."""


def refuse(refusal: str) -> None:
    """Raise what a rule refused; nothing where it refused nothing."""
    if refusal:
        raise CannotStandSo(got=refusal, expected="what the rule asks for", next_step=WORDS[refusal])


def not_this_ones() -> NotThisOnes:
    """The error for what belongs to somebody else, or has ended."""
    return NotThisOnes(
        got="something that is not here, or has ended",
        expected="what the page shows",
        next_step="Open the page again: it may have moved to another record.",
    )
