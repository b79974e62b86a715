"""Which page of a long list is shown, and the links to the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from homeward.design.values import Link

NEAR = 1
LONGEST = 6  # digits of a page number; a longer one is nobody's


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered page to go to, or the gap where some are left out."""

    number: int = 0
    href: str = ""
    current: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether pages are left out here."""
        return not self.number


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pagination prints: the pages near this one, the first and the last."""

    words: str
    steps: tuple[Step, ...]
    previous: Link | None = None
    following: Link | None = None


def page_asked(request: HttpRequest) -> int:
    """The page of a long list that an address asks for; the first when it asks for none, or for nonsense."""
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST else 1


def pages_of(
    total: int,
    *,
    page: int,
    size: int = 25,
    path: str,
    query: Mapping[str, str | list[str]] | None = None,
    noun: str = "results",
) -> Pages:
    """The links to each page of `total` results; one page alone needs none."""
    last = max(1, -(-total // size))
    page = min(max(1, page), last)

    def href(number: int) -> str:
        kept = {name: value for name, value in (query or {}).items() if name != "page"}
        return f"{path}?{urlencode({**kept, 'page': number}, doseq=True)}"

    return Pages(
        words=shown_words(total, page=page, size=size, noun=noun),
        steps=tuple(Step(number, href(number), number == page) if number else Step() for number in numbers(page, last)),
        previous=Link("Previous", href(page - 1)) if page > 1 else None,
        following=Link("Next", href(page + 1)) if page < last else None,
    )


def shown_words(total: int, *, page: int, size: int, noun: str) -> str:
    """Which of how many are on this page; nothing of an empty list, which says itself why it is."""
    if not total:
        return ""
    return f"Showing {(page - 1) * size + 1:,} to {min(page * size, total):,} of {total:,} {noun}"


def numbers(page: int, last: int) -> list[int]:
    """The page numbers to show, with 0 where a run of them is left out; none for a single page."""
    if last == 1:
        return []
    shown = sorted({1, last, *range(max(1, page - NEAR), min(last, page + NEAR) + 1)})
    found: list[int] = []
    for number in shown:
        if found and number - found[-1] > 1:
            found.append(0)
        found.append(number)
    return found
