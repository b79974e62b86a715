"""Addresses of this room."""

from django.urls import path

from homeward.register.jobs import views

urlpatterns = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/stop/", views.stop, name="job_stop"),
]
