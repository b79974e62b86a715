"""The guard: nothing is done or shown until the rule has allowed it and the event is written.

`@action` guards a write, `@page` guards a view, `@step` marks a write that only an action may take, and `@public` marks
one of the few views that need nobody signed in. A view that carries none of these is refused by the middleware, and by
a test.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from homeward.foundation.errors import HomewardError
from homeward.register.access.queries import may, may_about, may_for_some
from homeward.register.access.rules import Decision, Viewer
from homeward.register.audit import actions as audit
from homeward.register.subjects.queries import standing

step = audit.step
# A page that brings itself up to date says so, so that nobody is said to have looked who was away.
BY_ITSELF = "X-Homeward-By-Itself"

P = ParamSpec("P")
T = TypeVar("T")


class Refused(PermissionError):
    """The rule said no. `pending` is the refusal's own event, written once everything else has been undone."""

    def __init__(self, pending: audit.Pending) -> None:
        super().__init__(f"{pending.action} was refused: {pending.reason_code}")
        self.pending = pending
        self.written = False

    @property
    def about_a_child(self) -> bool:
        """Whether the answer must not admit that there is such a child."""
        return bool(self.pending.subjects)


class Seen(HttpRequest):
    """A request as a guarded view meets it: who is looking, and the moment its page is about.

    The middleware sets the viewer afresh for each request, and the guard the moment.
    """

    viewer: Viewer
    at: datetime


@dataclass(frozen=True)
class Policy:
    """What a view declares: the action it takes, the argument that names the child, and the class of fact it shows.

    `each` marks a list: it opens to whoever could take the action on some child, and its query keeps only those
    children. `captures` marks what keeps a caller's words though the memory cannot be written. `missing_now` answers
    whether a child is missing, for the few actions on which that bears; the rooms above bring it.
    """

    action: str
    about: str | None = None
    field_class: str = "operational"
    public: bool = False
    each: bool = False
    captures: bool = False
    missing_now: Callable[..., bool] | None = None


def decision_on(viewer: Viewer, policy: Policy, subject_id: UUID | None, at: datetime) -> Decision:
    """The rule's answer for this viewer, and this child where there is one."""
    if policy.each:
        return may_for_some(viewer, policy.action, field_class=policy.field_class)
    if subject_id is None:
        return may(viewer, policy.action, field_class=policy.field_class)
    missing = policy.missing_now is not None and policy.missing_now(subject_id, at=at)
    return may_about(viewer, policy.action, subject_id, at=at, field_class=policy.field_class, missing_now=missing)


def facts_of(viewer: Viewer, policy: Policy, decision: Decision, subject_id: UUID | None) -> dict[str, Any]:
    """What the event says of who acted, why they could, and about whom."""
    return {
        "worker_id": viewer.worker_id,
        "agency_code": viewer.agency_code,
        "roles": sorted(viewer.roles),
        "session": viewer.session,
        "reason_code": decision.reason,
        "field_classes": [policy.field_class],
        "subjects": [subject_id] if subject_id else [],
    }


def write_refusal(refused: Refused) -> None:
    """Commit the refusal's event, once, outside whatever was undone."""
    if not refused.written:
        with transaction.atomic():
            audit.write(refused.pending, outcome="denied")
        refused.written = True


def tell_refusal(refused: Refused) -> None:
    """Record a refusal that a page turns into words of its own, in that page's transaction."""
    refused.pending.caused_by = audit.current().uid
    audit.write(refused.pending, outcome="denied")
    refused.written = True


def guarded(viewer: Viewer, policy: Policy, subject_id: UUID | None, at: datetime, body: Callable[[], T]) -> T:
    """Decide, act and record in one transaction; a refusal is recorded after everything else is undone.

    An action that turned somebody away for another reason than the rule's (their own request, their own account) is
    undone with its event; the page that goes on to say so keeps the reason's code, so that who tried is known.
    """
    outermost = not audit.is_open()
    try:
        with transaction.atomic():
            decision = decision_on(viewer, policy, subject_id, at)
            facts = facts_of(viewer, policy, decision, subject_id)
            if not decision.allowed:
                raise Refused(audit.Pending(policy.action, at, **facts))
            with audit.event(policy.action, at=at, captures=policy.captures, **facts):
                return body()
    except Refused as refused:
        if outermost:
            write_refusal(refused)
        raise
    except (HomewardError, ValueError) as turned_away:
        if not outermost:
            audit.current().note(turned_away=type(turned_away).__name__)
        raise


def declared(function: Callable[P, T], policy: Policy) -> Callable[P, T]:
    """The function, carrying its policy for the middleware and the architecture tests to read."""
    function.policy = policy  # type: ignore[attr-defined]  # a function holds whatever it is given
    return function


def action(
    name: str, *, about: str | None = None, field_class: str = "operational"
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard a write.

    The function takes keywords only, among them `by` (a Viewer) and `at`; `about` names the argument that holds the
    child (a subject's identifier, or anything with a `subject_id`).
    """
    policy = Policy(name, about, field_class)

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> T:
            viewer, at = given["by"], given["at"]
            subject_id = identifier_of(given[about]) if about else None
            return guarded(viewer, policy, subject_id, at, lambda: function(*args, **given))  # type: ignore[arg-type]  # checked by callers' annotations

        return declared(run, policy)

    return wrap


def identifier_of(thing: Any) -> UUID:
    """The subject's identifier, whether given itself or by something that is about it."""
    if isinstance(thing, UUID):
        return thing
    return getattr(thing, "subject_id", None) or thing.pk


def as_the_system(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard a write that the program makes on its own: an import, a job, the closing of unused accounts.

    It has one event (a nested action's names it), and no viewer to ask about. The function takes keywords only,
    with `at`.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> T:
            with transaction.atomic(), audit.event(name, at=given["at"]):  # type: ignore[arg-type]  # `at` is a datetime
                return function(*args, **given)

        return declared(run, Policy(name))

    return wrap


def page(
    name: str,
    *,
    about: str | None = None,
    field_class: str = "operational",
    each: bool = False,
    missing_now: Callable[..., bool] | None = None,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Guard a view: the event is written with the reading, and before anything is sent.

    The page is rendered before its event is committed, so one whose event cannot be written shows nothing (S-16).
    `about` names the address's argument that holds the child's identifier; one that was retired leads to the one that
    stays.
    """
    policy = Policy(name, about, field_class, each=each, missing_now=missing_now)

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: Seen, *args: Any, **kwargs: Any) -> HttpResponse:
            request.at = timezone.now()

            def body() -> HttpResponse:
                if BY_ITSELF in request.headers:
                    audit.current().note(by_itself=True)
                response = view(request, *args, **kwargs)
                render = getattr(response, "render", None)
                return render() if callable(render) else response

            subject_id = kwargs[about] if about else None
            stays = standing(subject_id) if subject_id else None
            if about and stays != subject_id:
                return guarded(
                    request.viewer, policy, stays, request.at, lambda: _led_on(request, about, stays, kwargs)
                )
            with _reading(request.method):
                return guarded(request.viewer, policy, subject_id, request.at, body)

        return declared(run, policy)

    return wrap


def _reading(method: str | None) -> AbstractContextManager[None]:
    """What a page that is only read is made in: where one writer is shared by all, it asks for it at its event."""
    reads_first: Callable[[], AbstractContextManager[None]] = getattr(connection, "reads_first", nullcontext)
    return reads_first() if method in ("GET", "HEAD") else nullcontext()


def _led_on(request: HttpRequest, about: str, stays: UUID | None, kwargs: Mapping[str, Any]) -> HttpResponse:
    """The same page of the child whom an identifier leads to, since the one asked for was retired into it.

    Only whoever may open that page is told where it is; a form that was sent is sent on.
    """
    audit.current().note(led_on=True)
    match = request.resolver_match
    assert match is not None, "a view is met by its address"
    address = reverse(match.view_name, kwargs={**kwargs, about: stays})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{address}?{query}" if query else address, preserve_request=request.method != "GET")


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that needs nobody signed in: it shows nothing about anybody."""
    return declared(view, Policy("public", public=True))


def policy_of(view: Any) -> Policy | None:
    """The policy a view declares, if it declares one."""
    return getattr(view, "policy", None)
