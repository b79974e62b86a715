"""Connecting to the county's paging system: to the open network alone, by a number that was looked at first.

The name is asked for once and the connection goes to one of the numbers it gave, so that a name which answers
otherwise the second time leads nowhere. An answer that sends elsewhere is a failure: it is never followed.
"""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from homeward.register.tasks.rules.outgoing import wrong_address, wrong_numbers

SECONDS = 10
PORTS = {"https": 443, "http": 80}


def post(url: str, body: bytes, headers: dict[str, str], *, https_only: bool, private_allowed: bool) -> str:
    """Send a body to an address. What went wrong, in a code; nothing where it was taken."""
    if wrong := wrong_address(url, https_only=https_only):
        return wrong
    parts = urlsplit(url)
    try:
        numbers = numbers_of(parts)
        if wrong := wrong_numbers(numbers, private_allowed=private_allowed):
            return wrong
        return fault_of(ask(parts, numbers[0], body, headers))
    except (OSError, HTTPException):
        return "unreachable"


def numbers_of(parts: SplitResult) -> list[str]:
    """The numbers that a host's name leads to now."""
    found = socket.getaddrinfo(parts.hostname, port_of(parts), type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def port_of(parts: SplitResult) -> int:
    """The port of an address: its own, or that of its kind."""
    return parts.port or PORTS[parts.scheme]


def ask(parts: SplitResult, number: str, body: bytes, headers: dict[str, str]) -> int:
    """Send the body to that number in the host's name, and return the answer's status. What it says is not read."""
    connection = connection_to(parts, number)
    path = parts.path or "/"
    try:
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def connection_to(parts: SplitResult, number: str) -> HTTPConnection:
    """A connection in the host's name that goes to the number: the certificate is still the name's."""
    host, port = parts.hostname or "", port_of(parts)
    line = socket.create_connection((number, port), SECONDS)
    if parts.scheme == "http":
        plain = HTTPConnection(host, port, timeout=SECONDS)
        plain.sock = line
        return plain
    context = ssl.create_default_context()
    secure = HTTPSConnection(host, port, timeout=SECONDS, context=context)
    try:
        secure.sock = context.wrap_socket(line, server_hostname=host)
    except OSError:
        line.close()
        raise
    return secure


def fault_of(status: int) -> str:
    """What an answer's status means for a message: nothing where it was taken."""
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return "redirect"
    return "refused" if status < 500 else "server"
