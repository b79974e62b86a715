"""What the worker does for this room: checking, loading and comparing, each going on from where it stopped."""

from uuid import UUID

from django.utils import timezone

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.linking import link_register
from homeward.gateways.feeds.loading import check_delivery, load_delivery
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import Beat
from homeward.register.sources.models import Delivery


def check(job: Job, beat: Beat) -> None:
    """Read a delivery to its end and say what would become of it."""
    check_delivery(delivery_of(job), clock=timezone.now, tell=beat, caused_by=cause_of(job))


def load(job: Job, beat: Beat) -> None:
    """Apply a checked delivery."""
    load_delivery(delivery_of(job), clock=timezone.now, tell=beat, caused_by=cause_of(job))
    actions.ask_to_link(at=timezone.now(), caused_by=cause_of(job))


def link(job: Job, beat: Beat) -> None:
    """Compare the children's records that no run has compared yet."""
    link_register(clock=timezone.now, tell=beat, caused_by=cause_of(job))


def delivery_of(job: Job) -> Delivery:
    """The delivery a job is about."""
    return Delivery.objects.select_related("source__agency").get(pk=job.about)


def cause_of(job: Job) -> UUID | None:
    """The event in which somebody asked for the job."""
    asked = job.options.get("caused_by")
    return UUID(asked) if asked else None
