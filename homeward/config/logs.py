"""How a log line is written: what happened and where in the program, and never the words of an error.

An error's own text may repeat a cell, a name or an address that the program was working on (S-18).
"""

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Writes an error as its kind and the lines of the program it passed through, with those it was caused by."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  (the library's name for it)
        return "\n".join(told(each) for each in causes_of(ei[1]))


def causes_of(raised: BaseException | None) -> list[BaseException]:
    """The error and what lay behind it, the first cause first."""
    found: list[BaseException] = []
    while raised is not None and raised not in found:
        found.insert(0, raised)
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return found


def told(raised: BaseException) -> str:
    """One error: where it passed, and its kind."""
    return "".join(traceback.format_tb(raised.__traceback__)) + type(raised).__qualname__
