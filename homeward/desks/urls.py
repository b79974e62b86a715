from django.urls import path

from homeward.desks.views import child, finding, guidance, quarter, sources, stamp, today

urlpatterns = [
    path("", today.today, name="today"),
    path("find/", finding.find, name="find"),
    path("find/none-of-these/", finding.none_of_these, name="none_of_these"),
    path("children/<uuid:subject>/", child.record, name="record"),
    path("children/<uuid:subject>/chronology/", child.chronology, name="chronology"),
    path("children/<uuid:subject>/chronology/<slug:mark>/", child.write_beside, name="write_beside"),
    path("children/<uuid:subject>/placement/", child.placement, name="placement"),
    path("children/<uuid:subject>/sources/", sources.sources, name="sources"),
    path("children/<uuid:subject>/correct/", child.correct, name="correct"),
    path("most-frequent/", quarter.most_frequent, name="most_frequent"),
    path("quarter/<str:code>/<slug:figure>/children/", quarter.behind_figure, name="behind_figure"),
    path("stamp/", stamp.stamp, name="stamp"),
    path("help/", guidance.help_page, name="help"),
    path("accessibility/", guidance.accessibility, name="accessibility"),
]
