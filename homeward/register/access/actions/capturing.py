"""The guard of what may never be lost: a caller's words, which are kept though the memory cannot be written (S-17).

Everything else is undone with its event (S-16). Here the words and their event, sealed and waiting, are committed
together first; the event then joins the others, at once or when that can be done again. Nobody is shown anything before
it has.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from homeward.register.access.actions.guard import Policy, Seen, declared, guarded
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """The two answers of a page that keeps words: one for once its event is written, and one that shows nothing."""

    shown: HttpResponse
    plain: Callable[[], HttpResponse]


def captured(viewer: Viewer, policy: Policy, at: datetime, body: Callable[[], T]) -> tuple[T, bool]:
    """Keep what the body keeps, with its events waiting beside it; then say whether they are written.

    Inside another page's or action's event it is a part of that one, and is written or undone with it.
    """
    outermost = not audit.is_open()
    begun: list[audit.Pending] = []

    def kept() -> T:
        begun.append(audit.current())
        return body()

    answer = guarded(viewer, policy, None, at, kept)
    return answer, not outermost or audit.write_put_off(begun[0].waiting or [])


def capture(name: str, *, field_class: str = "operational") -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard a write that keeps a caller's words. The function takes keywords only, among them `by` and `at`."""
    policy = Policy(name, None, field_class, captures=True)

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> T:
            viewer, at = given["by"], given["at"]
            answer, _ = captured(viewer, policy, at, lambda: function(*args, **given))  # type: ignore[arg-type]  # checked by callers' annotations
            return answer

        return declared(run, policy)

    return wrap


def capture_as_the_system(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard the keeping of words that nobody signed in brings. The function takes keywords only, with `at`."""

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **given: P.kwargs) -> T:
            outermost = not audit.is_open()
            with transaction.atomic(), audit.event(name, at=given["at"], captures=True) as pending:  # type: ignore[arg-type]  # `at` is a datetime
                answer = function(*args, **given)
            if outermost:
                audit.write_put_off(pending.waiting or [])
            return answer

        return declared(run, Policy(name, captures=True))

    return wrap


def capture_page(
    name: str, *, field_class: str = "operational"
) -> Callable[[Callable[..., Kept]], Callable[..., HttpResponse]]:
    """Guard a view that only keeps words. It gives both answers, and what it shows waits for its event."""
    policy = Policy(name, None, field_class, captures=True)

    def wrap(view: Callable[..., Kept]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: Seen, *args: Any, **kwargs: Any) -> HttpResponse:
            request.at = timezone.now()
            kept, written = captured(request.viewer, policy, request.at, lambda: view(request, *args, **kwargs))
            return kept.shown if written else kept.plain()

        return declared(run, policy)

    return wrap
