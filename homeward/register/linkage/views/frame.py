"""What stands round each page of the desk."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from homeward.design.evidence import Comparison, Waterfall
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.access.actions import Seen
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import Edge, Profile
from homeward.register.linkage.presenters import pairs, questions
from homeward.register.linkage.queries import reviewing
from homeward.register.linkage.queries.occasions import shared_days

ASKED_FROM, JOINED_FROM = 14.0, 18.0  # where a county starts that has set nothing of its own


def frame(request: Seen, here: str) -> dict[str, Any]:
    """Marking, watermark, and the parts of the desk that the viewer may turn to."""
    viewer = request.viewer
    may_answer = may(viewer, "linkage.answer", field_class="core").allowed
    return {
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(request.at)}",
        "may_answer": may_answer,
        "may_judge": may(viewer, "linkage.judge").allowed,
        "subnav": questions.sections(
            here,
            may_review=may(viewer, "linkage.review", field_class="core").allowed,
            may_answer=may_answer,
            may_measure=may(viewer, "linkage.quality").allowed,
            to_answer=reviewing.to_answer(viewer=viewer) if may_answer else 0,
        ),
    }


def limits_of(edge: Edge) -> pairs.Thresholds:
    """From how much evidence a person is asked and the hub joins, by the model that scored the pair."""
    told = edge.model.settings.get("thresholds", {})
    return pairs.Thresholds(float(told.get("possible", ASKED_FROM)), float(told.get("join", JOINED_FROM)))


def side_by_side(
    request: Seen, a: Profile, b: Profile, edge: Edge | None, *, weighed: bool = True
) -> tuple[Comparison, Waterfall | None]:
    """Two profiles compared, and the evidence about them; the event says of whom and what is shown."""
    viewer = request.viewer
    shielded = reviewing.under_a_shield(a, b)
    postcodes = ("", "") if shielded else tuple(reviewing.postcode_of(each, viewer=viewer) for each in (a, b))
    shown_about((a.subject_id, b.subject_id), home=any(postcodes))
    compared = pairs.comparison_of(a, b, edge=edge, postcodes=(postcodes[0], postcodes[1]), shielded=shielded)
    if edge is None or not weighed:
        return compared, None
    days = shared_days(a, b)
    return compared, pairs.waterfall_of(a, b, edge, limits_of(edge), days=days, shielded=shielded)


def shown_about(children: Iterable[UUID | None], *, home: bool = False) -> None:
    """Put into the page's event whom it shows, and which classes of fact."""
    event = audit.current()
    event.about(dict.fromkeys(each for each in children if each))
    event.showing("core", *(["location"] if home else []))
