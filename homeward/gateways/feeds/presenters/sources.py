"""One source: how fresh it is, what of it has come and what never did, and how full its columns are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import MONTHS, day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.gateways.feeds.mapping import Arrives, Mapping
from homeward.gateways.feeds.presenters.states import (
    STATES,
    by_part,
    column_title,
    has_parts,
    held_of_sent,
    part_title,
)
from homeward.register.sources.models import Delivery, Source
from homeward.register.sources.rules import Freshness, freshness, missing_months, missing_years

TAGS = {
    "never": Tag("Nothing loaded", "grey"),
    "up-to-date": Tag("Up to date", "green"),
    "due": Tag("Due", "yellow"),
    "overdue": Tag("Overdue", "orange"),
}
UNSAID = 40  # days: a month and a week, where a feed does not say how often it comes
Periods = Sequence[tuple[int | None, dict[str, int]]]


@dataclass(frozen=True)
class SourceShown:
    """A source as its page tells it."""

    title: str
    tag: Tag
    facts: tuple[Row, ...]
    is_loaded: bool
    filled: Table | None
    deliveries: Table | None
    send_href: str


def source_shown(
    mapping: Mapping, source: Source, loaded: Delivery | None, deliveries: Sequence[Delivery], periods: Periods,
    *, at: datetime, may_load: bool,
) -> SourceShown:  # fmt: skip
    """One source, its newest file and every file before it."""
    return SourceShown(
        title=f"{mapping.title} from {source.agency.name}",
        tag=tag_of(how_fresh(mapping, source, loaded, at)),
        facts=tuple(facts_of(mapping, source, loaded, periods, at)),
        is_loaded=loaded is not None,
        filled=filled_table(mapping, loaded) if loaded else None,
        deliveries=deliveries_table(deliveries),
        send_href=f"{reverse('feed_send', args=[mapping.feed])}?agency={source.agency.code}" if may_load else "",
    )


def how_fresh(mapping: Mapping, source: Source, loaded: Delivery | None, at: datetime) -> Freshness:
    """How fresh a source is beside what is usual for its feed."""
    arrives, year = mapping.arrives, source.last_year  # type: ignore[attr-defined]  # annotated by the query
    told_on = told_of(loaded)
    if told_on and arrives and arrives.covers == "collection-year" and year:
        told_on = last_whole_year(year, told_on).last_day
    every, lag = (arrives.every, arrives.lag) if arrives else (UNSAID, 0)
    return freshness(told_on, every=every, lag=lag, on=london_day(at))


def last_whole_year(year: int, loaded_on: date) -> CollectionYear:
    """The last collection year that a source has told to its end: not one whose file came while it still ran."""
    newest = CollectionYear(year)
    return newest if loaded_on >= newest.until else CollectionYear(year - 1)


def year_in_words(year: int, on: date) -> str:
    """A collection year, and that it is not over where it is not."""
    named = CollectionYear(year)
    return f"{named.code} so far" if on < named.until else named.code


def told_of(loaded: Delivery | None) -> date | None:
    """The day that the newest loaded file tells of: the day of its extract, or the one it was loaded on."""
    if loaded is None or loaded.loaded_at is None:
        return None
    as_at = loaded.measures.get("as_at")
    return date.fromisoformat(as_at) if as_at else london_day(loaded.loaded_at)


def tag_of(fresh: Freshness) -> Tag:
    """How fresh a source is, in a word or two."""
    return TAGS[fresh.state]


def due_in_words(fresh: Freshness) -> str:
    """When the next file is due, or was."""
    if fresh.due_on is None:
        return ""
    return (
        f"Next due {day_in_words(fresh.due_on)}"
        if fresh.state == "up-to-date"
        else f"Since {day_in_words(fresh.due_on)}"
    )


def reach_in_words(loaded: Delivery | None) -> str:
    """The last day, or the last year, that the newest loaded file has a row of."""
    last = loaded.measures.get("last", "") if loaded else ""
    if not last:
        return "Not known"
    return last if len(last) == 4 else day_in_words(date.fromisoformat(last))


def facts_of(mapping: Mapping, source: Source, loaded: Delivery | None, periods: Periods, at: datetime) -> list[Row]:
    """When it last came, how far it reaches, what is missing, and what that means."""
    rows = [Row("Last loaded", moment_in_words(loaded.loaded_at) if loaded and loaded.loaded_at else "Never")]
    arrives = mapping.arrives
    if arrives:
        fresh = how_fresh(mapping, source, loaded, at)
        rows.append(Row("Usually comes", arrives.usually))
        if fresh.due_on:
            rows.append(Row("Next file due", day_in_words(fresh.due_on), tag=TAGS[fresh.state]))
        rows.append(Row("Rows reach to", reach_in_words(loaded), note=arrives.means if loaded else ""))
        rows += come_and_missing(arrives, periods, london_day(at))
    if source.outside_figures:
        rows.append(Row("In the figures", "No: what comes from here is shown in teaching and counted in nothing"))
    return rows


def come_and_missing(arrives: Arrives, periods: Periods, on: date) -> list[Row]:
    """Which months or years have come, and which have not between the first and the last that should have."""
    if arrives.covers == "collection-year":
        last = CollectionYear.holding(on - timedelta(days=arrives.lag)).ending - 1
        years = {year for year, _ in periods if year}
        return two_rows("Collection years", [year_in_words(each, on) for each in sorted(years)],
                        [CollectionYear(each).code for each in missing_years(years, last=last)])  # fmt: skip
    found = {code for _, counts in periods for code in counts}
    if arrives.covers == "year":
        come = {int(code) for code in found}
        return two_rows("Years", [str(each) for each in sorted(come)], [str(each) for each in missing_years(come)])
    if arrives.covers == "month":
        return two_rows("Months", runs_of(found), [month_in_words(each) for each in missing_months(found, on=on)])
    return []


def two_rows(what: str, come: Sequence[str], missing: Sequence[str]) -> list[Row]:
    """What has come and what has not, in a row each; none where nothing has come."""
    if not come:
        return []
    label = what.lower()
    missed = Row(f"{what} missing", ", ".join(missing), tag=Tag("Ask for them", "orange"))
    none = Row(f"{what} missing", f"None: no gap in the {label} that have come")
    return [Row(f"{what} that have come", ", ".join(come)), missed if missing else none]


def runs_of(months: Collection[str]) -> list[str]:
    """Months in words, with those that follow one another as one run."""
    runs: list[list[str]] = []
    for month in sorted(months):
        if runs and not missing_between(runs[-1][-1], month):
            runs[-1].append(month)
        else:
            runs.append([month])
    return [
        month_in_words(run[0]) if len(run) == 1 else f"{month_in_words(run[0])} to {month_in_words(run[-1])}"
        for run in runs
    ]


def missing_between(earlier: str, later: str) -> bool:
    """Whether a month lies between two."""
    (year, month), (other, then) = ([int(part) for part in each.split("-")] for each in (earlier, later))
    return (other - year) * 12 + then - month > 1


def month_in_words(code: str) -> str:
    """A month by its name."""
    year, month = code.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def filled_table(mapping: Mapping, loaded: Delivery) -> Table | None:
    """Of each important column, in how many rows of the newest file it is filled, says not known, or is empty."""
    good, filled = loaded.measures.get("good", {}), by_part(loaded.measures.get("filled", {}))
    not_known = by_part(loaded.measures.get("not_known", {}))
    lines = []
    for part in mapping.parts:
        rows = good.get(part.part, 0)
        for column in part.columns if rows else ():
            if column.complete:
                place = (part.part, column.name)
                lines.append(filled_line(loaded, place, rows, filled.get(place, 0), not_known.get(place, 0)))
    columns = [Column("Column"), *(Column(each, numeric=True) for each in ("Filled", "Says not known", "Empty"))]
    note = "Of the rows that could be used. A column that says not known was answered; an empty one was not."
    return Table("How full the newest file is", tuple(columns), tuple(lines), note=note) if lines else None


def filled_line(loaded: Delivery, place: tuple[str, str], rows: int, filled: int, not_known: int) -> tuple[Cell, ...]:
    """One column's line."""
    empty = rows - filled - not_known
    share = Cell(f"{shown_share(filled, rows)}", note=f"{filled:,} of {rows:,}")
    title = Cell(column_title(loaded, *place), note=part_title(loaded, place[0]) if has_parts(loaded) else "")
    return (title, share, Cell(f"{not_known:,}"), Cell(f"{empty:,}"))


def shown_share(part: int, whole: int) -> str:
    """A share as a whole percentage, where nothing less than all is ever called 100% and nothing more than none 0%."""
    share = round(100 * part / whole)
    if 0 < part < whole:
        share = min(max(share, 1), 99)
    return f"{share}%"


def deliveries_table(deliveries: Sequence[Delivery]) -> Table | None:
    """Every file that came from a source."""
    lines = tuple(
        (
            Cell(moment_in_words(each.received_at), href=reverse("delivery", args=[each.pk]), tag=STATES[each.state]),
            Cell(which(each)),
            Cell(held_of_sent(each)),
            Cell(f"{each.rows_refused:,}"),
            Cell(f"{each.rows_dropped:,}"),
        )
        for each in deliveries
    )
    numbers = ("Rows held, of rows sent", "Refused", "Dropped")
    columns = (Column("Received"), Column("Tells of"), *(Column(each, numeric=True) for each in numbers))
    return Table("Files that came", columns, lines) if lines else None


def which(delivery: Delivery) -> str:
    """Which year, release or day a delivery tells of."""
    if delivery.release:
        return delivery.release
    if delivery.collection_year:
        return CollectionYear(delivery.collection_year).code
    as_at = delivery.measures.get("as_at")
    return day_in_words(date.fromisoformat(as_at)) if as_at else "Not said"
