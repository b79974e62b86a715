from django.urls import path

from homeward.practice.missing import views

urlpatterns = [
    path("children/<uuid:subject>/missing/", views.reports, name="missing_reports"),
    path("children/<uuid:subject>/missing/places/", views.places, name="missing_places"),
    path("children/<uuid:subject>/missing/judge/", views.judge, name="judge_report"),
]
