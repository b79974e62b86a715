"""When a message is tried again, and to which addresses Homeward will connect at all (S-13).

A paging system's address is set by whoever runs the hub. It is still held to the open network, so that a mistaken or
changed name never makes the hub speak to what lies behind it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

MOST_TRIES = 8
LONGEST_MINUTES = 60
NOT_HTTPS, NO_HOST, PRIVATE = "not-https", "no-host", "private-address"


def tried_again_at(tries: int, *, at: datetime) -> datetime:
    """After the first try a minute later, then two, four, and so on, an hour at most."""
    return at.astimezone(UTC) + timedelta(minutes=min(2 ** max(tries - 1, 0), LONGEST_MINUTES))


def is_given_up(tries: int) -> bool:
    """Whether a message that failed so often is tried no more, and somebody is told."""
    return tries >= MOST_TRIES


def wrong_address(url: str, *, https_only: bool) -> str:
    """Why an address may not be used; nothing where it may."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return NO_HOST
    if not parts.hostname or parts.username or parts.password or port == 0:
        return NO_HOST
    allowed = {"https"} if https_only else {"https", "http"}
    return "" if parts.scheme in allowed else NOT_HTTPS


def wrong_numbers(numbers: Iterable[str], *, private_allowed: bool) -> str:
    """Why the numbers that a name leads to may not be connected to: one of a private network is enough."""
    found = list(numbers)
    if not found:
        return NO_HOST
    return "" if private_allowed or all(map(is_open, found)) else PRIVATE


def is_open(number: str) -> bool:
    """Whether a number is of the open network: no private, local, shared, reserved or multicast one."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inside and not is_open(str(inside)):
            return False
    return address.is_global and not address.is_multicast
