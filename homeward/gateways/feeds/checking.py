"""Reading a whole delivery to its last byte, and saying of every row what would become of it. Nothing is written.

A row with a fault is refused and the good rows stay. A fault that makes the file itself doubtful (its letters, its
columns, its end) refuses all of the delivery, since nobody can then know what is missing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.reading.cells import checked_row, external_id
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.table import table_of
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import Checked, Problem, Row
from homeward.register.keys.queries import index
from homeward.register.sources.models import Source
from homeward.register.sources.queries import latest_contents

BATCH = 500
TOO_MANY = 10_000
Tell = Callable[[int, int | None], None]


def tell_nobody(done: int, total: int | None) -> None:
    """For whoever does not watch."""


@dataclass
class Found:
    """What reading a delivery came to: each row's outcome, what is wrong, and what is worth saying."""

    outcomes: dict[str, dict[int, str]] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused_whole: bool = False

    def counts(self) -> Counter[str]:
        """How many rows of each outcome: new, changed, known, refused, dropped."""
        return Counter(outcome for part in self.outcomes.values() for outcome in part.values())

    @property
    def rows(self) -> int:
        return sum(len(part) for part in self.outcomes.values())


@dataclass
class PartReading:
    """One part being read: what became of each row, and what must be remembered to judge the rows that follow."""

    feed: Feed
    part: Part
    source: Source | None
    year: int | None
    on: date
    seen: dict[str, set[str]]
    outcomes: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    children: dict[str, list[Checked]] = field(default_factory=lambda: defaultdict(list))

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with rows; the file is given up when it is wrong throughout."""
        for problem in problems:
            self.problems.append(problem)
            self.outcomes[problem.row] = "refused"
        if len(self.problems) > TOO_MANY:
            got = f"more than {TOO_MANY:,} rows or cells are wrong, so this is not the file the feed expects"
            step = "Check that it was made for this feed, and that its columns hold what their names say."
            raise FileRefused("too-many", got=got, next_step=step)

    def owner(self, row: Row) -> str:
        """Whose row it is: the first column of the key."""
        return row.cells[self.part.key[0]]


def check(
    feed: Feed, files: dict[str, Opened], *, source: Source | None, year: int | None, on: date, tell: Tell = tell_nobody
) -> Found:
    """What would become of each row of these files, from this source, received on this day."""
    found = Found()
    seen: dict[str, set[str]] = {}
    for part in (part for part in feed.mapping.parts if part.part in files):
        reading = PartReading(feed, part, source, year, on, seen)
        found.outcomes[part.part], found.problems[part.part] = reading.outcomes, reading.problems
        try:
            found.notes += check_part(reading, files[part.part], beyond(found.rows, tell))
        except FileRefused as refused:
            found.refused_whole = True
            reading.problems.append(refused.problem)
    return found


def beyond(before: int, tell: Tell) -> Callable[[int], None]:
    """Tell of a part's rows as so many beyond those of the parts before it."""
    return lambda done: tell(before + done, None)


def check_part(reading: PartReading, file: Opened, tell: Callable[[int], None]) -> tuple[str, ...]:
    """Read one part to its end, and return what is worth saying of it. Raises FileRefused."""
    table = table_of(reading.part, file)
    for batch in batches(table.rows()):
        check_batch(reading, batch)
        tell(len(reading.outcomes))
    if reading.feed.together:
        for rows in reading.children.values():
            reading.refuse(reading.feed.together(rows, reading.year))
    return table.notes


def check_batch(reading: PartReading, batch: Sequence[Row | Problem]) -> None:
    """Judge a batch of rows: its own rules first, then one statement that tells new rows from known ones."""
    read = [outcome_of(reading, row) for row in batch]
    good = [checked for checked in read if checked]
    ids = {external_id(reading.part, checked.row) for checked in good}
    held = latest_contents(reading.source, reading.part.part, ids) if reading.source else {}
    for checked in good:
        compare(reading, checked, held)


def outcome_of(reading: PartReading, row: Row | Problem) -> Checked | None:
    """The row when it is good; a row that is not is refused, or dropped as one the feed may not bring."""
    checked = read_row(reading, row)
    if isinstance(checked, Checked):
        return checked
    if checked is None:
        reading.outcomes[row.number if isinstance(row, Row) else row.row] = "dropped"
    else:
        reading.refuse(checked)
    return None


def read_row(reading: PartReading, row: Row | Problem) -> Checked | list[Problem] | None:
    """The row checked by the framework and then by its feed; None for a child whom the feed may not bring."""
    if isinstance(row, Problem):
        return [row]
    checked = checked_row(reading.part, row, on=reading.on)
    if isinstance(checked, list):
        return checked
    if not reading.feed.admits(checked):
        return None
    problems = reading.feed.problems(checked, reading.year, reading.seen)
    reading.seen.setdefault(reading.part.part, set()).add(reading.owner(row))
    return problems or checked


def compare(reading: PartReading, checked: Checked, held: dict[str, str]) -> None:
    """Say whether a good row is new, known or changed, or at odds with an earlier row of the same file."""
    key, content = external_id(reading.part, checked.row), content_of(reading.part, checked.row)
    number, earlier = reading.first.setdefault(key, (checked.row.number, content))
    if earlier != content:
        reading.refuse(at_odds(reading.part, number, checked.row.number))
        return
    is_known = number != checked.row.number or content == held.get(key)
    reading.outcomes[checked.row.number] = "known" if is_known else "changed" if key in held else "new"
    if reading.feed.together and number == checked.row.number:
        reading.children[reading.owner(checked.row)].append(checked)


def at_odds(part: Part, first: int, second: int) -> list[Problem]:
    """Two rows with one key that say different things: neither is believed."""
    titles = " and ".join(part.column(name).title for name in part.key)
    words = f"Rows {first} and {second} have the same {titles} and say different things. Keep the right one."
    return [Problem(number, part.key[0], "same-key", words[:300]) for number in (first, second)]


def content_of(part: Part, row: Row) -> str:
    """A keyed digest of what the row says, by which the same row is known again and nothing of it can be told."""
    compared = (f"{column.name}={row.cells[column.name]}" for column in part.columns if column.compare)
    return index("\x1f".join(compared), purpose=f"source record of {part.part}")


def batches(rows: Iterable[Row | Problem], size: int = BATCH) -> Iterator[list[Row | Problem]]:
    """Rows in whole batches, the same ones each time the file is read, so that a load knows where it stopped."""
    batch: list[Row | Problem] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
