"""Every address. A route whose view declares no policy is closed by the middleware and fails a test."""

from django.urls import include, path

from homeward.config import health

handler404 = "homeward.config.errors.missing"
handler500 = "homeward.config.errors.broken"

urlpatterns = [
    path("", include("homeward.desks.urls")),
    path("", include("homeward.register.accounts.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
