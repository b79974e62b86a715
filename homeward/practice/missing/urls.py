from django.urls import path

from homeward.practice.missing.views import absences

urlpatterns = [
    path("children/<uuid:subject>/missing/", absences.reports, name="missing_reports"),
    path("children/<uuid:subject>/missing/places/", absences.places, name="missing_places"),
    path("children/<uuid:subject>/missing/judge/", absences.judge, name="judge_report"),
]
