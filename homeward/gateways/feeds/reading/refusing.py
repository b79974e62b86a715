"""Why a whole file cannot be used. One error, so that every way of being unreadable is told in the same form."""

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.rows import Problem

WHOLE_FILE, COLUMN_NAMES = 0, 1


class FileRefused(HomewardError):
    """A file that cannot be read as its feed says; nothing of it is used."""

    def __init__(self, rule: str, *, got: str, next_step: str, row: int = WHOLE_FILE, column: str = "") -> None:
        super().__init__(got=got, expected="a CSV or XML file as the feed describes it", next_step=next_step)
        self.problem = Problem(row, column, rule, f"{got[:1].upper()}{got[1:]}. {next_step}"[:300])


def changed_while_read() -> FileRefused:
    """The error for a file that is no longer what it was when its letters were looked at."""
    step = "Wait until whatever writes it has finished, and send it again."
    return FileRefused("changed", got="the file changed while it was being read", next_step=step)
