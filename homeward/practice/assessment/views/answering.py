"""Answering one part of an instrument, of whomever it is: each item a form of its own, saved as it is answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.foundation.errors import HomewardError
from homeward.practice.assessment import forms, presenters, queries
from homeward.practice.assessment.actions import AnsweredMeanwhile
from homeward.practice.assessment.models import Assessment
from homeward.practice.assessment.queries import Whole
from homeward.practice.assessment.views.pages import Whose, frame, hides_schools, whole_or_404
from homeward.practice.indicators import queries as indicators
from homeward.register.access.actions import Seen
from homeward.vocabulary.instruments.shapes import JUDGEMENT, Group

Offered = dict[str, list[tuple[str, str]]]


def answers(
    request: Seen, whose: Whose, assessment: UUID, group: str, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """One part of the instrument: each item a form of its own, saved as it is answered."""
    now = whole_or_404(whose, assessment)
    part = next((each for each in now.tool.groups if each.code == group), None)
    if now.row.done_at or now.row.withdrawn_at or (part is None and not (group == JUDGEMENT and now.tool.judgement)):
        raise Http404
    seen = _seen(request, whose, now, part)
    asked = [item.code for item in part.items] if part else [JUDGEMENT]
    shown = [(code, (wrong or {}).get(code) or item_form(now, code, seen)) for code in asked]
    codes = [each.code for each in now.tool.groups] + ([JUDGEMENT] if now.tool.judgement else [])
    after = codes[codes.index(group) + 1 :]
    context = frame(request, whose) | {
        "title": part.title if part else "The assessor’s own score",
        "tool": now.tool.title,
        "help": part.help if part else now.tool.judgement.help if now.tool.judgement else "",
        "items": [
            {"code": code, "form": form, "href": whose.at("save_answer", now.row.pk, code)} for code, form in shown
        ],
        "next_href": whose.at("answers", now.row.pk, after[0]) if after else "",
        "back_href": whose.at("assessment", now.row.pk),
        "back_label": now.tool.title,
        "has_errors": bool(wrong),
    }
    return TemplateResponse(request, "assessment/answers.html", context, status=status)


def _seen(request: Seen, whose: Whose, now: Whole, part: Group | None) -> Offered:
    """The observations that each item of a part may rest on, of those the viewer may read, as a form offers them."""
    if not whose.is_child or part is None:
        return {}
    every = indicators.observations(whose.id, viewer=request.viewer, at=request.at)
    codes = {code for item in part.items for code in item.indicators}
    rows = list(every.filter(code__in=codes, ended_at__isnull=True, since__lte=now.row.as_at).order_by("-since")[:200])
    hidden = hides_schools(whose)
    words = {row.pk: presenters.observation_in_words(row, hidden=hidden) for row in rows}
    return {
        item.code: [(str(row.pk), words[row.pk]) for row in rows if row.code in item.indicators] for item in part.items
    }


def item_form(now: Whole, code: str, seen: Offered, data: Any = None) -> forms.ItemForm:
    """The form of one item, opened on the answer that stands."""
    asked = now.tool.items.get(code) or now.tool.judgement
    assert asked is not None  # the address was held against the instrument
    answer = now.answers.get(code)
    evidence = list(answer.evidence.all()) if answer else []
    written = next((each for each in evidence if not each.observation_id), None)
    initial = {"said": answer.said if answer else "", "read": answer.number if answer else 0}
    initial["observations"] = [str(each.observation_id) for each in evidence if each.observation_id]
    if written:
        last = written.last if written.exact and written.last != written.since else None
        initial |= {"words": queries.words_of(written), "since": written.since, "last": last}
        initial["month_only"] = not written.exact
    return forms.ItemForm(
        data, asks=asked.asks, hint=presenters.hint_of(asked), scale=now.tool.scale[asked.scale],
        seen=seen.get(code, []), as_at=now.row.as_at, initial=initial, auto_id=f"{code}_%s",
    )  # fmt: skip


def saved(request: Seen, whose: Whose, assessment: UUID, item: str, act: Callable[..., Any]) -> HttpResponse:
    """Keep the answer to one item; by script, answer with its number and what is said of it."""
    now = whole_or_404(whose, assessment)
    group = JUDGEMENT if item == JUDGEMENT and now.tool.judgement else now.tool.group_of.get(item)
    if group is None:
        raise Http404
    part = next((each for each in now.tool.groups if each.code == group), None)
    form = item_form(now, item, _seen(request, whose, now, part), request.POST)
    by_script = request.headers.get("X-Homeward-Part") == "answer"
    if not form.is_valid():
        return (
            _said("Not saved: it wants mending. Press Save to see how.", 400)
            if by_script
            else answers(request, whose, assessment, group, {item: form}, 400)
        )
    given = {"item": item, "said": form.cleaned_data["said"], "rests_on": form.rests_on()}
    try:
        kept = act(assessment=assessment, read=form.cleaned_data["read"], by=request.viewer, at=request.at, **given)
    except AnsweredMeanwhile as refusal:
        return _meanwhile(request, whose, now, item, group, refusal, by_script)
    except HomewardError as refusal:
        form.add_error(None, refusal.next_step)
        return _said(refusal.next_step, 409) if by_script else redirect(whose.at("assessment", assessment))
    if by_script:
        return _said("Saved", 200, kept.number)
    return redirect(f"{whose.at('answers', assessment, group)}#{item}")


def _meanwhile(
    request: Seen, whose: Whose, now: Whole, item: str, group: str, refusal: HomewardError, by_script: bool
) -> HttpResponse:
    """What was typed stays in its boxes, beside what somebody else answered meanwhile."""
    if by_script:
        return _said(refusal.next_step, 409)
    theirs = queries.whole(queries.with_all(Assessment.objects.filter(pk=now.row.pk)).get()).answers[item]
    asked = now.tool.items.get(item) or now.tool.judgement
    label = now.tool.scale[asked.scale].by_code[theirs.said].label if asked else theirs.said
    resent = request.POST.copy()
    resent["read"] = str(theirs.number)
    part = next((each for each in now.tool.groups if each.code == group), None)
    form = item_form(now, item, _seen(request, whose, now, part), resent)
    form.add_error("said", f"{theirs.by.name} answered this meanwhile: {label}. Save again if yours should stand.")
    return answers(request, whose, now.row.pk, group, {item: form}, 409)


def _said(words: str, status: int, number: int | None = None) -> HttpResponse:
    answer = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    if number is not None:
        answer["X-Homeward-Number"] = str(number)
    return answer
