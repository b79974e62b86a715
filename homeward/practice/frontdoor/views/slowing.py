"""Slowing a flood of the open form from one place. Nobody is refused: the page waits, holding what was typed."""

import hashlib
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from homeward.foundation.london import london_day
from homeward.practice.frontdoor.rules import wait_seconds
from homeward.register.keys.queries import index
from homeward.vocabulary.limits import limit

SALT = "homeward.frontdoor.wait"
HOUR = 3600


def seconds_to_wait(request: HttpRequest, *, at: datetime) -> int:
    """How long this place is asked to wait before it begins another worry. It is counted, and forgotten in an hour.

    The place is a keyed digest that changes with the hour, beside nothing that was said.
    """
    place = get_adapter(request).get_client_ip(request)
    key = f"worry:{index(place, purpose=f'worry {at:%Y-%m-%d %H}')}"
    cache.add(key, 0, HOUR)
    try:
        begun = cache.incr(key)
    except ValueError:  # it lapsed between the two
        begun = 1
    return wait_seconds(begun, most=limit("worries_from_one_place_most", on=london_day(at)))


def ticket_for(seconds: int, *, at: datetime) -> str:
    """What a waiting page holds: when it may go on."""
    return signing.dumps(at.timestamp() + seconds, salt=SALT)


def has_waited(ticket: str, *, at: datetime) -> bool:
    """Whether a page waited as long as it was asked to, and goes on for the first time."""
    try:
        ready = signing.loads(ticket, salt=SALT)
    except signing.BadSignature:
        return False
    used = f"worry-waited:{hashlib.sha256(ticket.encode()).hexdigest()}"
    return bool(ready <= at.timestamp() < ready + HOUR) and bool(cache.add(used, 1, 2 * HOUR))
