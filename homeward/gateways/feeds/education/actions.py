"""Telling the register what an education service says, in a constant number of statements for each batch."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from homeward.foundation.dates_in_words import day_in_words
from homeward.gateways.feeds.education.rules import percent_missed, reasons_in
from homeward.gateways.feeds.joined import Met, join
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import day_in, is_withdrawn, says_yes, text_in
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery
from homeward.vocabulary.loader import load_whole

LUNCHTIMES = "LNCH"


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, and keep that they were suspended, excluded or a concern.

    The school tells where a child spends the day: it is sealed with the event.
    """
    met = join(batch, delivery=delivery, at=at, own="pupil_id")
    silent = [each.record for each in batch if is_withdrawn(each.values)]
    events.tell(told=list(_happened(met)), silent=silent, at=at)


def _happened(met: Met) -> Iterator[events.Happened]:
    for each, person in met:
        if not is_withdrawn(each.values):
            yield _exclusion(each, person) if each.part == "exclusions" else _concern(each, person)


def _exclusion(stored: Stored, person: Person) -> events.Happened:
    values, category = stored.values, load_whole("exclusion_category")[text_in(stored.values, "category")]
    began = day_in(values, "start_date")
    assert began is not None, "the mapping requires the first day"
    return events.Happened(
        record=stored.record,
        person=person,
        kind=category.group or "suspension",
        since=began,
        until=day_in(values, "end_date"),
        code=";".join(reasons_in(values)),
        outcome=_sessions(values),
        details=_school(values),
    )


def _sessions(values: Mapping[str, Value]) -> str:
    """For how many sessions a child was suspended, in words; nothing where it was not told."""
    lunch = "at lunchtimes" if values["category"] == LUNCHTIMES else ""
    many = values["sessions"]
    return " ".join(filter(None, (f"{many}" if many is not None else "", lunch)))


def _concern(stored: Stored, person: Person) -> events.Happened:
    values = stored.values
    began = day_in(values, "period_start")
    assert began is not None, "the mapping requires the first day of the period"
    return events.Happened(
        record=stored.record,
        person=person,
        kind="attendance-concern",
        since=began,
        until=day_in(values, "period_end") if says_yes(values, "ended") else None,
        code=text_in(values, "concern"),
        outcome=_missed(values),
        details=_school(values),
    )


def _missed(values: Mapping[str, Value]) -> str:
    """What share of the sessions a child missed, of how many, up to which day; nothing where it was not told."""
    share, last = percent_missed(values), day_in(values, "period_end")
    if share is None:
        return ""
    until = f" to {day_in_words(last)}" if last else ""
    return f"{int(share)}% of {values['sessions_possible']} sessions{until}"


def _school(values: Mapping[str, Value]) -> dict[str, str]:
    return {"School": text_in(values, "school_name")}
