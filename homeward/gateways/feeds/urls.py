"""Addresses of the feeds pages. They hold a feed's name, or the number of a source or a delivery, and no more."""

from django.urls import path

from homeward.gateways.feeds import views

urlpatterns = [
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/sources/<int:source_id>/", views.source, name="source"),
    path("feeds/send/<slug:feed>/", views.send, name="feed_send"),
    path("feeds/deliveries/<uuid:delivery_id>/", views.delivery, name="delivery"),
    path("feeds/deliveries/<uuid:delivery_id>/load/", views.load, name="delivery_load"),
    path("feeds/deliveries/<uuid:delivery_id>/check/", views.check_again, name="delivery_check"),
    path("feeds/deliveries/<uuid:delivery_id>/refusals.csv", views.refusals, name="delivery_refusals"),
]
