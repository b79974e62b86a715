from django.urls import path

from homeward.practice.missing.views import absences, live

EPISODE = "children/<uuid:subject>/missing/<uuid:episode>/"

urlpatterns = [
    path("children/<uuid:subject>/missing/", absences.reports, name="missing_reports"),
    path("children/<uuid:subject>/missing/places/", absences.places, name="missing_places"),
    path("children/<uuid:subject>/missing/judge/", absences.judge, name="judge_report"),
    path(EPISODE, live.episode, name="missing_episode"),
    path(f"{EPISODE}note/", live.note, name="missing_note"),
    path(f"{EPISODE}grade/", live.grade, name="missing_grade"),
    path(f"{EPISODE}found/", live.found, name="missing_found"),
    path(f"{EPISODE}kind/", live.kind, name="missing_kind"),
    path(f"{EPISODE}close/", live.close, name="missing_close"),
    path(f"{EPISODE}take-back/", live.take_back, name="missing_take_back"),
    path("missing/episodes/<uuid:episode>/", live.lead, name="missing_lead"),
]
