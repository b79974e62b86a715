"""Every address. A route whose view declares no policy is closed by the middleware and fails a test."""

from django.urls import include, path

from homeward.config import health, kit, lent
from homeward.register.access.urls import urls as access_urls
from homeward.register.linkage.urls import urls as linkage_urls
from homeward.register.tasks.urls import urls as tasks_urls

handler404 = "homeward.config.errors.missing"
handler500 = "homeward.config.errors.broken"

urlpatterns = [
    path("", include("homeward.desks.urls")),
    path("", include("homeward.register.accounts.urls")),
    path("", include(access_urls(subject_of=lent.subject_of_local_identifier, names_of=lent.names_of))),
    path("", include(tasks_urls(names_of=lent.names_of))),
    path("", include("homeward.register.jobs.urls")),
    path("", include(linkage_urls(follow=lent.follow))),
    path("", include("homeward.practice.missing.urls")),
    path("", include("homeward.practice.indicators.urls")),
    path("", include("homeward.practice.cases.urls")),
    path("", include("homeward.practice.assessment.urls")),
    path("", include("homeward.practice.pathway.urls")),
    path("", include("homeward.practice.safety.urls")),
    path("", include("homeward.practice.frontdoor.urls")),
    path("", include("homeward.insight.analysis.urls")),
    path("", include("homeward.insight.reports.urls")),
    path("", include("homeward.gateways.feeds.urls")),
    path("", include("homeward.gateways.returns.urls")),
    path("kit/", include(kit.urls)),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
