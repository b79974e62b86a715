"""The board of who is missing now."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from homeward.design.stamps import stamp_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.missing.forms.board import BoardForm
from homeward.practice.missing.presenters import board as presenters
from homeward.practice.missing.queries.board import board
from homeward.practice.missing.queries.stamps import BOARD, board_token
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.people.queries import openable


@page("missing.board", each=True, field_class="core")
def missing_now(request: Seen) -> HttpResponse:
    """Every child who is missing now, of those on the viewer's board: how grave, whose, and what is due."""
    viewer, at = request.viewer, request.at
    form = BoardForm(request.GET or None)
    everybody = board(viewer=viewer, at=at)
    rows = presenters.kept(everybody, form.chosen, worker=viewer.worker_id, at=at)
    people = [row.episode.person_id for row in rows]
    event = audit.current()
    event.about(people)
    event.result_count = len(rows)
    off_shift = may(viewer, "shift.work").allowed and not viewer.on_duty
    empty = presenters.NOBODY_SO if everybody else presenters.NOT_ON_SHIFT if off_shift else presenters.NOBODY
    context = {
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "stamp": stamp_of(request, BOARD, board_token(viewer, at=at, rows=everybody), at=at),
        "form": form,
        "path": request.path,
        "words": presenters.words_of(form.chosen, shown=len(rows), of=len(everybody)),
        "table": presenters.board_table(rows, openable(people, viewer=viewer, at=at), at=at, empty=empty),
    }
    return TemplateResponse(request, "missing/board.html", context)
