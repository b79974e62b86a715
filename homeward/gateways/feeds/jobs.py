"""What the worker does for this room: checking and loading, each going on from where it stopped."""

from uuid import UUID

from django.utils import timezone

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


def delivery_of(job: Job) -> Delivery:
    """The delivery a job is about."""
    return Delivery.objects.select_related("source__agency").get(pk=job.about)


def cause_of(job: Job) -> UUID | None:
    """The event in which somebody asked for the job."""
    asked = job.options.get("caused_by")
    return UUID(asked) if asked else None
