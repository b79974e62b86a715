"""What every page of a case has round it, and forms that stand beside what they are about."""

from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.urls import reverse

from homeward.design.forms import GovForm
from homeward.design.values import SENSITIVE, Link
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.access.actions import Seen
from homeward.register.access.queries import context_of, may_in
from homeward.register.access.rules import classes_open
from homeward.register.people import queries as people
from homeward.vocabulary.roles import load_roles

# The pages of one child's case, each with what is asked of whoever opens it.
PAGES = [
    ("case", "Case", "cases.open", "core"),
    ("case_child", "The child", "cases.open", "core"),
    ("case_analysis", "Analysis", "cases.open", "core"),
    ("capacities", "Capacities", "cases.open", "core"),
    ("nrm_referrals", "National Referral Mechanism", "nrm.open", "third-party"),
    ("factors", "Census factors", "cases.open", "core"),
    ("transition", "Turning eighteen", "cases.open", "core"),
    ("adults", "Adults met", "cases.open", "third-party"),
    ("child_cases", "Strategy discussions", "cases.open", "core"),
]


class Identified(Protocol):
    """Something shown that a form may be about."""

    id: Any


S = TypeVar("S", bound=Identified)


def with_forms(shown: list[S], form: type[GovForm], wrong: GovForm | None, at: str) -> list[tuple[S, GovForm]]:
    """Each with a form of its own, the one that was sent with its mistakes."""
    return [
        (each, wrong if wrong and at == str(each.id) else form(auto_id=f"{form.__name__}-{each.id}-%s"))
        for each in shown
    ]


def frame(request: Seen, subject: UUID, *, here: str) -> dict[str, Any]:
    """Marking, watermark, the child's name, the other pages of the case, and what the viewer may do here."""
    viewer, at = request.viewer, request.at
    held = context_of(viewer, subject, at=at)
    links = [
        Link(words, reverse(route, args=[subject]), active=route == here)
        for route, words, action, field_class in PAGES
        if may_in(held, viewer, action, field_class=field_class)
    ]
    return {
        "name": people.name_of(subject),
        "needs_line": people.needs_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "subject": subject,
        "subnav": links if len(links) > 1 else [],
        "may_write": may_in(held, viewer, "cases.write", field_class="operational"),
        "may_allocate": may_in(held, viewer, "cases.allocate", field_class="operational"),
        "may_notify": may_in(held, viewer, "cases.notify", field_class="operational"),
    }


CLASSES = ("core", "protected-characteristics", "third-party", "youth-justice")


def classes_of(request: Seen, subject: UUID) -> frozenset[str]:
    """The classes of fact that the viewer may read of this child's case: what a page leaves out for the rest."""
    held = context_of(request.viewer, subject, at=request.at)
    return classes_open(request.viewer, "cases.open", held, CLASSES, load_roles())
