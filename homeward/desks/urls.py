from django.urls import path

from homeward.desks.views import child, guidance, today

urlpatterns = [
    path("", today.today, name="today"),
    path("find/", child.find, name="find"),
    path("children/<uuid:subject>/", child.record, name="record"),
    path("children/<uuid:subject>/chronology/", child.chronology, name="chronology"),
    path("children/<uuid:subject>/placement/", child.placement, name="placement"),
    path("children/<uuid:subject>/correct/", child.correct, name="correct"),
    path("help/", guidance.help_page, name="help"),
    path("accessibility/", guidance.accessibility, name="accessibility"),
]
