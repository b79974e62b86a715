from django.urls import path

from homeward.practice.safety.views import challenges, contacts, contexts, plans

CHILD = "children/<uuid:subject>/safety/"
CONTEXT = "places-and-groups/<uuid:context>/plan/"

urlpatterns = [
    path("safety-plans/", plans.listed, name="safety_plans"),
    path(CHILD, plans.child, name="child_plan"),
    path(f"{CHILD}write/", plans.begin, name="begin_plan"),
    path(f"{CHILD}affects/", plans.affects, name="confirm_affects"),
    path(f"{CHILD}affects/<int:row>/end/", plans.end_affects, name="end_affects"),
    path(f"{CHILD}challenges/", challenges.listed, name="challenges"),
    path(f"{CHILD}challenges/<uuid:challenge>/", challenges.answer, name="answer_challenge"),
    path(f"{CHILD}contacts/", contacts.listed, name="safe_contacts"),
    path(f"{CHILD}contacts/<uuid:contact>/end/", contacts.end, name="end_contact"),
    path(f"{CHILD}contacts/<uuid:contact>/write/", contacts.write, name="write_letter"),
    path(f"{CHILD}letters/<uuid:letter>/", contacts.letter, name="letter"),
    path(f"{CHILD}action/<uuid:done>/", plans.step, name="plan_step"),
    path(f"{CHILD}<uuid:plan>/", plans.write, name="write_plan"),
    path(f"{CHILD}<uuid:plan>/family/", plans.family, name="family_plan"),
    path(f"{CHILD}<uuid:plan>/powers/", plans.powers, name="plan_powers"),
    path(f"{CHILD}<uuid:plan>/action/", plans.add_action, name="add_plan_action"),
    path(f"{CHILD}<uuid:plan>/review/", plans.review, name="review_plan"),
    path(f"{CHILD}<uuid:plan>/take-over/", plans.take_over, name="take_over_plan"),
    path(f"{CHILD}<uuid:plan>/end/", plans.end, name="end_plan"),
    path(f"{CHILD}<uuid:plan>/versions/<int:number>/", plans.version, name="plan_version"),
    path(CONTEXT, contexts.context, name="context_plan"),
    path(f"{CONTEXT}write/", contexts.begin, name="context_begin_plan"),
    path(f"{CONTEXT}action/<uuid:done>/", contexts.step, name="context_plan_step"),
    path(f"{CONTEXT}<uuid:plan>/", contexts.write, name="context_write_plan"),
    path(f"{CONTEXT}<uuid:plan>/action/", contexts.add_action, name="context_add_plan_action"),
    path(f"{CONTEXT}<uuid:plan>/review/", contexts.review, name="context_review_plan"),
    path(f"{CONTEXT}<uuid:plan>/take-over/", contexts.take_over, name="context_take_over_plan"),
    path(f"{CONTEXT}<uuid:plan>/end/", contexts.end, name="context_end_plan"),
    path(f"{CONTEXT}<uuid:plan>/versions/<int:number>/", contexts.version, name="context_plan_version"),
]
