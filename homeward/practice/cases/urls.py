from django.urls import path

from homeward.practice.cases import views

CHILD = "children/<uuid:subject>/cases/"

urlpatterns = [
    path(CHILD, views.child, name="child_cases"),
    path(f"{CHILD}ask/", views.ask, name="ask_for_discussion"),
    path(f"{CHILD}discussion/<uuid:discussion>/", views.outcome, name="strategy_outcome"),
    path(f"{CHILD}clock/", views.open_clock, name="open_clock"),
    path(f"{CHILD}clock/<uuid:clock>/", views.end_clock, name="end_clock"),
    path(f"{CHILD}host/", views.host_notices, name="host_notices"),
    path(f"{CHILD}host/open/", views.open_host_notice, name="open_host_notice"),
    path(f"{CHILD}host/<uuid:notice>/", views.write_host_step, name="host_step"),
    path("host-authorities/", views.host_notices_waiting, name="host_notices_waiting"),
]
