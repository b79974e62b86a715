"""Every address. A route whose view declares no policy is closed by the middleware and fails a test."""

from django.urls import include, path

handler404 = "homeward.config.errors.missing"
handler500 = "homeward.config.errors.broken"

urlpatterns = [
    path("", include("homeward.desks.urls")),
    path("sign-in/", include("allauth.urls")),
]
