"""What loading a checked delivery would change: columns and row numbers, and never a value."""

from homeward.design.values import Cell, Column, Table
from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.mapping import Arrives
from homeward.gateways.feeds.measuring import NAMED
from homeward.gateways.feeds.presenters.states import (
    by_part,
    column_title,
    has_parts,
    part_title,
    record_in_words,
    row_in_words,
)
from homeward.gateways.feeds.registry import feed_or_none
from homeward.register.sources.models import Delivery
from homeward.register.sources.rules import doubts


def changed_columns(delivery: Delivery) -> Table | None:
    """In how many rows each column says something else than before, the most often first."""
    counts = by_part(delivery.measures.get("columns", {}))
    if delivery.state != "checked" or not counts:
        return None
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    lines = tuple(
        (Cell(column_title(delivery, part, name), note=name), *file_of(delivery, part), Cell(f"{many:,}"))
        for (part, name), many in ordered
    )
    columns = (Column("Column"), *file_column(delivery), Column("Rows", numeric=True))
    note = "Neither what a cell held before nor what it holds in this file is shown here."
    return Table("What would change, by column", columns, lines, note=note)


def file_column(delivery: Delivery) -> tuple[Column, ...]:
    """The column that names the file, where a feed has more than one."""
    return (Column("File"),) if has_parts(delivery) else ()


def file_of(delivery: Delivery, part: str) -> tuple[Cell, ...]:
    """Which file it is in, where a feed has more than one."""
    return (Cell(part_title(delivery, part)),) if has_parts(delivery) else ()


def changed_rows(delivery: Delivery) -> Table | None:
    """The first rows that say something else than before, with the columns in which each does."""
    rows = delivery.measures.get("rows", [])
    if delivery.state != "checked" or not rows:
        return None
    in_xml = delivery.measures.get("in_xml", False)
    lines = tuple(
        (
            Cell(record_in_words(number) if in_xml else row_in_words(number)),
            *file_of(delivery, part),
            Cell(", ".join(column_title(delivery, part, name) for name in names)),
        )
        for part, number, names in rows
    )
    columns = (Column("Row"), *file_column(delivery), Column("Columns that change"))
    return Table(rows_caption(delivery), columns, lines, note=redated_in_words(delivery))


def redated_in_words(delivery: Delivery) -> str:
    """How many rows say the same as before of a later day."""
    rest = delivery.rows_changed - delivery.measures.get("changed", 0)
    return f"In {counted(rest, 'further row')} nothing but the day of the extract is another." if rest > 0 else ""


def rows_caption(delivery: Delivery) -> str:
    """Which of the changed rows are listed."""
    many = delivery.measures.get("changed", 0)
    first = f"the first {NAMED} of {many:,}" if many > NAMED else counted(many, "row")
    return f"Rows that would change: {first}"


def missing_children(delivery: Delivery) -> tuple[str, ...]:
    """How many children the last whole file told of and this one does not, and what that means."""
    arrives, gone = arrives_of(delivery), delivery.measures.get("gone", 0)
    if not gone or not arrives:
        return ()
    before = delivery.measures.get("before") or 0
    lead = f"The last file that was loaded told of {counted(before, 'child', 'children')}"
    return (f"{lead}; {gone:,} of them {'is' if gone == 1 else 'are'} not in this one.", arrives.whole)


def arrives_of(delivery: Delivery) -> Arrives | None:
    """How the delivery's feed usually arrives, where its folder is still here."""
    feed = feed_or_none(delivery.source.feed)
    return feed.mapping.arrives if feed else None


def doubts_in_words(delivery: Delivery) -> str:
    """Why somebody should look twice before loading a checked delivery; nothing where there is no reason."""
    if delivery.state != "checked":
        return ""
    kept = delivery.measures
    changed, held, gone, before = (kept.get(name) or 0 for name in ("changed", "held", "gone", "before"))
    reasons = {
        "changes-most": f"It would change {changed:,} of the {held:,} rows that this source has told so far.",
        "lacks-most": f"It lacks {gone:,} of the {before:,} children whom the last file told of.",
    }
    found = [reasons[code] for code in doubts(changed=changed, held=held, gone=gone, before=before)]
    return f"{' '.join(found)} That is most often a part of a file, or another file." if found else ""
