"""Asking for something to be done, and saying that it has been; having a matter in hand, and handing it over."""

from homeward.register.tasks.actions.asking import (
    NobodyAsked,
    NoSuchKind,
    NotYoursToDo,
    do_task,
    raise_task,
    settle,
)
from homeward.register.tasks.actions.climbing import notify
from homeward.register.tasks.actions.handing import (
    AcceptedAlready,
    CannotBeGiven,
    NotYoursToAccept,
    NotYoursToGive,
    accept,
    decline,
    give,
    hand_over,
    withdraw,
)
from homeward.register.tasks.actions.owning import NobodyHasIt, NotYoursToTake, close, own, regrade, take_over

__all__ = [
    "AcceptedAlready",
    "CannotBeGiven",
    "NoSuchKind",
    "NobodyAsked",
    "NobodyHasIt",
    "NotYoursToAccept",
    "NotYoursToDo",
    "NotYoursToGive",
    "NotYoursToTake",
    "accept",
    "close",
    "decline",
    "do_task",
    "give",
    "hand_over",
    "notify",
    "own",
    "raise_task",
    "regrade",
    "settle",
    "take_over",
    "withdraw",
]
