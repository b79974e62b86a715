from django.urls import path

from homeward.practice.missing.views import absences, board, calls, filing, live, returning, triggers

EPISODE = "children/<uuid:subject>/missing/<uuid:episode>/"

urlpatterns = [
    path("missing/now/", board.missing_now, name="missing_now"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", calls.begin, name="call_new"),
    path("calls/labels/", calls.review, name="call_labels"),
    path("calls/<uuid:call>/", calls.call, name="call"),
    path("calls/<uuid:call>/keep/", calls.keep, name="call_keep"),
    path("calls/<uuid:call>/save/", calls.save, name="call_save"),
    path("calls/<uuid:call>/label/", calls.label, name="call_label"),
    path("calls/<uuid:call>/child/", filing.child, name="call_child"),
    path("calls/<uuid:call>/child/<uuid:subject>/", filing.file, name="call_file"),
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
    path("return-interviews/", returning.interviews, name="return_interviews"),
    path("missing/triggers/", triggers.triggers, name="triggers"),
    path("missing/triggers/turn/", triggers.turn, name="turn_trigger"),
    path("missing/repeatedly/", triggers.repeated, name="missing_repeatedly"),
    path("leads/", returning.leads, name="leads"),
    path(f"{EPISODE}interview/", returning.interview, name="return_interview"),
    path(f"{EPISODE}interview/save/", returning.save, name="save_section"),
    path(f"{EPISODE}interview/factors/", returning.factors, name="interview_factors"),
    path(f"{EPISODE}interview/step/", returning.take_step, name="interview_step"),
    path(f"{EPISODE}interview/step/<int:step>/withdraw/", returning.withdraw_step, name="withdraw_step"),
    path(f"{EPISODE}interview/ask/", returning.ask, name="ask_interviewer"),
    path(f"{EPISODE}interview/lead/", returning.decide, name="decide_lead"),
    path(f"{EPISODE}interview/lead/add/", returning.add_lead, name="add_lead"),
    path(f"{EPISODE}interview/lead/<int:lead>/undo/", returning.undo_lead, name="undo_lead"),
    path(f"{EPISODE}prevention/", returning.prevention, name="prevention_interview"),
]
