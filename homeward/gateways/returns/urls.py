"""Addresses of the returns. They hold no year and no child: a year is asked for, and a file has a number of its own."""

from django.urls import path

from homeward.gateways.returns import views

urlpatterns = [
    path("returns/", views.missing, name="returns"),
    path("returns/list-8/", views.list_8, name="return_list_8"),
    path("returns/take/", views.take, name="return_take"),
    path("returns/files/<uuid:export>/", views.file, name="return_file"),
]
