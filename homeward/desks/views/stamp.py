"""Whether something changed on a page that somebody has open, and nothing else (decision 21)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from homeward.practice.missing.queries import stamps as missing
from homeward.register.access.actions import public
from homeward.register.access.rules import Viewer
from homeward.register.tasks.queries import stamps as tasks

Token = Callable[..., str]
PAGES: dict[str, Token] = {
    tasks.AWAITING: tasks.awaiting_token,
    tasks.NOTICES: tasks.notices_token,
    missing.BOARD: missing.board_token,
    missing.CALLS: missing.calls_token,
}


@require_GET
@public
def stamp(request: HttpRequest) -> HttpResponse:
    """A token for what one page shows this viewer. It names nobody, is no look at a record, and keeps no session open.

    Public in the guard's sense: it needs nobody signed in and then says nothing, and it leaves no event.
    """
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return HttpResponse(status=204)
    token = token_for(viewer, request.GET.get("of", ""), timezone.now())
    return HttpResponse(token, content_type="text/plain; charset=utf-8", status=200 if token else 404)


def token_for(viewer: Viewer, of: str, at: datetime) -> str:
    """The token of a page that is followed; nothing for any other."""
    if of in PAGES:
        return PAGES[of](viewer, at=at)
    if not of.startswith(missing.EPISODE):
        return ""
    try:
        episode = UUID(of.removeprefix(missing.EPISODE))
    except ValueError:
        return ""
    return missing.episode_token(viewer, episode, at=at)
