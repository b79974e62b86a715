"""Places and groups where children come to harm: written down, and the cases about them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import cases as forms
from homeward.practice.cases.forms.afterwards import AdultForm
from homeward.practice.cases.models import Context
from homeward.practice.cases.presenters import cases as presenters
from homeward.practice.cases.presenters.afterwards import adults_shown
from homeward.practice.cases.queries.afterwards import adult_referrals_of
from homeward.practice.cases.views.cases import Wrong, allocate_form, close_form, shown_with_forms
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may


@page("context.open", field_class="core")
def contexts(request: Seen) -> HttpResponse:
    """Every place and group, and a form for another."""
    return _list(request)


def _list(request: Seen, form: forms.ContextForm | None = None) -> HttpResponse:
    rows = queries.contexts()
    context = {
        "marking": SENSITIVE,
        "table": presenters.contexts_table(rows, queries.open_cases_of([row.pk for row in rows])),
        "form": form or forms.ContextForm(),
        "may_write": may(request.viewer, "context.write").allowed,
    }
    return TemplateResponse(request, "cases/contexts.html", context, status=400 if form else 200)


@require_POST
@page("context.write")
def add_context(request: Seen) -> HttpResponse:
    """Write down a place or a group."""
    form = forms.ContextForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    added = actions.add_context(by=request.viewer, at=request.at, **form.cleaned_data)
    return redirect("context", context=added.pk)


@page("context.open", about="context", field_class="core")
def context(request: Seen, context: UUID) -> HttpResponse:
    """One place or group, and its cases."""
    return _page(request, context)


def _row(context: UUID) -> Context:
    row = Context.objects.select_related("by").filter(pk=context).first()
    if row is None:
        raise Http404
    return row


def _frame(request: Seen, row: Context) -> dict[str, Any]:
    return {
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
        "subject": row.pk,
        "name": queries.context_named(row),
        "may_write": may(request.viewer, "context.write").allowed,
    }


def _page(request: Seen, context: UUID, wrong: Wrong | None = None) -> HttpResponse:
    row = _row(context)
    form = wrong[2] if wrong else None
    values = _frame(request, row) | {
        "rows": presenters.context_rows(row),
        "cases": shown_with_forms(request, context, wrong),
        "open_form": form
        if isinstance(form, forms.OpenForm)
        else forms.OpenForm(auto_id="open_%s", on=london_day(request.at), about=row.kind),
        "form": form,
    }
    return TemplateResponse(request, "cases/context.html", values, status=400 if wrong else 200)


def _sent(request: Seen, context: UUID, wrong: Wrong, act: Callable[..., object], done: str) -> HttpResponse:
    if not Context.objects.filter(pk=context).exists():
        raise Http404
    form = wrong[2]
    if not form.is_valid():
        return _page(request, context, wrong)
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(context=context, by=request.viewer, at=request.at, **given), done)
    return redirect("context", context=context)


def _adults_page(request: Seen, context: UUID, form: AdultForm | None = None) -> HttpResponse:
    row = _row(context)
    case = next(iter(queries.open_cases_of([context]).get(context, [])), None)
    values = _frame(request, row) | {
        "notes": adults_shown(adult_referrals_of(context)),
        "case": case.pk if case else None,
        "own_form": form or AdultForm(auto_id="adult_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/context_adults.html", values, status=400 if form else 200)


@page("context.open", about="context", field_class="third-party")
def context_adults(request: Seen, context: UUID) -> HttpResponse:
    """Vulnerable adults who were met at a place or in a group, and referred."""
    return _adults_page(request, context)


@require_POST
@page("context.write", about="context")
def refer_adult(request: Seen, context: UUID, case: UUID) -> HttpResponse:
    """Write down that an adult was referred."""
    form = AdultForm(request.POST, auto_id="adult_%s")
    if not form.is_valid():
        return _adults_page(request, context, form)
    given = {"context": context, "case": case, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.refer_adult_of_context(**given), "Written down.")
    return redirect("context_adults", context=context)


@require_POST
@page("context.write", about="context")
def withdraw_adult(request: Seen, context: UUID, row: UUID) -> HttpResponse:
    """Take back what was written in error."""
    given = {"context": context, "row": row, "by": request.viewer, "at": request.at}
    done = "Taken back. The row stays, with who took it back."
    tried(request, lambda: actions.withdraw_adult_of_context(**given), done)
    return redirect("context_adults", context=context)


@require_POST
@page("context.write", about="context")
def open_context_case(request: Seen, context: UUID) -> HttpResponse:
    """Open a case about a place or a group."""
    kind = Context.objects.filter(pk=context).values_list("kind", flat=True).first() or "place"
    form = forms.OpenForm(request.POST, auto_id="open_%s", on=london_day(request.at), about=kind)
    return _sent(request, context, ("", "open", form), actions.open_context_case, "The case is open.")


@require_POST
@page("context.write", about="context")
def allocate_context(request: Seen, context: UUID, case: UUID) -> HttpResponse:
    """Say who is to have the case."""

    def act(**given: Any) -> object:
        return actions.allocate_context(case=case, **given)

    wrong = (str(case), "allocate", allocate_form(request, case, request.POST))
    return _sent(request, context, wrong, act, "Written down.")


@require_POST
@page("context.write", about="context")
def end_context_allocation(request: Seen, context: UUID, allocation: int) -> HttpResponse:
    """Say that somebody has the case no longer."""
    given = {"context": context, "allocation": allocation, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_context_allocation(**given), "Ended.")
    return redirect("context", context=context)


@require_POST
@page("context.write", about="context")
def close_context_case(request: Seen, context: UUID, case: UUID) -> HttpResponse:
    """Close the case."""

    def act(**given: Any) -> object:
        return actions.close_context_case(case=case, **given)

    wrong = (str(case), "close", close_form(case, request.POST))
    return _sent(request, context, wrong, act, "The case is closed.")
