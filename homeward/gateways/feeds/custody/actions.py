"""Telling the register that a force held a child, in a constant number of statements for each batch."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.gateways.feeds.custody.rules import left_at
from homeward.gateways.feeds.joined import join
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import codes_in, is_withdrawn, moment_in, text_in
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery
from homeward.vocabulary.labels import label

CONSIDERED = ("referred", "not-referred")


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, and keep that they were held, what was flagged, and whether anybody referred.

    A flag and a referral are events of their own: the one is a suspicion, and the other a step that somebody took.
    """
    met = join(batch, delivery=delivery, at=at, own="person_reference")
    telling = [(each, person) for each, person in met if not is_withdrawn(each.values)]
    silent = [each.record for each in batch if is_withdrawn(each.values)]
    events.tell(told=[told for each, person in telling for told in _happened(each, person)], silent=silent, at=at)


def _happened(stored: Stored, person: Person) -> Iterator[events.Happened]:
    values, came = stored.values, moment_in(stored.values, "arrived_at")
    assert came is not None, "the mapping requires when the child came into custody"
    left, day = left_at(values), london_day(came)
    yield events.Happened(
        record=stored.record,
        person=person,
        kind="custody",
        since=day,
        until=london_day(left) if left else None,
        at=came,
        until_at=left,
        code=text_in(values, "offence_group"),
        outcome=text_in(values, "outcome"),
        reference=text_in(values, "custody_record"),
        details=_details(values),
    )
    if flags := codes_in(values, "exploitation_flags"):
        yield events.Happened(stored.record, person, "custody-exploitation-flag", day, at=came, code=";".join(flags))
    if (considered := text_in(values, "nrm_considered")) in CONSIDERED:
        yield events.Happened(stored.record, person, "custody-nrm", day, at=came, outcome=considered)


def _details(values: Mapping[str, Value]) -> dict[str, str]:
    """What is told of how a child was held: when arrested, and who came for them and when."""
    arrested, came = moment_in(values, "arrested_at"), moment_in(values, "appropriate_adult_at")
    adult = label("appropriate_adult", text_in(values, "appropriate_adult"))
    return {
        "Arrested": moment_in_words(arrested) if arrested else "",
        "Appropriate adult": ", ".join(filter(None, (adult, moment_in_words(came) if came else ""))),
    }
