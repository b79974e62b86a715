"""Calls captured while the hub was away: what a device may send, and what becomes of it when it comes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from homeward.foundation.envelopes import broken
from homeward.practice.missing.rules.calls import FIELDS, LONGEST, Kept, Standing

MOST_PIECES = 20
LARGEST_PIECE = 40_000  # letters: the longest words of a box, sealed
LARGEST_BODY = MOST_PIECES * LARGEST_PIECE + 4_000
HIGHEST = 2**31 - 1
LABEL = "label"  # beside the boxes of the console: what a call seemed to be, in one press
AGAIN = "again"
HELD = "held"

# Why a piece is kept apart for a person to look at, and lost in no case.
WHY_HELD = {
    "expired": "Its permit had run out when it came",
    "stranger": "Whoever typed it no longer works here",
    "permit": "Its own permit is not known: another of the device’s was sent with it",
    "device": "It was sealed on another device than the permit was given to",
    "key": "It is sealed to a key that the hub does not hold",
    "broken": "It is not whole, or was altered: it does not open",
}


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to add calls and nothing else: whose, on which device, since when."""

    worker: UUID
    device: UUID
    given_at: datetime

    def has_expired(self, at: datetime, *, hours: int) -> bool:
        """Whether it no longer adds by itself. What comes under it afterwards waits for a person."""
        return at >= self.given_at + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was typed in one box while the hub was away, opened; or the label that was pressed, empty if taken back."""

    id: UUID
    call: UUID
    number: int
    device: UUID
    box: str
    words: str
    read: int
    typed_at: datetime


def place_of(call: object, piece: object, number: object) -> str:
    """To what the words of an envelope are bound."""
    return f"{call}|{piece}|{number}"


def identified(parts: Mapping[str, Any]) -> tuple[UUID, UUID, int]:
    """The call, the piece and its number that stand plainly on an envelope. Raises EnvelopeBroken."""
    try:
        call, piece, number = UUID(parts["call"]), UUID(parts["piece"]), parts["number"]
    except (KeyError, ValueError, TypeError, AttributeError):
        raise broken("an envelope that does not say whose it is") from None
    if type(number) is not int or not 0 < number <= HIGHEST:
        raise broken("an envelope without a number")
    return call, piece, number


def piece_of(
    identity: tuple[UUID, UUID, int], opened: bytes, *, labels: Collection[str], arrived_at: datetime
) -> Piece:
    """The piece that an envelope held. Raises EnvelopeBroken where it is none of the console's."""
    call, piece, number = identity
    try:
        told = json.loads(opened)
        box, words, read = str(told["box"]), str(told["words"])[:LONGEST].strip(), int(told["read"])
        device, typed_at = UUID(told["device"]), moment_of(float(told["typed_at"]), arrived_at=arrived_at)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        raise broken("an envelope that holds something else than a box of the console") from None
    if box not in FIELDS and not (box == LABEL and words in ("", *labels)):
        raise broken("an envelope of a box that the console has not")
    return Piece(piece, call, number, device, box, words, max(0, min(read, HIGHEST)), typed_at)


def moment_of(seconds: float, *, arrived_at: datetime) -> datetime:
    """When a device says that something was typed. A clock that is ahead, or a year behind, is not believed."""
    said = datetime.fromtimestamp(seconds, UTC)
    return said if arrived_at - timedelta(days=365) <= said <= arrived_at else arrived_at


def what_becomes_late(standing: Standing | None, *, words: str, read: int, follows: bool) -> Kept:
    """What becomes of words that come late, for a box in which something may stand by now.

    They take the place of what was read when they were typed, and of what they were typed after by the same hand. Over
    anything else they are kept beside, whoever wrote it: a late piece is never the last word.
    """
    if standing is None:
        return "kept" if words else "same"
    if standing.words == words:
        return "same"
    return "kept" if follows or standing.number <= read else "beside"


def what_becomes_of_label(
    state: str, label: str, *, code: str, own: bool, spoken: bool
) -> Literal["kept", "same", "late"]:
    """What becomes of a label that was pressed, or taken back, while the hub was away.

    It closes an open call only where nobody else has written in it, and nothing was written after the press: a late
    label is never the last word, and a call that is open is answered. One's own label gives way, until somebody has
    looked at it again.
    """
    if label == code:
        return "same"
    if state == "open":
        return "late" if spoken else "kept"
    return "kept" if state == "labelled" and own else "late"
