"""Whatever the hub answers, a refusal or a download too, the browser is told what it may do with it (S-49)."""

import pytest
from django.conf import settings
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


def asked(what: str):
    """One answer of each kind that comes from a different place in the house."""
    client = Client(enforce_csrf_checks=what == "forged")
    if what in ("refused", "download", "page"):
        client.force_login(factories.account("information-governance"), backend=DOOR)
    if what == "too-large":
        return client.post("/find/", CONTENT_LENGTH=str(settings.UPLOAD_LIMIT_BYTES * 2))
    if what == "download":
        return client.get(f"/feeds/deliveries/{factories.delivery().pk}/refusals.csv")
    addresses = {"missing": "/nothing/here/", "health": "/healthz", "refused": "/accounts/add/", "sent-away": "/find/"}
    return client.post("/find/") if what == "forged" else client.get(addresses.get(what, "/"))


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("page", 200),
        ("health", 200),
        ("download", 200),
        ("sent-away", 302),
        ("refused", 403),
        ("forged", 403),
        ("missing", 404),
        ("too-large", 413),
    ],
)
def test_nothing_is_kept_framed_guessed_at_or_run(what: str, status: int) -> None:
    answer = asked(what)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
