"""Addresses of this room."""

from django.urls import path

from homeward.register.tasks import views

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<uuid:task>/done/", views.do, name="do_task"),
]
