"""The triggers and their counts, turning one on or off, and the children who are missing again and again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.practice.missing.actions.triggers import answer_switch, switch
from homeward.practice.missing.forms.triggers import SwitchForm, WindowForm
from homeward.practice.missing.presenters import triggers as presenters
from homeward.practice.missing.queries import triggers as queries
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit

LEAST, DAYS = 3, 30


@page("trigger.see")
def triggers(request: Seen) -> HttpResponse:
    """Every trigger: what it looks for and asks, whether it is on, and how often it fired. No child is named."""
    return _page(request, SwitchForm(initial={"since": london_day(request.at)}))


def _page(request: Seen, form: SwitchForm) -> HttpResponse:
    day, said = london_day(request.at), queries.switches()
    table = presenters.triggers_table(
        queries.triggers(),
        on={each.code for each in queries.those_on(on=day)},
        said=said,
        fired=queries.firings(at=request.at),
        day=day,
    )
    context = {
        "table": table,
        "form": form,
        "may_switch": may(request.viewer, "trigger.switch").allowed,
        "may_agree": may(request.viewer, "trigger.agree").allowed,
        "waiting": presenters.waiting(said, reader=request.viewer.worker_id, day=day),
    }
    return TemplateResponse(request, "missing/triggers.html", context, status=400 if form.errors else 200)


@page("trigger.switch")
def turn(request: Seen) -> HttpResponse:
    """Ask that a trigger be turned on or off from a day."""
    form = SwitchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    given = {**form.cleaned_data, "on": form.cleaned_data["on"] == "on"}
    done = "It holds once a second person has agreed."
    tried(request, lambda: switch(**given, by=request.viewer, at=request.at), done)
    return redirect("triggers")


@require_POST
@page("trigger.agree")
def answer(request: Seen, number: int) -> HttpResponse:
    """Agree to what somebody else asked of a trigger, or refuse."""
    given = {"number": number, "agreed": request.POST.get("agreed") == "yes", "by": request.viewer, "at": request.at}
    tried(request, lambda: answer_switch(**given), "Your answer is written down.")
    return redirect("triggers")


@page("most-frequent.open", each=True, field_class="core")
def repeated(request: Seen) -> HttpResponse:
    """Children of the viewer's who were missing so many times in so many days, whichever they ask for."""
    form = WindowForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    least, days = asked.get("least") or LEAST, asked.get("days") or DAYS
    rows = queries.repeat_children(viewer=request.viewer, at=request.at, days=days, least=least)
    event = audit.current()
    event.about(row.person.pk for row in rows)
    event.result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "form": form if form.is_bound else WindowForm(initial={"least": least, "days": days}),
        "words": presenters.window_in_words(len(rows), least, days),
        "table": presenters.repeated_table(rows),
    }
    return TemplateResponse(request, "missing/repeated.html", context)
