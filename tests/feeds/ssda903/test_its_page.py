"""How fresh the return is: due four months after its collection year ends, and never whole while that runs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from homeward.register.sources.models import Delivery, Source
from tests import factories as f
from tests.feeds.framework.test_pages import signed_in

pytestmark = pytest.mark.django_db


def returned(source: Source, year: int, day: datetime) -> None:
    """A return of a year, loaded on a day."""
    given = {"digest": str(year), "received_at": day, "loaded_at": day, "synthetic": True, "state": "loaded"}
    Delivery.objects.create(source=source, collection_year=year, **given)


@pytest.mark.parametrize(
    ("loaded", "today", "state", "facts"),
    [
        ({2025: "2025-06-20"}, "2026-03-02", "Up to date",
         {"Next file due": "29 July 2026", "Collection years that have come": "2024-25"}),
        ({2025: "2025-06-20"}, "2026-07-29", "Due", {"Collection years that have come": "2024-25"}),
        ({2025: "2025-06-20"}, "2026-10-01", "Overdue", {"Collection years missing": "2025-26"}),
        ({2023: "2023-06-20", 2025: "2025-06-20"}, "2026-03-02", "Up to date", {"Collection years missing": "2023-24"}),
        ({2025: "2025-06-20", 2026: "2026-02-01"}, "2026-03-02", "Up to date",
         {"Next file due": "29 July 2026", "Collection years that have come": "2024-25, 2025-26 so far"}),
    ],
    ids=["up to date", "due", "overdue", "a year between", "a year that still runs"],
)  # fmt: skip
def test_a_return_is_due_four_months_after_its_year(
    client: Client,
    frozen: time_machine.Traveller,
    loaded: dict[int, str],
    today: str,
    state: str,
    facts: dict[str, str],
) -> None:
    london = ZoneInfo("Europe/London")
    frozen.move_to(datetime.fromisoformat(f"{today}T09:00").replace(tzinfo=london))
    source = Source.objects.create(agency=f.agency(), feed="ssda903", name="The return")
    for year, day in loaded.items():
        returned(source, year, datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=london))
    shown = signed_in(client, "administrator").get(f"/feeds/sources/{source.pk}/").context["source"]
    assert shown.tag.text == state
    told = {row.label: row.value for row in shown.facts}
    assert {label: told[label] for label in facts} == facts
