"""The council's directory of services, as Open Referral UK 3.0 tells it: organisations and services that never were.

The directory is about nobody and nothing of it depends on chance: the same county has the same services in every run.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from homeward.county.places import Place

Thing = dict[str, Any]
EVERYWHERE = ""


class Planned(NamedTuple):
    """One service: who runs it, its name and what it does, by which terms it is found, for which ages, and where."""

    run_by: str
    name: str
    does: str
    terms: str
    ages: tuple[int | None, int | None]
    district: str = EVERYWHERE
    status: str = "active"


COUNCIL, TRUST = "council", "trust"
LANTERN, HARBOUR = "Lantern Trust", "Harbour House Families"
STEPS, GREEN = "Next Steps Youth", "Greenway Clubs"
PLANNED = (
    Planned(
        LANTERN, "Alongside", "A worker who stays with a child, in court too, for as long as it takes.",
        "need:exploitation need:advocacy form:county-lines form:gangs level:3 level:4 for:child", (10, 17),
    ),
    Planned(
        LANTERN, "Bright Water", "One-to-one support for children who are sexually exploited, in person or online.",
        "need:exploitation form:sexual form:online level:3 level:4 for:child", (11, 17),
    ),
    Planned(
        LANTERN, "Parents Alongside", "For parents and carers of a child who is exploited: how to stay close.",
        "need:family form:criminal form:sexual form:county-lines level:2 level:3 level:4 for:parent", (18, None),
    ),
    Planned(
        TRUST, "Steady Minds", "Help for children's feelings after harm: therapy for trauma, soon.",
        "need:mental-health need:trauma level:3 level:4 for:child", (5, 17),
    ),
    Planned(
        TRUST, "Drop-in for Young Minds", "Somebody to talk to without an appointment.",
        "need:mental-health level:1 level:2 for:child", (11, 18), "Ashmarket",
    ),
    Planned(
        TRUST, "Talking Matters", "Speech and language therapy for teenagers whom others find hard to follow.",
        "need:speech level:2 level:3 for:child", (10, 17),
    ),
    Planned(
        TRUST, "Clear Road", "Help with drugs and alcohol, and for those who carry them for others.",
        "need:substance form:criminal form:county-lines level:2 level:3 level:4 for:child", (11, 18),
    ),
    Planned(
        TRUST, "Young People's Clinic", "Sexual health, contraception and a nurse who has time.",
        "need:sexual-health level:1 level:2 for:child", (13, 18),
    ),
    Planned(
        HARBOUR, "Family Harbour", "Work with the whole family at home, evenings and weekends.",
        "need:family level:2 level:3 for:family for:parent", (None, None),
    ),
    Planned(
        HARBOUR, "Brothers and Sisters", "A group for children whose brother or sister is being exploited.",
        "need:siblings need:mental-health level:2 level:3 for:sibling", (8, 17),
    ),
    Planned(
        HARBOUR, "Parents' Talking Therapy", "Six sessions for a parent who is hurt by what happens to their child.",
        "need:mental-health level:2 level:3 for:parent", (18, None),
    ),
    Planned(
        STEPS, "Way Back to School", "Tutoring and a return to school or college after exclusion.",
        "need:education level:2 level:3 for:child", (11, 18),
    ),
    Planned(
        STEPS, "First Job", "Work experience and a first wage, without debts to anybody.",
        "need:education need:debt level:2 for:child", (15, 18),
    ),
    Planned(
        STEPS, "Put It Down", "Work on knives and fear, with young people who have been hurt.",
        "need:violence form:gangs level:2 level:3 for:child", (11, 18),
    ),
    Planned(
        GREEN, "Boxing and Belonging", "A gym, a coach and a meal, three evenings a week.",
        "need:mentoring level:1 level:2 for:child", (10, 18), "Ashmarket",
    ),
    Planned(
        GREEN, "Saturday Mentors", "A trusted adult for a year.",
        "need:mentoring form:criminal form:gangs level:2 level:3 for:child", (10, 16),
    ),
    Planned(
        COUNCIL, "Independent Advocates", "An advocate of the child's own, in every meeting.",
        "need:advocacy level:3 level:4 for:child", (7, 18),
    ),
    Planned(
        COUNCIL, "Supported Lodgings", "A room in a family's home, with a key worker.",
        "need:housing level:3 level:4 for:child", (16, 18),
    ),
    Planned(
        COUNCIL, "Money and Debt Advice", "For families who owe, and for those from whom somebody takes.",
        "need:debt level:1 level:2 for:family for:parent", (None, None),
    ),
    Planned(
        COUNCIL, "Summer Boats", "Sailing for a week in August.",
        "need:mentoring level:1 for:child", (10, 16), EVERYWHERE, "inactive",
    ),
)  # fmt: skip


def key(place: Place, *names: str) -> str:
    """An identifier that the same thing has in every run."""
    return str(uuid5(NAMESPACE_URL, "/".join(("https://example.test", place.code, *names))))


def document(place: Place, districts: tuple[str, ...], on: date) -> Thing:
    """The page of services, as the council's directory would write it on a day."""
    services = [_service(place, number, planned, districts, on) for number, planned in enumerate(PLANNED, start=1)]
    return {
        "total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services), "first_page": True,
        "last_page": True, "empty": False, "contents": services,
    }  # fmt: skip


def write(path: Path, place: Place, districts: tuple[str, ...], on: date) -> None:
    """Write the directory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(place, districts, on), indent=1) + "\n", encoding="utf-8")


def _service(place: Place, number: int, planned: Planned, districts: tuple[str, ...], on: date) -> Thing:
    mine, areas = key(place, "service", planned.name), [planned.district] if planned.district else [place.name]
    at = districts.index(planned.district) if planned.district in districts else 0
    ages = {"minimum_age": planned.ages[0], "maximum_age": planned.ages[1]}
    return {
        "id": mine,
        "name": planned.name,
        "description": planned.does,
        "status": planned.status,
        "url": f"https://{place.code}.example/services/{number}",
        "email": f"service{number}@{place.code}.example",
        "application_process": "Whoever works with the child asks by telephone or e-mail; a family may ask for itself.",
        "last_modified": f"{on.isoformat()}T09:00:00Z",
        **{name: age for name, age in ages.items() if age is not None},
        "organization": _organisation(place, planned.run_by),
        "phones": [{"id": key(place, "phone", planned.name), "number": f"07700 900{100 + number}", "type": "voice"}],
        "service_areas": [_area(place, planned, each) for each in areas],
        "service_at_locations": [
            {
                "id": key(place, "at", planned.name),
                "location": _location(place, planned.run_by, districts[at], at),
                "schedules": [
                    {
                        "id": key(place, "hours", planned.name), "freq": "WEEKLY", "interval": 1,
                        "byday": "MO,TU,WE,TH,FR", "opens_at": "10:00", "closes_at": "18:00",
                        "description": "Monday to Friday, 10 to 6",
                    }
                ],
            }
        ],
        "attributes": [_attribute(place, planned.name, each) for each in planned.terms.split()],
    }  # fmt: skip


def _organisation(place: Place, run_by: str) -> Thing:
    names = {COUNCIL: place.authority, TRUST: place.trust}
    name = names.get(run_by, f"{run_by}, {place.name}")
    return {
        "id": key(place, "organization", run_by),
        "name": name,
        "description": f"{name} is invented, and runs services for invented families.",
        "website": f"https://{place.code}.example/",
    }


def _area(place: Place, planned: Planned, name: str) -> Thing:
    return {"id": key(place, "area", planned.name, name), "name": name, "description": f"{name}, all of it"}


def _location(place: Place, run_by: str, district: str, at: int) -> Thing:
    return {
        "id": key(place, "location", run_by, district),
        "location_type": "physical",
        "name": f"{district} centre",
        "addresses": [
            {
                "id": key(place, "address", run_by, district), "address_1": "1 Invented Street", "city": district,
                "state_province": place.name, "postal_code": f"ZZ{11 + at} 1AA", "country": "GB",
                "address_type": "physical",
            }
        ],
    }  # fmt: skip


def _attribute(place: Place, service: str, code: str) -> Thing:
    kind, _, rest = code.partition(":")
    return {
        "id": key(place, "attribute", service, code),
        "link_entity": "service",
        "taxonomy_term": {
            "id": key(place, "term", code),
            "code": code,
            "name": f"{kind}: {rest.replace('-', ' ')}",
            "description": f"Found by {kind}: {rest.replace('-', ' ')}.",
            "taxonomy_detail": {
                "id": key(place, "taxonomy", "pathway"),
                "name": "Pathway to services",
                "description": "By what a service for a child is found: need, form, level, and for whom.",
                "version": "1",
            },
        },
    }
