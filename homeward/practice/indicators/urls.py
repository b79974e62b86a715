from django.urls import path

from homeward.practice.indicators import views

CHILD = "children/<uuid:subject>/indicators/"

urlpatterns = [
    path(CHILD, views.matrix, name="child_indicators"),
    path(f"{CHILD}all/", views.listed, name="observations"),
    path(f"{CHILD}note/", views.note, name="note_observation"),
    path(f"{CHILD}<uuid:observation>/correct/", views.correct, name="correct_observation"),
    path(f"{CHILD}<uuid:observation>/withdraw/", views.withdraw, name="withdraw_observation"),
    path(f"{CHILD}hint/pass/", views.pass_hint, name="pass_hint"),
    path(f"{CHILD}lead/<int:lead>/pass/", views.pass_lead, name="pass_lead"),
]
