"""Addresses of this room. What the rooms above lend is passed in where these are included."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import URLPattern, path

from homeward.register.access.views import duty, emergencies, memory, shields


def urls(*, subject_of: Callable[[str], UUID | None], names_of: Callable[..., dict[UUID, str]]) -> list[URLPattern]:
    """The room's addresses, with two look-ups that it may not make itself because people lie above it."""
    lent: dict[str, Any] = {"names_of": names_of}
    return [
        path("shift/", duty.shift, name="shift"),
        path("shift/start/", duty.start_shift, name="start_shift"),
        path("shift/end/", duty.end_shift, name="end_shift"),
        path("children/<uuid:subject>/open/", duty.open_on_call, name="open_on_call"),
        path("children/<uuid:subject>/emergency/", emergencies.open_in_emergency, name="open_in_emergency"),
        path("children/<uuid:subject>/shield/", shields.ask_to_lower, name="ask_to_lower"),
        path("emergency-openings/", emergencies.emergency_openings, lent, name="emergency_openings"),
        path(
            "emergency-openings/new/",
            emergencies.open_by_identifier,
            {"subject_of": subject_of},
            name="open_by_identifier",
        ),
        path("emergency-openings/<uuid:opening>/", emergencies.review_opening, lent, name="review_opening"),
        path("shields/", shields.shields, name="shields"),
        path("shields/requests/<uuid:asked>/", shields.answer_request, name="answer_shield_request"),
        path("shields/<int:shield>/raise/", shields.raise_again, name="raise_shield_again"),
        path("shields/<int:shield>/review/", shields.review_shield, name="review_shield"),
        path("who-looked/<uuid:subject>/", memory.who_looked, lent, name="who_looked"),
        path("audit/", memory.memory, name="audit"),
        path("audit/entries/<uuid:entry>/", memory.entry, name="entry"),
        path("audit/copies/", memory.ask_for_copy, name="ask_for_audit_copy"),
        path("audit/copies/<uuid:asked>/", memory.copy, name="audit_copy"),
    ]
