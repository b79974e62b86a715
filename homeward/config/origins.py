"""Which host the pages are read from, and which the files (S-28)."""

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured


def checked_origin(origin: str, *, pages: Collection[str]) -> str:
    """The origin that files may be read from, if it is one and answers no pages. Otherwise the start stops."""
    parts = urlsplit(origin)
    if not parts.hostname or origin != f"https://{parts.hostname}":
        raise ImproperlyConfigured("Set HOMEWARD_FILES_ORIGIN to an origin, such as https://files.council.example")
    if parts.hostname in {taken_apart(each).hostname for each in pages}:
        raise ImproperlyConfigured("Set HOMEWARD_FILES_ORIGIN to another host than the pages': cookies are a host's.")
    return origin


def is_for_files(host: str, *, files: str, pages: str) -> bool:
    """Whether a request's host is the files'. On a single machine they have a port of their own, whatever its name."""
    origin, asked = urlsplit(files), taken_apart(host)
    if origin.port and origin.port != urlsplit(pages).port:
        return asked.port == origin.port
    return (asked.hostname or "").rstrip(".") == origin.hostname


def taken_apart(host: str) -> SplitResult:
    """A host or an address, in its parts."""
    return urlsplit(host if "//" in host else f"//{host}")
