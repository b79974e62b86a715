"""What could not be sent, and trying it again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions.sending import try_again
from homeward.register.tasks.presenters.outbox import counts_in_words, lines_of
from homeward.register.tasks.queries import outbox as queries

MOST = 100


@page("message.see")
def messages_out(request: Seen) -> HttpResponse:
    """Messages that did not arrive, each with what to do. None holds a word of what it is about."""
    rows = list(queries.not_sent(at=request.at)[:MOST])
    audit.current().result_count = len(rows)
    context = {
        "lines": lines_of(rows),
        "words": counts_in_words(queries.counts(at=request.at), at=request.at),
        "may_try": may(request.viewer, "message.try-again").allowed,
    }
    return TemplateResponse(request, "tasks/messages.html", context)


@require_POST
@page("message.try-again")
def again(request: Seen, message: UUID) -> HttpResponse:
    """Try one again."""
    tried(request, lambda: try_again(message=message, by=request.viewer, at=request.at), "It is tried again now.")
    return redirect("messages_out")
