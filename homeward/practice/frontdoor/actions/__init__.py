"""Keeping what is told, finding whom it is about, deciding in time, and answering whoever told."""

from homeward.practice.frontdoor.actions.allocating import CannotHaveIt, allocate, cover, pass_to_team
from homeward.practice.frontdoor.actions.answering import NotSafeToSay, answer
from homeward.practice.frontdoor.actions.apart import decide_apart, send_apart
from homeward.practice.frontdoor.actions.deciding import (
    DecidedAlready,
    LateWithoutReason,
    NobodyYet,
    NotThatDecision,
    decide,
)
from homeward.practice.frontdoor.actions.going import NotThatClock, end_clock
from homeward.practice.frontdoor.actions.joining import CannotBeJoined, join, part
from homeward.practice.frontdoor.actions.linking import (
    NotOfThisConcern,
    add_new_child,
    link_child,
    tell_for_child,
    unlink_child,
)
from homeward.practice.frontdoor.actions.looking import look_at_robot
from homeward.practice.frontdoor.actions.placing import link_context
from homeward.practice.frontdoor.actions.referring import Referred, receive
from homeward.practice.frontdoor.actions.saying import (
    Chosen,
    NoSuchConcern,
    add_more,
    keep,
    keep_signed_in,
    read_token,
    send,
    send_signed_in,
    token_for,
)

__all__ = [
    "CannotBeJoined",
    "CannotHaveIt",
    "Chosen",
    "DecidedAlready",
    "LateWithoutReason",
    "NoSuchConcern",
    "NobodyYet",
    "NotOfThisConcern",
    "NotSafeToSay",
    "NotThatClock",
    "NotThatDecision",
    "Referred",
    "add_more",
    "add_new_child",
    "allocate",
    "answer",
    "cover",
    "decide",
    "decide_apart",
    "end_clock",
    "join",
    "keep",
    "keep_signed_in",
    "link_child",
    "link_context",
    "look_at_robot",
    "part",
    "pass_to_team",
    "read_token",
    "receive",
    "send",
    "send_apart",
    "send_signed_in",
    "tell_for_child",
    "token_for",
    "unlink_child",
]
