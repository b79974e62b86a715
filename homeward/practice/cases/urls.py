from django.urls import path

from homeward.practice.cases.views import afterwards, capacities, cases, child, contexts, discussions, hosts, nrm

CHILD = "children/<uuid:subject>/cases/"
CASE = "children/<uuid:subject>/case/"
CONTEXT = "places-and-groups/<uuid:context>/"

urlpatterns = [
    path("cases/", cases.open_cases, name="open_cases"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}open/", cases.open_case, name="open_case"),
    path(f"{CASE}allocation/<int:allocation>/end/", cases.end_allocation, name="end_allocation"),
    path(f"{CASE}<uuid:case>/allocate/", cases.allocate, name="allocate_case"),
    path(f"{CASE}<uuid:case>/close/", cases.close_case, name="close_case"),
    path(f"{CASE}child/", child.about_child, name="case_child"),
    path(f"{CASE}analysis/", child.analysis, name="case_analysis"),
    path(f"{CASE}child/<slug:what>/", child.write_of_child, name="write_of_child"),
    path(f"{CASE}child/<slug:what>/<uuid:row>/withdraw/", child.withdraw, name="withdraw_of_child"),
    path(f"{CASE}<uuid:case>/family/", child.family_told, name="family_told"),
    path(f"{CASE}capacities/", capacities.capacities, name="capacities"),
    path(f"{CASE}capacities/safeguarding/", capacities.note_safeguarding, name="note_safeguarding"),
    path(f"{CASE}capacities/justice/", capacities.note_justice, name="note_justice"),
    path(
        f"{CASE}capacities/safeguarding/<uuid:row>/<slug:do>/",
        capacities.change_safeguarding,
        name="change_safeguarding",
    ),
    path(f"{CASE}capacities/justice/<uuid:row>/<slug:do>/", capacities.change_justice, name="change_justice"),
    path(f"{CASE}referral/", nrm.referrals, name="nrm_referrals"),
    path(f"{CASE}referral/begin/", nrm.begin, name="begin_nrm"),
    path(f"{CASE}referral/<uuid:referral>/", nrm.referral, name="nrm_referral"),
    path(f"{CASE}referral/<uuid:referral>/part/<slug:part>/", nrm.part, name="nrm_part"),
    path(f"{CASE}referral/<uuid:referral>/step/", nrm.take_step, name="nrm_step"),
    path(f"{CASE}referral/<uuid:referral>/text/", nrm.as_text, name="nrm_text"),
    path(f"{CASE}referral/<uuid:referral>/document/", nrm.as_document, name="nrm_document"),
    path(f"{CASE}factors/", afterwards.factors, name="factors"),
    path(f"{CASE}<uuid:case>/factors/<str:code>/", afterwards.answer_factor, name="answer_factor"),
    path(f"{CASE}eighteen/", afterwards.transition, name="transition"),
    path(f"{CASE}eighteen/step/", afterwards.take_transition_step, name="transition_step"),
    path(f"{CASE}adults/", afterwards.adults, name="adults"),
    path(f"{CASE}<uuid:case>/adults/refer/", afterwards.refer_adult, name="refer_adult"),
    path("places-and-groups/", contexts.contexts, name="contexts"),
    path("places-and-groups/add/", contexts.add_context, name="add_context"),
    path(CONTEXT, contexts.context, name="context"),
    path(f"{CONTEXT}open/", contexts.open_context_case, name="open_context_case"),
    path(f"{CONTEXT}allocation/<int:allocation>/end/", contexts.end_context_allocation, name="end_context_allocation"),
    path(f"{CONTEXT}<uuid:case>/allocate/", contexts.allocate_context, name="allocate_context"),
    path(f"{CONTEXT}<uuid:case>/close/", contexts.close_context_case, name="close_context_case"),
    path(CHILD, discussions.child, name="child_cases"),
    path(f"{CHILD}ask/", discussions.ask, name="ask_for_discussion"),
    path(f"{CHILD}discussion/<uuid:discussion>/", discussions.outcome, name="strategy_outcome"),
    path(f"{CHILD}clock/", discussions.open_clock, name="open_clock"),
    path(f"{CHILD}clock/<uuid:clock>/", discussions.end_clock, name="end_clock"),
    path(f"{CHILD}host/", hosts.host_notices, name="host_notices"),
    path(f"{CHILD}host/open/", hosts.open_host_notice, name="open_host_notice"),
    path(f"{CHILD}host/<uuid:notice>/", hosts.write_host_step, name="host_step"),
    path("host-authorities/", hosts.host_notices_waiting, name="host_notices_waiting"),
]
