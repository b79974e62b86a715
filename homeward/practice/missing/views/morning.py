"""The sheet for the morning meeting."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.missing.presenters.morning import parts_of, title_of
from homeward.practice.missing.queries.morning import Morning, morning
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit


@page("missing.morning", each=True, field_class="core")
def sheet(request: Seen) -> HttpResponse:
    """One page to print: what the night brought, and what waits for somebody this morning."""
    viewer, at = request.viewer, request.at
    found = morning(viewer=viewer, at=at)
    children = children_of(found)
    audit.current().about(children)
    audit.current().result_count = len(children)
    context = {
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "day": day_in_words(london_day(at)),
        "words": title_of(found),
        "parts": parts_of(found, at=at),
    }
    return TemplateResponse(request, "missing/morning.html", context)


def children_of(sheet: Morning) -> set[object]:
    """Every child whom the sheet names, or of whom something waits."""
    named = [*sheet.began, *sheet.returned, *(sheet.overdue or ()), *(sheet.due or ())]
    given = {row.subject_id for row in sheet.handovers if row.subject_id}
    return {row.person_id for row in named} | {row.episode.person_id for row in sheet.gone} | given
