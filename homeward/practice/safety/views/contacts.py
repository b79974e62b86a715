"""How a child or a parent may be reached, and the letter that says nothing but a number to ring (S-13)."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.practice.safety import actions
from homeward.practice.safety.forms import ContactForm, EndContactForm, LetterForm
from homeward.practice.safety.presenters import people as presenters
from homeward.practice.safety.queries import contacts as queries
from homeward.practice.safety.views.framing import frame
from homeward.register.access.actions import Seen, page


@page("contact.see", about="subject", field_class="shielded-location")
def listed(request: Seen, subject: UUID) -> HttpResponse:
    """Every contact, those that are safe first, and a form to add one."""
    form = ContactForm(request.POST if request.method == "POST" else None, auto_id="contact_%s")
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, **form.cleaned_data, "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.add_contact(**given), "Written down. Only this is written to.")
        return redirect("safe_contacts", subject=subject)
    shown = [presenters.contact_shown(row) for row in queries.contacts_of(subject)]
    context = frame(request, subject, here="safe_contacts") | {
        "contacts": [
            (each, EndContactForm(auto_id=f"end-{each.id}-%s"), LetterForm(auto_id=f"letter-{each.id}-%s"))
            for each in shown
        ],
        "contact_form": form,
        "form": form if form.errors else None,
    }
    return TemplateResponse(request, "safety/contacts.html", context, status=400 if form.errors else 200)


@require_POST
@page("contact.keep", about="subject", field_class="shielded-location")
def end(request: Seen, subject: UUID, contact: UUID) -> HttpResponse:
    """Say that a contact is used no more."""
    form = EndContactForm(request.POST)
    if form.is_valid():
        given = {"child": subject, "contact": contact, **form.cleaned_data, "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.end_contact(**given), "It is used no more.")
    return redirect("safe_contacts", subject=subject)


@require_POST
@page("contact.keep", about="subject", field_class="shielded-location")
def write(request: Seen, subject: UUID, contact: UUID) -> HttpResponse:
    """Write to a safe contact."""
    form = LetterForm(request.POST)
    if form.is_valid():
        given = {"child": subject, "contact": contact, **form.cleaned_data, "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.write_letter(**given), "The letter is ready to print.")
    return redirect("safe_contacts", subject=subject)


@page("contact.see", about="subject", field_class="shielded-location")
def letter(request: Seen, subject: UUID, letter: UUID) -> HttpResponse:
    """A letter, to print: where it goes, and a number to ring. It names neither child nor hub, and no reason."""
    row = queries.letter_of(subject, letter)
    if row is None:
        raise Http404
    context = {"to": queries.how_of(row.contact), "ring": row.ring, "writer": row.by.name, "subject": subject}
    return TemplateResponse(request, "safety/letter.html", context)
