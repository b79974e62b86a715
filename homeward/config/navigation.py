"""The way around: what stands in the header of every page, for whoever is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from homeward.register.access.rules import Viewer, reasons_that_open
from homeward.register.tasks.queries import unseen_notices
from homeward.vocabulary.roles import load_roles

PLACES = [
    ("Today", "today", "today.open", "operational"),
    ("Tasks", "tasks", "task.see", "operational"),
    ("Missing now", "missing_now", "missing.board", "core"),
    ("Morning sheet", "morning_sheet", "missing.morning", "core"),
    ("Waiting to be accepted", "awaiting", "handover.answer", "operational"),
    ("Notices", "notices", "notice.see", "operational"),
    ("Rotas", "rotas", "rota.see", "operational"),
    ("Calls", "calls", "call.take", "core"),
    ("Labels of calls", "call_labels", "call.review", "operational"),
    ("Calls held back", "held_captures", "call.review", "operational"),
    ("Find a child", "find", "child.find", "core"),
    ("Open in an emergency", "open_by_identifier", "glass.break", "core"),
    ("Most frequently missing", "most_frequent", "most-frequent.open", "core"),
    ("Return interviews", "return_interviews", "interview.see", "core"),
    ("Leads", "leads", "lead.see", "third-party"),
    ("Host authorities", "host_notices_waiting", "cases.notify", "operational"),
    ("Missing repeatedly", "missing_repeatedly", "most-frequent.open", "core"),
    ("Triggers", "triggers", "trigger.see", "operational"),
    ("The quarter", "quarter", "quarter.open", "aggregate"),
    ("Board paper", "papers", "paper.open", "aggregate"),
    ("Returns", "returns", "return.see", "aggregate"),
    ("Feeds", "feeds", "feed.see", "operational"),
    ("Matching", "matching", "linkage.review", "core"),
    ("Matching quality", "matching_quality", "linkage.quality", "operational"),
    ("Shields", "shields", "shield.see", "operational"),
    ("Emergency openings", "emergency_openings", "glass.review", "operational"),
    ("Who looked", "audit", "audit.see", "operational"),
    ("Messages out", "messages_out", "message.see", "operational"),
    ("Accounts", "accounts", "accounts.see", "operational"),
]
OWN_PLACES = [("My account", "me"), ("What each role may do", "roles")]
FOOT_PLACES = [("Help", "help"), ("Accessibility", "accessibility")]


def offered(viewer: Viewer, action: str, field_class: str) -> bool:
    """Whether the viewer could ever use this place: the role grants it, for some child or for none."""
    reasons = reasons_that_open(viewer, action, field_class, load_roles())
    return reasons is None or bool(reasons)


def navigation_for(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """The places open to the viewer, in the order of a day's work."""
    places = [
        {"href": reverse(route), "label": label}
        for label, route, action, field_class in PLACES
        if offered(viewer, action, field_class)
    ]
    here = place_of(path, [place["href"] for place in places])
    return [{**place, "active": place["href"] == here} for place in places]


def place_of(path: str, hrefs: list[str]) -> str:
    """Which place a page belongs to: a child's pages to the search, and Today only to itself. Some belong to none."""
    sought = reverse("find") if path.startswith("/children/") else path
    within = (href for href in hrefs if sought == href or (href != reverse("today") and sought.startswith(href)))
    return max(within, key=len, default="")


def bell_for(viewer: Viewer) -> dict[str, Any]:
    """How many notices wait, without a word of them: asked when the header is printed, in one statement."""
    return {"href": reverse("notices"), "unseen": SimpleLazyObject(lambda: unseen_notices(viewer))}


def for_nobody() -> dict[str, Any]:
    """What the layout needs where nobody is known to look: nothing of it comes from the database."""
    return {
        "hub_name": settings.HUB_NAME,
        "demonstration": settings.DEMONSTRATION,
        "marking": "OFFICIAL",
        "footer_links": [{"href": reverse(route), "label": label} for label, route in FOOT_PLACES],
    }


def layout(request: HttpRequest) -> dict[str, Any]:
    """What the layout needs on every page: the hub's name, the banner, the viewer and their way around."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    shared = for_nobody()
    if viewer is None:
        return shared
    titles = [role.title for role in load_roles().roles if role.code in viewer.roles]
    return {
        **shared,
        "sign_out_url": reverse("account_logout"),
        "account_links": [{"href": reverse(route), "label": label} for label, route in OWN_PLACES],
        "navigation": navigation_for(viewer, request.path),
        "bell": bell_for(viewer),
        "viewer_name": viewer.name,
        "viewer_role": ", ".join(titles),
    }
