"""A child's cases: opened, given to somebody, closed; and the list of those that are open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import cases as forms
from homeward.practice.cases.presenters import cases as presenters
from homeward.practice.cases.views.framing import frame
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit

SIZE = 50


def allocate_form(request: Seen, case: UUID, sent: Any = None) -> forms.AllocateForm:
    """The form that says who is to have one case."""
    return forms.AllocateForm(
        sent,
        auto_id=f"allocate-{case}-%s",
        workers=queries.workers_for_cases(request.at),
        teams=queries.teams_for_cases(request.at),
    )


def close_form(case: UUID, sent: Any = None) -> forms.CloseForm:
    """The form that closes one case."""
    return forms.CloseForm(sent, auto_id=f"close-{case}-%s")


Wrong = tuple[str, str, GovForm]


def shown_with_forms(
    request: Seen, subject: UUID, wrong: Wrong | None
) -> list[tuple[presenters.Shown, dict[str, GovForm]]]:
    """Each case of a child, a place or a group, with its own forms; the one that was sent with its mistakes."""
    shown = [presenters.case_shown(row, at=request.at) for row in queries.cases_of(subject)]
    workers = queries.workers_for_cases(request.at) if any(each.open for each in shown) else []
    teams = queries.teams_for_cases(request.at) if workers else []
    found: list[tuple[presenters.Shown, dict[str, GovForm]]] = []
    for each in shown:
        own: dict[str, GovForm] = {
            "allocate": forms.AllocateForm(auto_id=f"allocate-{each.id}-%s", workers=workers, teams=teams),
            "close": close_form(each.id),
        }
        if wrong and wrong[0] == str(each.id):
            own[wrong[1]] = wrong[2]
        found.append((each, own))
    return found


@page("cases.open", about="subject", field_class="core")
def case(request: Seen, subject: UUID) -> HttpResponse:
    """Every case of one child, the open ones first, and who has each."""
    return _page(request, subject)


def _page(request: Seen, subject: UUID, wrong: Wrong | None = None) -> HttpResponse:
    form = wrong[2] if wrong else None
    context = frame(request, subject, here="case") | {
        "cases": shown_with_forms(request, subject, wrong),
        "open_form": form
        if isinstance(form, forms.OpenForm)
        else forms.OpenForm(auto_id="open_%s", on=london_day(request.at)),
        "form": form,
    }
    return TemplateResponse(request, "cases/case.html", context, status=400 if wrong else 200)


def _sent(request: Seen, subject: UUID, wrong: Wrong, act: Callable[..., object], done: str) -> HttpResponse:
    form = wrong[2]
    if not form.is_valid():
        return _page(request, subject, wrong)
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(child=subject, by=request.viewer, at=request.at, **given), done)
    return redirect("case", subject=subject)


@require_POST
@page("cases.write", about="subject")
def open_case(request: Seen, subject: UUID) -> HttpResponse:
    """Open a case about a child."""
    form = forms.OpenForm(request.POST, auto_id="open_%s", on=london_day(request.at))
    return _sent(request, subject, ("", "open", form), actions.open_case, "The case is open.")


@require_POST
@page("cases.allocate", about="subject")
def allocate(request: Seen, subject: UUID, case: UUID) -> HttpResponse:
    """Say who is to have a case."""
    form = allocate_form(request, case, request.POST)

    def act(**given: Any) -> object:
        return actions.allocate(case=case, **given)

    return _sent(request, subject, (str(case), "allocate", form), act, "Written down: the record is open to them.")


@require_POST
@page("cases.allocate", about="subject")
def end_allocation(request: Seen, subject: UUID, allocation: int) -> HttpResponse:
    """Say that somebody has a case no longer."""
    given = {"child": subject, "allocation": allocation, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_allocation(**given), "Ended: the record is closed to them.")
    return redirect("case", subject=subject)


@require_POST
@page("cases.write", about="subject")
def close_case(request: Seen, subject: UUID, case: UUID) -> HttpResponse:
    """Close a case."""

    def act(**given: Any) -> object:
        return actions.close_case(case=case, **given)

    wrong = (str(case), "close", close_form(case, request.POST))
    return _sent(request, subject, wrong, act, "The case is closed.")


@page("cases.open", each=True, field_class="core")
def open_cases(request: Seen) -> HttpResponse:
    """Open cases of the viewer's own children, and of places and groups, with who has how many."""
    every = queries.open_cases(viewer=request.viewer, at=request.at)
    total = every.count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    rows = list(every[(number - 1) * SIZE : number * SIZE])
    event = audit.current()
    event.about(dict.fromkeys(row.subject_id for row in rows))
    event.result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "table": presenters.cases_table(
            rows, at=request.at, empty="No case of yours is open. One is opened on the page of a child’s record."
        ),
        "workload": presenters.workload_table(queries.workload(viewer=request.viewer, at=request.at)),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="cases"),
    }
    return TemplateResponse(request, "cases/cases.html", context)
