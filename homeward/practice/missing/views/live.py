"""The page of one episode, and each thing that a worker writes in it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.design.stamps import stamp_of
from homeward.foundation.errors import HomewardError
from homeward.practice.missing import actions
from homeward.practice.missing.actions.live import NoSuchEpisode
from homeward.practice.missing.forms.live import CloseForm, EndingForm, EntryForm, GradeForm, TypeForm
from homeward.practice.missing.presenters import live as presenters
from homeward.practice.missing.queries import may_show_places
from homeward.practice.missing.queries.live import live_of, standing_episode
from homeward.practice.missing.queries.stamps import EPISODE, episode_token
from homeward.practice.missing.views.absences import frame
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit
from homeward.register.tasks.queries import watch_of
from homeward.register.tasks.rules import Matter


@page("child.find", each=True, field_class="core")
def lead(request: Seen, episode: UUID) -> HttpResponse:
    """Lead from an episode's own number to its page, which asks whether the viewer may read it."""
    found = standing_episode(episode)
    if found is None:
        raise Http404
    return redirect("missing_episode", *found)


@page("child.open", about="subject", field_class="core")
def episode(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """One absence while it lasts and after: what it is now, and everything that was written in it."""
    live = live_of(subject, episode)
    if live is None:
        return _led_on(subject, episode)
    places = may_show_places(subject, viewer=request.viewer, at=request.at)
    audit.current().showing(*(("core", "location") if places else ("core",)))
    audit.current().note(episode=str(episode))
    token = episode_token(request.viewer, episode, at=request.at)
    around = frame(request, subject)
    opens = reverse("missing_places", args=[subject]) if around["may_place"] else ""
    context = around | {
        "live": live,
        "episode": episode,
        "title": presenters.title_of(live),
        "tags": presenters.tags_of(live),
        "state": presenters.state_rows(live, at=request.at, places=places, opens=opens),
        "lines": presenters.lines_of(live, places=places, opens=opens, moves=may_move(request, subject)),
        "may_work": may_work(request, subject),
        "stamp": stamp_of(request, f"{EPISODE}{episode}", token, at=request.at),
        "form": EntryForm(),
        "keys": presenters.KEYS,
        "watch": watch_of(Matter("missing-episode", episode, subject), viewer=request.viewer, at=request.at),
    }
    return TemplateResponse(request, "missing/episode.html", context)


def may_work(request: Seen, subject: UUID) -> bool:
    """Whether the viewer may write in this child's episodes."""
    return may_about(request.viewer, "missing.work", subject, at=request.at, field_class="operational").allowed


def may_move(request: Seen, subject: UUID) -> bool:
    """Whether the viewer may move a call of this child's to another."""
    return may_about(request.viewer, "call.file", subject, at=request.at).allowed


def _led_on(subject: UUID, episode: UUID) -> HttpResponse:
    """An episode that turned out to be another of the same child leads there; any other is not here."""
    found = standing_episode(episode)
    if found is None or found[0] != subject or found[1] == episode:
        raise Http404
    return redirect("missing_episode", *found)


def posted(request: Seen) -> QueryDict | None:
    """What was sent, even where every box was left empty; nothing where the page is only asked for."""
    return request.POST if request.method == "POST" else None


WHEN = ("day", "clock", "which")


def written(
    request: Seen,
    subject: UUID,
    episode: UUID,
    form: GovForm,
    act: Callable[..., object],
    *,
    title: str,
    button: str,
    field: str,
    told_as: str = "",
) -> HttpResponse:
    """Ask for something on a page of its own, and write it; where it cannot be, say so beside the field.

    `act` is given what the form's boxes hold, each by its name. `told_as` is what it calls the moment, for a form that
    asks for one by a day and a time.
    """
    live = live_of(subject, episode)
    if live is None:
        return _led_on(subject, episode)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if not (told_as and name in WHEN)}
        given |= {told_as: getattr(form, "told", None)} if told_as else {}
        try:
            act(child=subject, episode=episode, by=request.viewer, at=request.at, **given)
        except NoSuchEpisode as gone:
            raise Http404 from gone
        except HomewardError as refusal:
            form.add_error(field, refusal.next_step)
        else:
            audit.current().note(stage="written")
            return redirect(f"{presenters.address_of(subject, episode)}#written")
    audit.current().note(stage="form")
    audit.current().showing("core", "operational")
    context = frame(request, subject) | {
        "form": form,
        "fields": getattr(form, "fields_shown", None) or list(form),
        "title": title,
        "button": button,
        "back_href": presenters.address_of(subject, episode),
        "back_label": presenters.title_of(live),
        "state": presenters.state_rows(live, at=request.at, places=False)[:4],
    }
    return TemplateResponse(request, "missing/episode_form.html", context, status=200)


@page("missing.work", about="subject")
def note(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Write something done or learnt."""
    words = {"title": "What was done or learnt", "button": "Write it", "field": "day"}
    return written(request, subject, episode, EntryForm(posted(request)), actions.note, told_as="happened", **words)


@page("missing.work", about="subject")
def found(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Say that the child was found or came back."""
    words = {"title": "Found or returned", "button": "The child is found", "field": "day"}
    return written(request, subject, episode, EndingForm(posted(request)), actions.end, told_as="found", **words)


@page("missing.work", about="subject")
def grade(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Say how grave it is that the child is gone."""
    words = {"title": "How grave is it?", "button": "Grade the episode", "field": "reasons"}
    return written(request, subject, episode, GradeForm(posted(request)), actions.grade, **words)


@page("missing.work", about="subject")
def kind(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Say that the absence is of the other kind."""
    words = {"title": "Missing, or away without authorisation?", "button": "Change it", "field": "kind"}
    return written(request, subject, episode, TypeForm(posted(request)), actions.change_type, **words)


@page("missing.work", about="subject")
def close(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Say that nothing more is to be done."""
    words = {"title": "Close the episode", "button": "Close it", "field": "reason"}
    return written(request, subject, episode, CloseForm(posted(request)), actions.close, **words)


@require_POST
@page("missing.work", about="subject")
def take_back(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Take back an ending, or open a closed episode again: whichever stands."""
    act = actions.reopen if request.POST.get("what") == "closure" else actions.take_back_ending
    tried(
        request,
        lambda: act(child=subject, episode=episode, by=request.viewer, at=request.at),
        "The episode is open again.",
    )
    return redirect(reverse("missing_episode", args=[subject, episode]))
