"""Addresses of this room."""

from typing import Any

from django.urls import URLPattern, path

from homeward.practice.assessment.views import children, contexts, figures

CHILD = "children/<uuid:subject>/assessments/"
CONTEXT = "places-and-groups/<uuid:context>/assessments/"


def under(prefix: str, name: str, views: Any) -> list[URLPattern]:
    """The same pages for a child, and for a place or a group."""
    one = f"{prefix}<uuid:assessment>/"
    return [
        path(prefix, views.assessments, name=f"{name}assessments"),
        path(f"{prefix}start/", views.start, name=f"{name}start_assessment"),
        path(one, views.assessment, name=f"{name}assessment"),
        path(f"{one}finish/", views.finish, name=f"{name}finish_assessment"),
        path(f"{one}withdraw/", views.withdraw, name=f"{name}withdraw_assessment"),
        path(f"{one}shown/", views.shown, name=f"{name}assessment_shown"),
        path(f"{one}band/<slug:kind>/", views.give_band, name=f"{name}give_band"),
        path(f"{one}item/<slug:item>/", views.save, name=f"{name}save_answer"),
        path(f"{one}part/<slug:group>/", views.answers, name=f"{name}answers"),
    ]


urlpatterns = [
    path("assessments/figures/", figures.figures, name="assessment_figures"),
    *under(CHILD, "", children),
    *under(CONTEXT, "context_", contexts),
]
