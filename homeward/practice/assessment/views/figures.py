"""Where assessors differ and what came after a band was lowered, with small numbers hidden."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from homeward.foundation.london import london_day
from homeward.practice.assessment import presenters, queries
from homeward.practice.assessment.rules import DIFFER, HARMED, NOT_HARMED, SAME, differing, harmed_after
from homeward.register.access.actions import Seen, page
from homeward.vocabulary.limits import limit

DIFFERING = {SAME: "The same band", DIFFER: "Another band"}
LOWERED = {HARMED: "Harm noticed after", NOT_HARMED: "None noticed"}
NOBODY_TWICE = "No child has been assessed by two people near enough to each other."
NOBODY_LOWERED = "No band has been lowered long enough ago."


@page("assessment.figures", field_class="aggregate")
def figures(request: Seen) -> HttpResponse:
    """Both reports, over every child. No count leads to a child."""
    today = london_day(request.at)
    near, after = limit("second_assessor_days", on=today), limit("harm_after_days", on=today)
    done = queries.finished_of_children()
    harms = queries.harms_noticed({each.subject for each in done})
    differ = queries.protected(differing(done, within_days=near), on=today)
    lowered = queries.protected(harmed_after(done, harms, days=after, today=today), on=today)
    context = {
        "near_days": near,
        "after_days": after,
        "differing": presenters.figures_table(differ, DIFFERING, NOBODY_TWICE),
        "lowered": presenters.figures_table(lowered, LOWERED, NOBODY_LOWERED),
    }
    return TemplateResponse(request, "assessment/figures.html", context)
