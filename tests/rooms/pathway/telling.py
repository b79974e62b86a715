"""Services told for a test, as a feed tells them, and the workers who ask for children."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from homeward.practice.pathway.actions import keep_told
from homeward.practice.pathway.models import Service
from homeward.practice.pathway.rules import THINGS, entities_in
from homeward.register.audit import actions as audit
from tests import factories as f


def key(name: str) -> str:
    """An identifier that the same name always has."""
    return str(uuid5(NAMESPACE_URL, name))


def said(name: str, *codes: str, **more: Any) -> dict[str, Any]:
    """One service with its organisation and a place, in the standard's nested form."""
    return {
        "id": key(name),
        "name": name,
        "status": "active",
        "description": f"{name} for families.",
        "organization": {"id": key("run by"), "name": "Lantern", "description": "Runs services."},
        "service_at_locations": [
            {
                "id": key(f"{name} there"),
                "location": {
                    "id": key("centre"),
                    "location_type": "physical",
                    "name": "The centre",
                    "addresses": [
                        {
                            "id": key("address"), "address_1": "1 Invented Street", "city": "Ashmarket",
                            "state_province": "Middleshire", "postal_code": "ZZ11 1AA", "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        "attributes": [
            {
                "id": key(f"{name} {code}"),
                "taxonomy_term": {
                    "id": key(code), "code": code, "name": code, "description": code,
                    "taxonomy_detail": {"id": key("ours"), "name": "Ours", "description": "Terms."},
                },
            }
            for code in codes
        ],
        **more,
    }  # fmt: skip


def told(*services: dict[str, Any], of: str = "middleshire", at: datetime = f.NOW) -> list[Service]:
    """The services, kept as a directory tells them."""
    found = entities_in({"contents": list(services)})
    with audit.event("feed.batch", at=at):
        for thing in THINGS:
            if found[thing]:
                content = [each.content for each in found[thing]]
                keep_told(thing=thing, told=content, agency=f.agency(of).pk, at=at)
    return list(Service.objects.filter(pk__in=[each["id"] for each in services]).order_by("name"))
