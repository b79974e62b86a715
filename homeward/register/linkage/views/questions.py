"""The list of questions, and one question at a time: two records side by side, and a person's word on them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.foundation.london import london_day
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.linkage import actions
from homeward.register.linkage.actions.claiming import claim, take_over
from homeward.register.linkage.forms import JudgementForm
from homeward.register.linkage.models import ReviewItem
from homeward.register.linkage.presenters import pairs
from homeward.register.linkage.presenters import questions as presenters
from homeward.register.linkage.queries import reviewing
from homeward.register.linkage.views.frame import frame, shown_about, side_by_side

SIZE = 25


@page("linkage.review", field_class="core")
def matching(request: Seen) -> HttpResponse:
    """What waits for a person: an open matter first, then what may be a false join, then the oldest."""
    viewer, at = request.viewer, request.at
    waiting = reviewing.waiting(viewer=viewer, at=at)
    number = min(page_asked(request), max(1, -(-waiting.number // SIZE)))
    rows = reviewing.open_questions(viewer=viewer).select_related("a", "b", "claimed_by")
    shown = list(rows[(number - 1) * SIZE : number * SIZE])
    shown_about(child for each in shown for child in (each.a.subject_id, each.b.subject_id))
    audit.current().result_count = len(shown)
    context = frame(request, "matching") | {
        "figures": presenters.figures_of(waiting),
        "table": presenters.queue_table(shown, viewer=viewer, at=at) if shown else None,
        "kinds": presenters.kinds_in_words(waiting.kinds),
        "pages": pages_of(waiting.number, page=number, size=SIZE, path=request.path, noun="questions"),
    }
    return TemplateResponse(request, "linkage/matching.html", context)


@page("linkage.review", field_class="core")
def following(request: Seen) -> HttpResponse:
    """Lead to the next question that nobody has, after the one just read; to the list when there is none."""
    found = reviewing.next_question(viewer=request.viewer, at=request.at, after=request.GET.get("after", ""))
    return redirect("matching_question", question=found) if found else redirect("matching")


@page("linkage.review", field_class="core")
def about(request: Seen, child: UUID) -> HttpResponse:
    """Lead from a task about a child to the first open question about them; to the list when there is none."""
    found = reviewing.questions_about(child, viewer=request.viewer).first()
    if found is not None:
        return redirect("matching_question", question=found.pk)
    messages.warning(
        request, "No question about that child is open. It may have been settled: look under Settled lately."
    )
    return redirect("matching")


@page("linkage.review", field_class="core")
def settled(request: Seen) -> HttpResponse:
    """What was settled lately, each with the way to take it back."""
    rows = reviewing.settled_lately(viewer=request.viewer, at=request.at)
    total, number = rows.count(), page_asked(request)
    number = min(number, max(1, -(-total // SIZE)))
    shown = list(rows[(number - 1) * SIZE : number * SIZE])
    shown_about(child for each in shown for child in (each.a.subject_id, each.b.subject_id))
    context = frame(request, "matching_settled") | {
        "table": presenters.settled_table(shown),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="questions"),
    }
    return TemplateResponse(request, "linkage/settled.html", context)


@page("linkage.review", field_class="core")
def question(request: Seen, question: UUID) -> HttpResponse:
    """One pair: what each source says of them, the evidence, why a person is asked, and what each answer will do."""
    row = asked(request, question)
    sides = reviewing.profiles_of({row.a.subject_id, row.b.subject_id})
    kinds = reviewing.agreeing_kinds(sides[row.a.subject_id], sides[row.b.subject_id])
    form = JudgementForm(
        request.POST or None,
        on=london_day(request.at),
        effects=presenters.effects_of(row, agreeing=len(kinds)),
    )
    if request.method == "POST" and form.is_valid():
        return judged(request, row, form)
    open_now = row.settled_at is None
    context = pair_shown(request, row, sides)
    held = open_now and context["may_judge"] and not claim(question=row.pk, by=request.viewer, at=request.at)
    context |= {
        "form": form if open_now and context["may_judge"] and not held else None,
        "claim": presenters.claim_in_words(row) if held else "",
        "reasons": pairs.reasons_of(row.kind, row.about, twin=bool(row.edge and row.edge.twin)),
    }
    return TemplateResponse(request, "linkage/question.html", context)


def asked(request: Seen, question: UUID) -> ReviewItem:
    """The question of that number, as far as the viewer may see it; what is hidden and what is absent look alike."""
    row = reviewing.question(question, viewer=request.viewer)
    if row is None:
        raise Http404
    return row


def pair_shown(request: Seen, row: ReviewItem, sides: dict[UUID, list[Any]]) -> dict[str, Any]:
    """What the page of a question says of its two records, whether or not it is open."""
    comparison, waterfall = side_by_side(request, row.a, row.b, row.edge)
    one = presenters.is_one_child(row)
    verdicts = reviewing.verdicts_on(row.a_id, row.b_id)
    captions = ["What each source says of this child"] if one else ["The first child", "The second child"]
    children = [row.a.subject_id] if one else [row.a.subject_id, row.b.subject_id]
    return frame(request, "matching") | {
        "question": row,
        "title": presenters.KINDS[row.kind],
        "urgent": row.touches_open_matter,
        "one_child": one,
        "comparison": comparison,
        "waterfall": waterfall,
        "sources": [pairs.sources_table(words, sides[child]) for words, child in zip(captions, children, strict=True)],
        "verdicts": presenters.verdicts_shown(verdicts),
        "standing": next((each for each in verdicts if each.stands and each.verdict != "withdrawn"), None),
        "changes": reviewing.changes_of(children),
        "keys": presenters.KEYS,
    }


def judged(request: Seen, row: ReviewItem, form: JudgementForm) -> HttpResponse:
    """Keep the answer, and lead to what came of it; where somebody was quicker, show what they said."""
    verdict = form.cleaned_data["verdict"]
    said: dict[str, Any] = {"a": row.a_id, "b": row.b_id, "verdict": verdict, "reason": form.reason}
    try:
        done = actions.judge(by=request.viewer, at=request.at, question=row.pk, **said)
    except (actions.SettledMeanwhile, actions.NoSuchPair):
        return meanwhile(request, row.pk)
    words, kind = presenters.outcome_of(verdict, done)
    messages.add_message(request, messages.WARNING if kind == "warning" else messages.SUCCESS, words)
    return redirect("matching_question", question=row.pk)


def meanwhile(request: Seen, question: UUID) -> HttpResponse:
    """Somebody else settled the question: nothing of this answer was kept, and theirs is shown."""
    row = asked(request, question)
    shown_about((row.a.subject_id, row.b.subject_id))
    verdicts = presenters.verdicts_shown(reviewing.verdicts_on(row.a_id, row.b_id))
    context = frame(request, "matching") | {"question": row, "verdicts": verdicts[:1]}
    return TemplateResponse(request, "linkage/meanwhile.html", context, status=409)


@require_POST
@page("linkage.judge")
def take_back(request: Seen, question: UUID) -> HttpResponse:
    """Take back what was said last of a pair: the question is open again."""
    row = asked(request, question)
    standing = next((each for each in reviewing.verdicts_on(row.a_id, row.b_id) if each.stands), None)
    if standing is None:
        return meanwhile(request, question)
    done = "Taken back. The question is open again, and what it put forward is withdrawn."
    tried(request, lambda: actions.take_back(by=request.viewer, at=request.at, judgement=standing.id), done)
    return redirect("matching_question", question=question)


@require_POST
@page("linkage.judge")
def take(request: Seen, question: UUID) -> HttpResponse:
    """Take a question over from somebody who has it."""
    row = asked(request, question)
    take_over(question=row.pk, by=request.viewer, at=request.at)
    return redirect("matching_question", question=question)
