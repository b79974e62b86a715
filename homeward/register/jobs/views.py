"""How far a piece of work has got, for whoever asked for it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.jobs import actions
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import UNFINISHED, may_stop, progress_of
from homeward.register.jobs.queries import job as seen


def job_or_404(request: Seen, job_id: UUID) -> Job:
    """The job, or the page for what is not there: somebody else's job is none of the viewer's business."""
    found = seen(job_id, viewer=request.viewer)
    if found is None:
        raise Http404
    audit.current().note(job=str(job_id))
    return found


@page("job.see")
def job(request: Seen, job_id: UUID) -> HttpResponse:
    """One job: its progress, and what to do next."""
    found = job_or_404(request, job_id)
    stoppable = found.state in UNFINISHED and may_stop(found, viewer=request.viewer)
    stop_href = reverse("job_stop", args=[job_id]) if stoppable else ""
    context = {"progress": progress_of(found, href=request.path), "stop_href": stop_href}
    return TemplateResponse(request, "jobs/job.html", context)


@require_POST
@page("job.see")
def stop(request: Seen, job_id: UUID) -> HttpResponse:
    """Ask a job to stop after the batch it is in."""
    found = job_or_404(request, job_id)
    if not may_stop(found, viewer=request.viewer):
        raise Http404
    actions.stop(job=found, at=request.at)
    return redirect("job", job_id=job_id)
