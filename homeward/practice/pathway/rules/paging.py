"""One page of a list, with what Open Referral UK says of a page. Pure."""

from dataclasses import dataclass
from typing import Any

USUAL, MOST = 50, 200


@dataclass(frozen=True, slots=True)
class Page:
    """Which entries stand on a page. A page beyond the last is empty, and says so."""

    number: int
    per_page: int
    total: int

    @property
    def first(self) -> int:
        """How many entries stand before it."""
        return (self.number - 1) * self.per_page

    @property
    def pages(self) -> int:
        """How many pages there are: one, where there is nothing."""
        return max(1, -(-self.total // self.per_page))

    def told(self, contents: list[dict[str, Any]]) -> dict[str, Any]:
        """The page as the standard writes it."""
        return {
            "total_items": self.total,
            "total_pages": self.pages,
            "page_number": self.number,
            "size": len(contents),
            "first_page": self.number == 1,
            "last_page": self.number == self.pages,
            "empty": not contents,
            "contents": contents,
        }


def page_of(number: str, per_page: str, total: int) -> Page | None:
    """The page asked for, the first where nobody says; none for what is no whole number above nought."""
    wanted, size = _whole(number, 1), _whole(per_page, USUAL)
    return Page(wanted, min(size, MOST), total) if wanted and size else None


def _whole(text: str, usual: int) -> int | None:
    if not text:
        return usual
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) else None
