"""Reading every part of a file to its end, as a delivery is read: what the property tests and the long run ask."""

from homeward.gateways.feeds.files import tables_of
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.rows import Row


def read_all(code: str, content: bytes) -> tuple[int, list[FileRefused]]:
    """How many rows a file of the return gives, and each refusal. Any other error is a fault."""
    feed, rows, refused = feed_named("ssda903"), 0, []
    for part, opening in tables_of(feed, {code: from_bytes("a file", content)}):
        try:
            table = opening()
            for row in table.rows():
                rows += 1
                if isinstance(row, Row):
                    assert set(row.cells) == {column.name for column in part.columns}
                else:
                    assert table.placed(row).message
            assert all(isinstance(note, str) for note in table.notes)
        except FileRefused as why:
            assert why.problem.message.endswith("."), why.problem
            refused.append(why)
    return rows, refused
