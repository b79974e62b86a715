from django.urls import path

from homeward.insight.reports import views

urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<uuid:paper>/", views.paper_made, name="paper_made"),
    path("papers/<str:code>/", views.paper, name="paper"),
    path("papers/<uuid:paper>/take/", views.take, name="paper_take"),
    path("papers/<uuid:paper>/<uuid:export>/paper.docx", views.file, name="paper_file"),
]
