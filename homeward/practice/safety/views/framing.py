"""What every page of this room has round it, and the forms that stand beside what they are about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from homeward.design.values import SENSITIVE, Link
from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.safety.forms import ActionForm, EndPlanForm, PlanForm, ReviewForm, StepForm
from homeward.practice.safety.forms.plans import PART
from homeward.practice.safety.models import Plan
from homeward.practice.safety.presenters.plans import Done, Shown
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.rules import may_follow
from homeward.register.access.actions import Seen
from homeward.register.access.queries import context_of, may_in
from homeward.register.people import queries as people
from homeward.vocabulary.loader import load_whole

PAGES = [
    ("child_plan", "Safety plan", "safety.open", "core"),
    ("challenges", "Challenges", "safety.open", "core"),
    ("safe_contacts", "Safe contacts", "contact.see", "shielded-location"),
    ("case", "Case", "cases.open", "core"),
]

# What may be done with a standing plan, of a child, a place or a group alike: its addresses.
ABOUT_A_PLAN = ("write_plan", "add_plan_action", "review_plan", "take_over_plan", "end_plan")


@dataclass(frozen=True)
class Whose:
    """Whom a plan is of, how its pages are addressed, and what stands round each of them."""

    id: UUID
    prefix: str
    frame: dict[str, Any]

    def at(self, route: str, *more: Any) -> str:
        """The address of one of the pages."""
        return reverse(f"{self.prefix}{route}", args=[self.id, *more])

    @property
    def home(self) -> str:
        """The page on which the plans stand."""
        return self.at("plan") if self.prefix else self.at("child_plan")


def frame(request: Seen, subject: UUID, *, here: str) -> dict[str, Any]:
    """Marking, watermark, the child's name, the other pages, and what the viewer may do here."""
    viewer, at = request.viewer, request.at
    held = context_of(viewer, subject, at=at)
    links = [
        Link(words, reverse(route, args=[subject]), active=route == here)
        for route, words, action, field_class in PAGES
        if may_in(held, viewer, action, field_class=field_class)
    ]
    return {
        "name": people.name_of(subject),
        "needs": people.needs_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "subject": subject,
        "subnav": links,
        "may_write": may_in(held, viewer, "safety.write", field_class="operational"),
        "may_print": may_in(held, viewer, "safety.print", field_class="core"),
        "may_act": may_in(held, viewer, "safety.act", field_class="operational"),
        "may_keep": may_in(held, viewer, "contact.keep", field_class="shielded-location"),
    }


def states_after(done: Done) -> tuple[str, ...]:
    """What may be written next of what is to be done."""
    codes = load_whole("plan_action_states").codes
    return tuple(code for code in codes if may_follow(code, done.state, measure=done.measure))


def step_form(done: Done, sent: Any = None) -> StepForm | None:
    """The form for the next step; none where nothing may follow."""
    states = states_after(done)
    return StepForm(sent, states=states, auto_id=f"step-{done.id}-%s") if states else None


def with_forms(whose: Whose, shown: Sequence[Shown], wrong: tuple[str, Any] | None) -> list[dict[str, Any]]:
    """Each standing plan with the forms about it and where they are sent; the one that was sent with its mistakes."""

    def own(key: str, fresh: Callable[[], Any]) -> Any:
        return wrong[1] if wrong and wrong[0] == key else fresh()

    return [
        {
            "plan": plan,
            "done": [
                (done, own(str(done.id), lambda done=done: step_form(done)), whose.at("plan_step", done.id))
                for done in plan.done
            ],
            "add": own(f"action-{plan.id}", lambda plan=plan: ActionForm(auto_id=f"action-{plan.id}-%s")),
            "look": own(f"review-{plan.id}", lambda plan=plan: ReviewForm(auto_id=f"review-{plan.id}-%s")),
            "end": own(f"end-{plan.id}", lambda plan=plan: EndPlanForm(auto_id=f"end-{plan.id}-%s")),
            "at": {route: whose.at(route, plan.id) for route in ABOUT_A_PLAN},
        }
        for plan in shown
    ]


def plan_form(plan: Plan | None, sent: Any = None) -> PlanForm:
    """A plan's form, filled with what its latest version says."""
    if plan is None:
        return PlanForm(sent)
    version = plan.versions.all()[0]
    said = {PART + code: text for code, text in queries.sections_of(version).items()}
    facts = [code for code in version.facts.split(";") if code]
    known = {"read": version.number, "agreed": version.agreed, "why_not": queries.why_not(version), "facts": facts}
    return PlanForm(sent, initial={**said, **known, "review_on": queries.review_day(plan)})
