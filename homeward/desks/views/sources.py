"""One child's sources: what each says where they differ, whose word is shown, and what was known to be theirs when."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.desks.forms import AsKnownOnForm, ShownForm, UndoForm
from homeward.desks.views.child import frame
from homeward.foundation.london import london_day
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.linkage import actions as linkage
from homeward.register.linkage.presenters import sources as presenters
from homeward.register.linkage.queries import reviewing
from homeward.register.linkage.queries import sources as queries
from homeward.register.people import queries as people
from homeward.register.people.rules import known_as


@page("child.open", about="subject", field_class="core")
def sources(request: Seen, subject: UUID) -> HttpResponse:
    """What every source says of who the child is, and the choice of what is shown, which deletes nothing."""
    viewer, at = request.viewer, request.at
    person = people.person_of(subject, viewer=viewer, at=at)
    if person is None:
        raise Http404
    profiles = reviewing.profiles_of([subject])[subject]
    facts = presenters.facts_of(person, profiles, queries.choices_on(subject))
    if request.method == "POST":
        return shown(request, subject, facts)
    form = AsKnownOnForm(request.GET or None)
    on = form.chosen or london_day(at)
    audit.current().showing("core")
    context = frame(request, subject, here="sources")
    context |= {
        "name": known_as(person.forename, person.surname),
        "differ": [(fact, ShownForm(fact=fact, auto_id=f"{fact.field}_%s")) for fact in facts if fact.differs],
        "agreed": presenters.agreed_rows([fact for fact in facts if not fact.differs]),
        "history": presenters.history_table(queries.known_on(subject, on), on=on),
        "form": form,
        "changes": presenters.changes_table(
            queries.changes_to(subject), may_undo=may(viewer, "linkage.answer", field_class="core").allowed
        ),
        "undo": undo_of(request, subject) if context["may_correct"] else None,
    }
    return TemplateResponse(request, "desks/sources.html", context)


def shown(request: Seen, subject: UUID, facts: tuple[presenters.Fact, ...]) -> HttpResponse:
    """Show one source's word on a fact, or let the hub choose again."""
    fact = next((each for each in facts if each.field == request.POST.get("field")), None)
    form = ShownForm(request.POST, fact=fact) if fact else None
    if fact is None or form is None or not form.is_valid():
        messages.warning(request, "Nothing was changed. Choose one of the words shown beside each other.")
        return redirect("sources", subject=subject)
    choice = linkage.choose_display(
        by=request.viewer, at=request.at, child=subject, field=fact.field, profile=form.cleaned_data["profile"]
    )
    return redirect(f"{reverse('sources', args=[subject])}?chosen={choice.pk}")


def undo_of(request: Seen, subject: UUID) -> dict[str, Any] | None:
    """The choice that was made a moment ago, so that it can be undone in one press."""
    asked = UndoForm({"chosen": request.GET.get("chosen", "")})
    made = queries.choice_made(asked.cleaned_data["chosen"], child=subject) if asked.is_valid() else None
    if made is None:
        return None
    before = queries.choice_before(made)
    title = presenters.FACTS[made.field]
    return {
        "words": f"{title}: the choice is kept and shown. What every source says stays below."
        if made.profile_id
        else f"{title}: the hub chooses again what is shown.",
        "field": made.field,
        "profile": before.profile_id if before and before.profile_id else "",
    }
