"""Long lists in parts that a statement can name."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_parts(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The values in their order, so many at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
