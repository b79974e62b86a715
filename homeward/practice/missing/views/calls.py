"""The call console: one page, kept as it is typed, and what becomes of the call."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.stamps import stamp_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.missing import actions
from homeward.practice.missing.forms.calls import ConsoleForm
from homeward.practice.missing.models import Call
from homeward.practice.missing.presenters import calls as presenters
from homeward.practice.missing.presenters.sights import heard
from homeward.practice.missing.queries import calls as queries
from homeward.practice.missing.queries.captures import capture_of, captured_among
from homeward.practice.missing.queries.stamps import CALLS, calls_token
from homeward.practice.missing.rules.calls import FIELDS, frequency, is_flood
from homeward.register.access.actions import Kept, Seen, capture_page, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole


def around(request: Seen) -> dict[str, Any]:
    """What stands round each page of a call."""
    return {"marking": SENSITIVE, "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}"}


@page("call.take", field_class="core")
def calls(request: Seen) -> HttpResponse:
    """Calls that are open, and a way to begin one. A flood is said, and hides none of them."""
    waiting = list(queries.open_calls())
    most = limit("calls_in_ten_minutes_most", on=london_day(request.at))
    audit.current().result_count = len(waiting)
    context = around(request) | {
        "table": presenters.open_table(waiting, captured=captured_among([each.pk for each in waiting]), at=request.at),
        "stamp": stamp_of(request, CALLS, calls_token(request.viewer, at=request.at), at=request.at),
        "flood": is_flood(queries.within_ten_minutes(at=request.at), most=most),
    }
    return TemplateResponse(request, "missing/calls.html", context)


@page("call.take", field_class="core")
def begin(request: Seen) -> HttpResponse:
    """A new call. Its number is made here, so that whatever is sent twice is one call."""
    return _console(request, uuid4(), None)


@page("call.take", field_class="core")
def call(request: Seen, call: UUID) -> HttpResponse:
    """An open call, or what became of one."""
    row = queries.call_of(call)
    if row is None:
        raise Http404
    if row.state == "filed":
        return redirect("missing_lead", row.episode_id)
    return _console(request, call, row)


def _console(request: Seen, number: UUID, row: Call | None) -> HttpResponse:
    standing = queries.standing_in(number) if row else {}
    audit.current().showing("core", "location")
    audit.current().note(call=str(number))
    today, week = queries.often(row, at=request.at) if row else (0, 0)
    words = {name: each.words for name, each in standing.items()}
    form = ConsoleForm(initial=words)
    context = around(request) | {
        "call": number,
        "row": row,
        "form": form,
        "boxes": [(field, standing[field.name].number if field.name in standing else 0) for field in form],
        "heard": heard(words.get("last_seen", ""), words.get("which", ""), at=request.at),
        "labels": load_whole("call_labels").entries,
        "often": frequency(today, week),
        "captured": capture_of(number) if row else None,
        "beside": presenters.beside_rows(queries.held_back(number)) if row else (),
        "title": presenters.title_of(row),
    }
    return TemplateResponse(request, "missing/call.html", context)


@require_POST
@capture_page("call.take", field_class="core")
def keep(request: Seen, call: UUID) -> Kept:
    """Every box that differs, saved one by one; the next thing that was asked is then gone to.

    It is how a call is saved without a script.
    """
    form = ConsoleForm(request.POST)
    form.is_valid()
    beside = False
    try:
        for name in FIELDS:
            read = request.POST.get(f"read_{name}", "0")
            words = form.cleaned_data.get(name, "")
            became, _ = actions.save_piece(
                call=call, field=name, words=words, read=int(read) if read.isdecimal() else 0,
                by=request.viewer, at=request.at,
            )  # fmt: skip
            beside = beside or became == "beside"
    except HomewardError as refusal:
        messages.warning(request, refusal.next_step)
        return _or_plainly(request, redirect("calls"))
    if beside:
        messages.warning(request, "Somebody else wrote in the same box. Both are kept, and shown below.")
    if queries.call_of(call) is None:
        messages.warning(request, "Write something down, or label the call.")
        return _or_plainly(request, redirect("calls"))
    asked = request.POST.get("next") == "child" and not beside
    return _or_plainly(request, redirect("call_child" if asked else "call", call))


def _or_plainly(request: Seen, shown: HttpResponse) -> Kept:
    """The answer, or a page that says only that the words are kept, where who took them could not be written down."""
    return Kept(shown, lambda: render(request, "missing/kept.html", status=503))


@require_POST
@capture_page("call.take", field_class="core")
def save(request: Seen, call: UUID) -> Kept:
    """Keep what is typed in one box. Somebody else's newer words are answered with 409, and both are kept."""
    read = request.POST.get("read", "0")
    try:
        became, number = actions.save_piece(
            call=call, field=request.POST.get("box", ""), words=request.POST.get("words", ""),
            read=int(read) if read.isdecimal() else 0, by=request.viewer, at=request.at,
        )  # fmt: skip
    except HomewardError as refusal:
        gone = JsonResponse({"say": refusal.next_step}, status=410)
        return Kept(gone, lambda: gone)
    plain = {"say": f"Saved at {moment_in_words(request.at)}", "number": number}
    if became == "beside":
        theirs = queries.standing_of(call, request.POST["box"])
        words = theirs.words if theirs else ""
        say = f"Somebody else wrote here meanwhile: {words}. Both are kept. Type again to put yours in its place."
        return Kept(JsonResponse({"say": say, "number": number}, status=409), lambda: JsonResponse(plain))
    return Kept(JsonResponse(plain | _read_back(request, call)), lambda: JsonResponse(plain))


def _read_back(request: Seen, call: UUID) -> dict[str, Any]:
    """What is read of when the child was last seen, after either of its boxes was kept."""
    if request.POST.get("box") not in ("last_seen", "which"):
        return {}
    words = {name: each.words for name, each in queries.standing_in(call).items()}
    back = heard(words.get("last_seen", ""), words.get("which", ""), at=request.at)
    return {"read": back.say, "asks": back.asks}


@require_POST
@capture_page("call.take", field_class="core")
def label(request: Seen, call: UUID) -> Kept:
    """Label a call in one press, or take the label back."""
    code = request.POST.get("label", "")
    if code:
        tried(
            request,
            lambda: actions.label(call=call, code=code, by=request.viewer, at=request.at),
            "Labelled. Somebody looks at it again tomorrow.",
        )
    else:
        tried(
            request,
            lambda: actions.take_back_label(call=call, by=request.viewer, at=request.at),
            "The call is open again.",
        )
    return _or_plainly(request, redirect("call", call))


@page("call.review")
def review(request: Seen) -> HttpResponse:
    """Labels of earlier days that nobody has looked at again, and saying that one was right."""
    if request.method == "POST":
        number = presenters.number_in(request.POST.get("call", ""))
        tried(
            request,
            lambda: actions.settle_label(call=number, by=request.viewer, at=request.at),
            "Kept. The label is off the list.",
        )
        return redirect("call_labels")
    opens = may(request.viewer, "call.take", field_class="core").allowed
    lines = presenters.labelled(queries.labels_to_review(at=request.at)[:200], opens=opens)
    return TemplateResponse(request, "missing/call_labels.html", {"lines": lines})
