"""One delivery: where it stands, and what may be done with it next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from homeward.design.values import Row, Table, Tag
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import counted, moment_in_words
from homeward.gateways.feeds.agreements import called
from homeward.gateways.feeds.presenters.changes import (
    changed_columns,
    changed_rows,
    doubts_in_words,
    missing_children,
)
from homeward.gateways.feeds.presenters.states import STATES, counts_table
from homeward.gateways.feeds.registry import feed_or_none
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import UNFINISHED
from homeward.register.sources.models import Delivery

READS, LOADS = ("received", "refused"), ("checked", "loading")
WENT_WRONG = ("failed", "stopped")


@dataclass(frozen=True)
class DeliveryShown:
    """A delivery as the page tells it, with what may be done next."""

    title: str
    tag: Tag
    words: str
    facts: tuple[Row, ...]
    counts: Table | None
    changes: tuple[Table, ...]
    missing: tuple[str, ...]
    doubts: str
    notes: tuple[str, ...]
    load_href: str
    check_href: str
    load_label: str
    check_label: str
    send_href: str
    send_label: str
    csv_href: str
    stop_href: str
    is_refused: bool


def delivery_shown(
    delivery: Delivery, job: Job | None, since: Delivery | None = None, *, may_load: bool
) -> DeliveryShown:
    """One delivery, and what may be done with it next."""
    at_work = job is not None and job.state in UNFINISHED
    went_wrong = job is not None and job.state in WENT_WRONG
    may_act = may_load and not at_work
    reads = delivery.state in READS or (delivery.state == "checked" and since is not None)
    where = [delivery.pk]
    return DeliveryShown(
        title=f"{delivery.source.name}, received {moment_in_words(delivery.received_at)}",
        tag=STATES[delivery.state],
        words=words_of(delivery, at_work=at_work),
        facts=(*facts_of(delivery), *since_then(delivery, since)),
        counts=counts_table(delivery),
        changes=tuple(filter(None, (changed_columns(delivery), changed_rows(delivery)))),
        missing=missing_children(delivery),
        doubts=doubts_in_words(delivery) if may_act else "",
        notes=tuple(delivery.notes),
        load_href=reverse("delivery_load", args=where) if may_act and delivery.state in LOADS else "",
        check_href=reverse("delivery_check", args=where) if may_act and reads else "",
        load_label=load_label(delivery, went_wrong=went_wrong),
        check_label="Try again" if went_wrong else "Check again",
        send_href=send_again_href(delivery) if may_load else "",
        send_label="Send the corrected file"
        if delivery.rows_refused or delivery.state == "refused"
        else "Send another file",
        csv_href=reverse("delivery_refusals", args=where),
        stop_href=reverse("job_stop", args=[job.pk]) if job and at_work and may_load else "",
        is_refused=delivery.state == "refused",
    )


def load_label(delivery: Delivery, *, went_wrong: bool) -> str:
    """What the button says that loads, or goes on."""
    if delivery.state == "loading":
        return "Go on loading"
    return "Try again" if went_wrong else "Load now"


def send_again_href(delivery: Delivery) -> str:
    """The page that sends the same agency's file of the same feed, for the same year or release."""
    feed = feed_or_none(delivery.source.feed)
    if feed is None:
        return ""
    filled = {"agency": delivery.source.agency.code, "release": delivery.release, "agreement": delivery.agreement}
    if delivery.collection_year:
        filled["collection_year"] = CollectionYear(delivery.collection_year).code
    query = urlencode({name: value for name, value in filled.items() if value})
    return f"{reverse('feed_send', args=[feed.name])}?{query}"


def words_of(delivery: Delivery, *, at_work: bool) -> str:
    """Where a delivery stands, in a sentence or two."""
    if delivery.state == "received":
        return "The files are kept, sealed. They are being read." if at_work else "The files are kept and not yet read."
    fresh = counted(delivery.rows_new + delivery.rows_changed, "row")
    return {
        "checked": f"The files were read to their end. Nothing of them is applied yet; loading would bring in {fresh}.",
        "loading": f"{fresh} applied so far, in whole batches.",
        "loaded": f"Loaded: {fresh} brought in.{put_right(delivery)}",
        "refused": "The files cannot be used as they are, and nothing of them was applied. Put right what is listed, "
        "and send them again.",
    }[delivery.state]


def put_right(delivery: Delivery) -> str:
    """What to do about refused rows of a file whose other rows are in."""
    if not delivery.rows_refused:
        return ""
    return " Put right what was refused and send the whole file again: only what is new in it changes anything."


def facts_of(delivery: Delivery) -> tuple[Row, ...]:
    """When it came, by whose hand, for which year, and what was declared."""
    by = delivery.received_by.name if delivery.received_by else "The command line"
    rows = [
        Row("Received", moment_in_words(delivery.received_at), note=f"By {by}" if delivery.received_by else by),
        Row("Declared", declared_in_words(delivery)),
    ]
    if delivery.release:
        rows.append(Row("Release", delivery.release))
    if delivery.agreement:
        rows.append(Row("Agreement", called(delivery.agreement)))
    if delivery.collection_year:
        rows.append(Row("Collection year", str(CollectionYear(delivery.collection_year))))
    if delivery.loaded_at:
        rows.append(Row("Loaded", moment_in_words(delivery.loaded_at)))
    return tuple(rows)


def since_then(delivery: Delivery, since: Delivery | None) -> tuple[Row, ...]:
    """A later file of the same source, where it may have put right what was refused, or changed what would change."""
    if since is None or since.loaded_at is None or not (delivery.rows_refused or delivery.state in (*READS, "checked")):
        return ()
    note = (
        "What would change was counted before that: check again to see it as it stands"
        if delivery.state == "checked"
        else "What was refused here may have been put right there; what is still refused is listed there"
    )
    href = reverse("delivery", args=[since.pk])
    return (Row("Another file loaded since", moment_in_words(since.loaded_at), href=href, note=note),)


def declared_in_words(delivery: Delivery) -> str:
    """What was said of the people in it, where it is about people at all."""
    if delivery.synthetic:
        return "Every person is invented" if delivery.about_people else "Invented counts"
    return "Real children" if delivery.about_people else "Published counts: nobody's record"


def received_before(delivery: Delivery) -> str:
    """What is said to whoever sends the same content again."""
    came = f"These files came before, on {moment_in_words(delivery.received_at)}"
    return f"{came}. Nothing has changed." if delivery.state == "loaded" else f"{came}, and were not loaded to the end."
