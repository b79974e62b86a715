"""The way around: what stands in the header of every page, for whoever is signed in."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from homeward.register.access.rules import Viewer, reasons_that_open
from homeward.register.tasks.queries import unseen_notices
from homeward.vocabulary.roles import load_roles

ALONE = ""
FEW = 7  # as many places as stand in one row: whoever has no more sees them all, and nothing is folded away


class Place(NamedTuple):
    """A place of the header: what it is called, where it is, who may use it, and what somebody finds there."""

    label: str
    route: str
    action: str
    field_class: str
    about: str = ""


# In the order of a day's work. A group's places are folded under its name; one that holds a single place shows that.
GROUPS = {
    ALONE: [
        Place("Today", "today", "today.open", "operational"),
        Place("Find a child", "find", "child.find", "core"),
        Place("Calls", "calls", "call.take", "core", "Take a call, and those not yet finished"),
    ],
    "Front door": [
        Place("Worries", "concerns", "concern.queue", "core", "What waits to be decided, danger first"),
        Place("Worries about workers", "worker_concerns", "allegation.open", "core", "Read by nobody else"),
        Place("Who has how much", "concern_workload", "concern.queue", "core", "And who covers for whom"),
        Place("Tell of a worry", "tell_concern", "concern.raise", "core", "About a child, a place or a group"),
        Place("Worries you told", "concerns_told", "concern.raise", "core", "What your organisation was answered"),
        Place("Labels of calls", "call_labels", "call.review", "operational", "Silent, prank and abusive calls"),
        Place(
            "Calls held back",
            "held_captures",
            "call.review",
            "operational",
            "Taken while the line was down",
        ),
    ],
    "Missing": [
        Place("Missing now", "missing_now", "missing.board", "core", "Every child who is away, and who has them"),
        Place("Morning sheet", "morning_sheet", "missing.morning", "core", "The night, for the morning meeting"),
        Place("Return interviews", "return_interviews", "interview.see", "core", "Due, overdue, and to be written"),
        Place("Leads", "leads", "lead.see", "third-party", "What children said, confirmed and not used yet"),
        Place("Triggers", "triggers", "trigger.see", "operational", "What makes a task, and how often it did"),
        Place("Host authorities", "host_notices_waiting", "cases.notify", "operational", "Who was told, who answered"),
        Place("Missing repeatedly", "missing_repeatedly", "most-frequent.open", "core", "In any window of days"),
        Place("Most frequently missing", "most_frequent", "most-frequent.open", "core", "By the quarter, in order"),
    ],
    "Your work": [
        Place("Tasks", "tasks", "task.see", "operational", "What is asked of you, by when"),
        Place("Waiting to be accepted", "awaiting", "handover.answer", "operational", "Handed over, with no owner yet"),
        Place("Notices", "notices", "notice.see", "operational", "What the hub told you"),
        Place("Open cases", "open_cases", "cases.open", "core", "Yours, with who has each, and how many"),
        Place("Places and groups", "contexts", "context.open", "core", "Where children come to harm, and with whom"),
        Place("Safety plans", "safety_plans", "safety.open", "core", "How each stands, and who answers for it"),
        Place("Services", "services", "services.see", "operational", "For children and families"),
        Place("Rotas", "rotas", "rota.see", "operational", "Who is on duty, and the holes"),
    ],
    "Figures": [
        Place("The quarter", "quarter", "quarter.open", "aggregate", "Figures of the partnership, each explained"),
        Place("What helps", "what_helps", "services.what-helps", "aggregate", "What services came to"),
        Place("Coding gap", "coding_gap", "quarter.open", "aggregate", "The caseload against what is coded"),
        Place("Assessments", "assessment_figures", "assessment.figures", "aggregate", "Where assessors differ"),
        Place("Board paper", "papers", "paper.open", "aggregate", "The quarter as a document"),
        Place("Returns", "returns", "return.see", "aggregate", "Written out for the Department"),
    ],
    "Matching": [
        Place("Matching", "matching", "linkage.review", "core", "Are two records one child?"),
        Place("Matching quality", "matching_quality", "linkage.quality", "operational", "How often it is right"),
    ],
    "Files and messages": [
        Place("Feeds", "feeds", "feed.see", "operational", "What each partner sent, and when"),
        Place("Messages out", "messages_out", "message.see", "operational", "What was sent on, and what failed"),
    ],
    "Access": [
        Place(
            "Open in an emergency",
            "open_by_identifier",
            "glass.break",
            "core",
            "Always reviewed afterwards",
        ),
        Place("Emergency openings", "emergency_openings", "glass.review", "operational", "To be reviewed"),
        Place("Shields", "shields", "shield.see", "operational", "Whose place is hidden, and who asks to see it"),
        Place("Who looked", "audit", "audit.see", "operational", "Every page that was opened, and by whom"),
        Place("Accounts", "accounts", "accounts.see", "operational", "Who may sign in, and with which roles"),
    ],
}
OWN_PLACES = [("My account", "me"), ("What each role may do", "roles")]
FOOT_PLACES = [("Help", "help"), ("Accessibility", "accessibility")]


def offered(viewer: Viewer, action: str, field_class: str) -> bool:
    """Whether the viewer could ever use this place: the role grants it, for some child or for none."""
    reasons = reasons_that_open(viewer, action, field_class, load_roles())
    return reasons is None or bool(reasons)


def navigation_for(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """The places open to the viewer, in the order of a day's work, folded into groups where they are many."""
    open_to = {group: [each for each in places if usable(viewer, each)] for group, places in GROUPS.items()}
    many = sum(map(len, open_to.values())) > FEW
    here = place_of(path, [reverse(each.route) for places in open_to.values() for each in places])
    shown: list[dict[str, Any]] = []
    for group, places in open_to.items():
        links = [link_to(each, here) for each in places]
        folds = many and group != ALONE and len(links) > 1
        shown += [folded(group, links)] if folds else links
    return shown


def usable(viewer: Viewer, place: Place) -> bool:
    """Whether the viewer could ever use this place."""
    return offered(viewer, place.action, place.field_class)


def link_to(place: Place, here: str) -> dict[str, Any]:
    """A place as the header prints it, marked where the reader is."""
    href = reverse(place.route)
    return {"href": href, "label": place.label, "about": place.about, "active": href == here}


def folded(group: str, links: list[dict[str, Any]]) -> dict[str, Any]:
    """A group's places under its name, marked where the reader is in one of them."""
    return {"label": group, "places": links, "active": any(link["active"] for link in links)}


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
