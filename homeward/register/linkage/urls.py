"""Addresses of this room. What the rooms above lend is passed in where these are included."""

from typing import Any

from django.urls import URLPattern, path

from homeward.register.linkage.actions import Follow
from homeward.register.linkage.views import proposals, quality, questions


def urls(*, follow: Follow) -> list[URLPattern]:
    """The room's addresses; `follow` lets every room above follow children who were joined or parted."""
    lent: dict[str, Any] = {"follow": follow}
    return [
        path("matching/", questions.matching, name="matching"),
        path("matching/next/", questions.following, name="matching_next"),
        path("matching/about/<uuid:child>/", questions.about, name="matching_about"),
        path("matching/settled/", questions.settled, name="matching_settled"),
        path("matching/proposals/", proposals.proposals, name="matching_proposals"),
        path("matching/proposals/<uuid:proposal>/", proposals.proposal, lent, name="matching_proposal"),
        path("matching/changes/<int:change>/", proposals.change, lent, name="matching_change"),
        path("matching/quality/", quality.quality, name="matching_quality"),
        path("matching/quality/draw/", quality.draw, name="matching_draw"),
        path("matching/quality/read/", quality.read, name="matching_read"),
        path("matching/<uuid:question>/", questions.question, name="matching_question"),
        path("matching/<uuid:question>/take/", questions.take, name="matching_take"),
        path("matching/<uuid:question>/undo/", questions.take_back, name="matching_take_back"),
    ]
