from django.urls import path

from homeward.desks import views

urlpatterns = [
    path("", views.today, name="today"),
    path("find/", views.find, name="find"),
    path("children/<uuid:subject>/", views.record, name="record"),
    path("children/<uuid:subject>/chronology/", views.chronology, name="chronology"),
    path("children/<uuid:subject>/placement/", views.placement, name="placement"),
    path("children/<uuid:subject>/correct/", views.correct, name="correct"),
]
