from django.urls import path

from homeward.practice.cases import views

CHILD = "children/<uuid:subject>/cases/"

urlpatterns = [
    path(CHILD, views.child, name="child_cases"),
    path(f"{CHILD}ask/", views.ask, name="ask_for_discussion"),
    path(f"{CHILD}discussion/<uuid:discussion>/", views.outcome, name="strategy_outcome"),
    path(f"{CHILD}clock/", views.open_clock, name="open_clock"),
    path(f"{CHILD}clock/<uuid:clock>/", views.end_clock, name="end_clock"),
]
