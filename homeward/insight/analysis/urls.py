from django.urls import path

from homeward.insight.analysis import views

urlpatterns = [
    path("coding-gap/", views.coding_gap, name="coding_gap"),
    path("quarter/", views.quarter, name="quarter"),
    path("quarter/<str:code>/", views.quarter_of, name="quarter_of"),
    path("charts/<slug:digest>/", views.chart, name="drawn_chart"),
    path("figures/<slug:code>/", views.figure, name="figure"),
]
