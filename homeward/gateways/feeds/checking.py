"""Reading a whole delivery to its last byte, and saying of every row what would become of it. Nothing is written.

A row with a fault is refused and the good rows stay. A fault that makes the file itself doubtful (its letters, its
columns, its end) refuses all of the delivery, since nobody can then know what is missing.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from django.conf import settings

from homeward.gateways.feeds.files import Opening, tables_of
from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.measuring import Measures, mask_of, payload_of
from homeward.gateways.feeds.queries_on import Queries
from homeward.gateways.feeds.reading.cells import checked_row, external_id
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.schemas import schema_for
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import Checked, Problem, Row, Told
from homeward.gateways.feeds.scratch import Noted, Scratch, Seen
from homeward.register.keys.queries import index
from homeward.register.sources.models import Source
from homeward.register.sources.queries import latest_contents, latest_payloads, rows_held

BATCH = 500
TOO_MANY = 10_000
Tell = Callable[[int, int | None], None]
Cells = Checked | list[Problem] | Problem


def tell_nobody(done: int, total: int | None) -> None:
    """For whoever does not watch."""


@dataclass
class Found:
    """What reading a delivery came to: how many rows of each outcome, what is wrong, and what is worth saying."""

    tally: Counter[str] = field(default_factory=Counter)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused_whole: bool = False
    measures: Measures = field(default_factory=Measures)

    def counts(self) -> Counter[str]:
        """How many rows of each outcome: new, changed, known, refused, dropped."""
        return self.tally

    @property
    def rows(self) -> int:
        return self.tally.total()


@dataclass
class PartReading:
    """One part being read: how many rows came to what, what is wrong, and the scratch that remembers the rest."""

    feed: Feed
    part: Part
    source: Source | None
    year: int | None
    on: date
    scratch: Scratch
    seen: dict[str, Seen]
    measures: Measures
    agency: int | None = None
    tally: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    queries: Queries = field(default_factory=Queries)
    spoken_of: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def refuse(self, problems: Iterable[Problem], was: str | None = None) -> None:
        """Keep what is wrong with rows that were taken for something else; a file wrong throughout is given up."""
        for problem in self.queries.sorted_out(problems):
            self.problems.append(problem)
            if problem.row not in self.refused:
                self.refused.add(problem.row)
                self.move(was, "refused")
            if len(self.problems) > TOO_MANY:
                got = f"more than {TOO_MANY:,} rows or cells are wrong, so this is not the file the feed expects"
                step = "Check that it was made for this feed, and that its columns hold what their names say."
                raise FileRefused("too-many", got=got, next_step=step)

    def move(self, was: str | None, outcome: str) -> None:
        """Count a row by its outcome, and no longer by the one it was taken for."""
        if was:
            self.tally[was] -= 1
        self.tally[outcome] += 1

    def admits(self, checked: Checked, here: Collection[int]) -> bool:
        """Whether a row may come at all: by the feed's own rule, and, where it asks, by whether its child is here."""
        number = checked.row.number
        if number not in here or not self.feed.admits(checked):
            return False
        if self.feed.asks_the_record:
            self.measures.admit(self.part, number)
        return True

    def owner(self, row: Row) -> str:
        """Whose row it is: the first column of the key."""
        return row.cells[self.part.key[0]]

    @property
    def is_whole(self) -> bool:
        """Whether its rows are compared with those of whom an earlier whole extract told."""
        return self.measures.before is not None and self.part is self.feed.mapping.parts[0]


def check(
    feed: Feed,
    files: dict[str, Opened],
    *,
    source: Source | None,
    year: int | None,
    on: date,
    agency: int | None = None,
    before: Iterable[str] | None = None,
    tell: Tell = tell_nobody,
) -> Found:
    """What would become of each row of these files, from this source, received on this day.

    `before` is whom the source's last whole extract told of, where it sends whole ones; `agency` is who sent them.
    """
    in_xml = any(map(feed.mapping.is_xml, files))
    found, seen = Found(measures=Measures(feed.mapping.arrives, in_xml)), dict[str, Seen]()
    schema = schema_for(feed.mapping, settings.SCHEMAS, year)
    with Scratch() as scratch:
        if before is not None:
            found.measures.before = scratch.told_before(before)
        for part, opening in tables_of(feed, files, on=on, schema=schema):
            reading = PartReading(feed, part, source, year, on, scratch, seen, found.measures, agency)
            found.problems[part.part] = reading.problems
            try:
                found.notes += check_part(reading, opening, beyond(found.rows, tell))
            except FileRefused as refused:
                found.refused_whole = True
                reading.problems.append(refused.problem)
            found.tally += reading.tally
            measure(reading)
            scratch.next_part()
        found.measures.gone = scratch.not_told_again()
    return found


def beyond(before: int, tell: Tell) -> Callable[[int], None]:
    """Tell of a part's rows as so many beyond those of the parts before it."""
    return lambda done: tell(before + done, None)


def check_part(reading: PartReading, opening: Opening, tell: Callable[[int], None]) -> tuple[str, ...]:
    """Read one part to its end, and return what is worth saying of it. Raises FileRefused."""
    table = opening()
    for batch in batches(table.rows()):
        check_batch(reading, batch)
        tell(reading.tally.total())
    settle(reading)
    reading.problems[:] = [table.placed(problem) for problem in reading.problems]
    return (*table.notes, *reading.queries.notes(reading.part, table.placed))


def check_batch(reading: PartReading, batch: Sequence[Row | Problem]) -> None:
    """Judge a batch of rows: its own rules first, then one statement that tells new rows from known ones."""
    cells = [row if isinstance(row, Problem) else checked_row(reading.part, row, on=reading.on) for row in batch]
    whole = [each for each in cells if isinstance(each, Checked)]
    here = reading.feed.on_record(whole, agency=reading.agency)
    read = [outcome_of(reading, row, each, here) for row, each in zip(batch, cells, strict=True)]
    good = [checked for checked in read if checked]
    ids = {external_id(reading.part, checked.row) for checked in good}
    beside = reading.feed.mapping.needs_release
    held = latest_contents(reading.source, reading.part.part, ids) if reading.source and not beside else {}
    rows = [noted(reading, checked, held) for checked in good]
    reading.scratch.note(with_changes(reading, good, rows))
    if reading.told:
        reading.scratch.told_again(reading.told)
        reading.told.clear()
    if reading.part is not reading.feed.mapping.parts[-1] and reading.spoken_of:
        reading.seen[reading.part.part] = reading.scratch.seen(reading.part.part, reading.spoken_of)
    reading.spoken_of.clear()


def outcome_of(reading: PartReading, row: Row | Problem, cells: Cells, here: Collection[int]) -> Checked | None:
    """The row when it is good; a row that is not is refused, or dropped as one the feed may not bring."""
    checked = judged(reading, cells, here)
    if checked is not None and isinstance(row, Row) and reading.is_whole:
        reading.told.append(reading.owner(row))
    if isinstance(checked, Checked):
        reading.measures.take(reading.part, checked)
        return checked
    if checked is None:
        reading.move(None, "dropped")
    else:
        reading.refuse(checked)
    return None


def judged(reading: PartReading, cells: Cells, here: Collection[int]) -> Checked | list[Problem] | None:
    """A row that the framework has read, judged by its feed; None for a child whom the feed may not bring."""
    if isinstance(cells, Problem):
        return [cells]
    if isinstance(cells, list):
        return cells
    checked = cells
    if not reading.admits(checked, here):
        return None
    reading.spoken_of.append(reading.owner(checked.row))
    problems = reading.feed.problems(checked, reading.year, reading.seen)
    return list(reading.queries.sorted_out(problems)) or checked


def noted(reading: PartReading, checked: Checked, held: Mapping[str, str]) -> Noted:
    """What is remembered of a good row: whether it is new, known or changed beside what the source last said."""
    key, content = external_id(reading.part, checked.row), content_of(reading.part, checked.row)
    outcome = "known" if content == held.get(key) else "changed" if key in held else "new"
    reading.move(None, outcome)
    scratch = reading.scratch
    owner, facts = scratch.digest(reading.owner(checked.row)), scratch.hidden(reading.feed.facts(checked))
    return Noted(owner, scratch.digest(key), checked.row.number, scratch.digest(content), outcome, facts)


def with_changes(reading: PartReading, good: Sequence[Checked], rows: Sequence[Noted]) -> list[Noted]:
    """The rows, each that says something else than before with the columns in which it does."""
    keys = [
        external_id(reading.part, each.row) for each, row in zip(good, rows, strict=True) if row.outcome == "changed"
    ]
    if not keys or not reading.source:
        return list(rows)
    before = latest_payloads(reading.source, reading.part.part, set(keys))
    said = {key: payload_of(record) for key, record in before.items()}
    return [
        row._replace(changed=mask_of(reading.part, said[external_id(reading.part, each.row)], each.row.cells))
        if row.outcome == "changed"
        else row
        for each, row in zip(good, rows, strict=True)
    ]


def measure(reading: PartReading) -> None:
    """Count what would change by its columns, and how many rows of this part the source has told before."""
    for number, mask in reading.scratch.changes():
        if number not in reading.refused:
            reading.measures.change(reading.part, number, mask)
    if reading.source and not reading.feed.mapping.needs_release:
        reading.measures.held += rows_held(reading.source, reading.part.part)


def settle(reading: PartReading) -> None:
    """Look at all of a part's good rows again, each child's together: rows with one key, then the feed's own rule."""
    for _, rows in groupby(reading.scratch.in_order(), key=attrgetter("owner")):
        by_key = (standing(reading, same) for _, same in groupby(rows, key=attrgetter("key")))
        told = list(islice((first for first in by_key if first), TOO_MANY + 1))
        if told:
            settle_child(reading, sorted(told, key=attrgetter("number")))
    reading.problems.sort(key=attrgetter("row"))


def standing(reading: PartReading, same: Iterator[Noted]) -> Noted | None:
    """Of rows with one key, the first, where the feed wants to see it again; none where they are at odds.

    A row that says what the first said is known. Where two say different things, no row of that key is believed.
    """
    first, twins, odd = next(same), array("L"), 0
    for row in same:
        if row.content == first.content and not odd:
            twins.append(row.number)
            reading.move(row.outcome, "known")
            continue
        if not odd:
            odd = row.number
            reading.refuse([at_odds(reading.part, first.number, odd)], first.outcome)
            reading.refuse((at_odds(reading.part, number, odd) for number in twins), "known")
        other = odd if row.content == first.content else first.number
        reading.refuse([at_odds(reading.part, row.number, other)], row.outcome)
    return first if first.facts is not None and not odd else None


def settle_child(reading: PartReading, rows: Sequence[Noted]) -> None:
    """Judge one child's rows by the feed's rule over all of them. Raises FileRefused when no child can have so many."""
    if len(rows) > TOO_MANY:
        got = f"more than {TOO_MANY:,} rows are about one and the same child"
        step = f"Check that the column {reading.part.key[0]} holds a number of each child's own."
        raise FileRefused("too-many-of-one", got=got, next_step=step)
    shown, outcomes = reading.scratch.shown, {each.number: each.outcome for each in rows}
    told = [Told(reading.part.part, each.number, shown(each.facts)) for each in rows if each.facts]
    for problem in reading.feed.together(told, reading.year):
        reading.refuse([problem], outcomes.get(problem.row))


def at_odds(part: Part, number: int, other: int) -> Problem:
    """A row that says something else than another with its key: neither is believed."""
    first, second = sorted((number, other))
    titles = " and ".join(f"“{part.column(name).title}”" for name in part.key)
    words = f"Rows {first} and {second} are alike in {titles} and differ elsewhere. Keep the right one."
    return Problem(number, part.key[0], "same-key", words[:300])


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
