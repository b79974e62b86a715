"""How well the hub tells children apart, how the work is shared, and reading the pairs that tell it."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions.sampling import AlreadyRead, answer_sampled, draw_sample
from homeward.register.linkage.forms import VERDICTS
from homeward.register.linkage.presenters import quality as presenters
from homeward.register.linkage.presenters import questions
from homeward.register.linkage.queries import quality as queries
from homeward.register.linkage.queries import reviewing
from homeward.register.linkage.views.frame import frame, side_by_side

READING = (*(key for key in questions.KEYS if key.key in "SDU?"),)


@page("linkage.quality")
def quality(request: Seen) -> HttpResponse:
    """Precision and recall estimated from a sample, how far readers agree, and how the work is shared."""
    viewer, at = request.viewer, request.at
    sample = queries.latest_sample()
    told = queries.quality_of(sample) if sample else None
    card = queries.card_of_model()
    context = frame(request, "matching_quality") | {
        "card": presenters.card_rows(card) if card else (),
        "figures": presenters.figures_of(told) if told else (),
        "caveat": presenters.caveat_of(told) if told else "",
        "bands": presenters.bands_table(told) if told else None,
        "agreement": presenters.agreement_in_words(told) if told else "",
        "waiting": questions.figures_of(reviewing.waiting(viewer=viewer, at=at)),
        "workload": presenters.workload_table(queries.workload(at=at)),
        "origins": presenters.origins_table(card) if card else None,
        "to_read": queries.to_read(viewer=viewer).count() if may(viewer, "linkage.judge").allowed else 0,
        "may_draw": may(viewer, "linkage.draw-sample").allowed,
        "sample": sample,
    }
    return TemplateResponse(request, "linkage/quality.html", context)


@require_POST
@page("linkage.draw-sample")
def draw(request: Seen) -> HttpResponse:
    """Draw a sample to read."""
    done = "A sample has been drawn. Whoever reviews matches may begin to read it."
    tried(request, lambda: draw_sample(by=request.viewer, at=request.at), done)
    return redirect("matching_quality")


@page("linkage.review", field_class="core")
def read(request: Seen) -> HttpResponse:
    """The next sampled pair, without its evidence and without what anybody said: the reader's own eyes alone."""
    if request.method == "POST":
        return said(request)
    waiting = queries.to_read(viewer=request.viewer)
    pair, left = waiting.first(), waiting.count()
    if pair is None:
        audit.current().note(stage="nothing-to-read")
        return TemplateResponse(request, "linkage/read.html", frame(request, "matching_quality") | {"pair": None})
    comparison, _ = side_by_side(request, pair.edge.a, pair.edge.b, None, weighed=False)
    context = frame(request, "matching_quality") | {
        "pair": pair,
        "left": left,
        "comparison": comparison,
        "verdicts": VERDICTS,
        "keys": READING,
    }
    return TemplateResponse(request, "linkage/read.html", context)


def said(request: Seen) -> HttpResponse:
    """Keep a reader's word on a sampled pair, and go on to the next."""
    pair, verdict = request.POST.get("pair", ""), request.POST.get("verdict", "")
    number = reviewing.number_in(pair)
    if number is None or verdict not in dict(VERDICTS):
        return redirect("matching_read")
    with suppress(AlreadyRead):  # somebody was quicker: the next pair is shown
        answer_sampled(pair=number, verdict=verdict, by=request.viewer, at=request.at)
    return redirect("matching_read")
