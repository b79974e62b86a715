"""Which jobs there are, and who may see how far they have got."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from homeward.design.values import Progress
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.jobs.models import Job
from homeward.register.jobs.rules import NEXT, SILENCE

UNFINISHED = ("waiting", "running")
Beat = Callable[[int, int | None], None]
Round = Callable[..., object]


def kinds() -> dict[str, tuple[str, str]]:
    """What the rooms can do in the background: each kind of job, where its function is, and its title."""
    found: dict[str, tuple[str, str]] = {}
    for room in apps.get_app_configs():
        found |= getattr(room, "jobs", {})
    return found


def work_of(kind: str) -> Callable[[Job, Beat], None]:
    """The function that does this kind of job. Raises KeyError for one that no room declares."""
    work: Callable[[Job, Beat], None] = import_string(kinds()[kind][0])
    return work


def title_of(kind: str) -> str:
    """What a kind of job is called on a page; one that no room declares any more is still shown."""
    return kinds().get(kind, ("", "Work in the background"))[1]


def progress_of(found: Job, *, href: str) -> Progress:
    """How far a job has got, for the page at `href`, with what to do when it went wrong."""
    code = f". Job {found.pk}, code {found.message_code}" if found.state == "failed" else ""
    return Progress(
        title=title_of(found.kind),
        done=found.done,
        total=found.total or 0,
        state=found.state,
        note=f"{NEXT[found.state]}{code}",
        again_href=href,
        anchor="job-progress",
    )


def rounds() -> list[Round]:
    """What the worker does once a minute besides the queue."""
    return [import_string(path) for room in apps.get_app_configs() for path in getattr(room, "rounds", ())]


def job(job_id: UUID, *, viewer: Viewer) -> Job | None:
    """A job, for whoever asked for it and for those who may see feeds."""
    found = Job.objects.filter(pk=job_id).first()
    if found and (found.asked_by_id == viewer.worker_id or may(viewer, "feed.see").allowed):
        return found
    return None


def may_stop(found: Job, *, viewer: Viewer) -> bool:
    """Whether the viewer may stop a job: whoever asked for it, and those who load feeds."""
    return found.asked_by_id == viewer.worker_id or may(viewer, "feed.load").allowed


def latest_about(about: UUID | str, *, viewer: Viewer) -> Job | None:
    """The last job asked for about this thing, for whoever may see it."""
    found = Job.objects.filter(about=str(about)).order_by("-asked_at", "-pk").first()
    return job(found.pk, viewer=viewer) if found else None


def is_first(found: Job) -> bool:
    """Whether nobody asked for the same work before: a second asking runs quickly over what the first has done."""
    return not Job.objects.filter(kind=found.kind, about=found.about, asked_at__lt=found.asked_at).exists()


def unfinished(kind: str, about: UUID | str) -> Job | None:
    """The job of this kind about this thing that is still waiting or running, so that it is not asked for twice."""
    return Job.objects.filter(kind=kind, about=str(about), state__in=UNFINISHED).first()


def silent(*, at: datetime) -> list[Job]:
    """Running jobs whose worker has given no sign of life for too long."""
    return list(Job.objects.filter(state="running", heartbeat_at__lt=at - SILENCE))
