"""The search for a child: by what a caller could say, only among those the viewer may find, and never a word kept."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.linkage.queries import Search, read, search
from homeward.register.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
BORN = date(2010, 11, 23)


@pytest.fixture
def handler() -> Viewer:
    """A call handler on shift, who may find every child."""
    return f.viewer("call-handler", on_duty=True)


def known(forename: str, surname: str, **facts: Any) -> Person:
    """A child whom the council has told of, with what else it said."""
    also = {name: facts.pop(name) for name in ("postcode", "phone", "plate", "middle_name") if name in facts}
    born = facts.pop("birth_date", BORN)
    person = f.child(forename, surname, birth_date=born, **facts)
    said = Said(
        record=f.record(),
        person=person,
        forename=forename,
        surname=surname,
        also_known_as=facts.get("also_known_as", ""),
        birth_date=born,
        sex=person.sex,
        **also,
    )
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=[said], at=f.NOW)
    return person


def sought(viewer: Viewer, words: str) -> Search:
    return search(viewer=viewer, at=f.NOW, asked=read(words, at=f.NOW))


def names(found: Search) -> list[str]:
    return [each.card.forename for each in found.found]


@pytest.mark.parametrize(
    "words",
    [
        "Shivon, about 15", "shivon about fifteen", "siob", "o'neil siobhan", "Siobhan ONeil", "siobahn oneil",
        "shevaun o neil", "ONEIL 23/11/2010", "siobhan november 2010", "siobhan o 15", "23 11 2010",
        "siobhan 11/23/2010", "siobhan 2010 girl", "kelly siobhan", "oneill", "shiv", "siobhan, Ashmarket",
        "siobhan ashm", "s ashmarket 15",
    ],
)  # fmt: skip
def test_a_child_is_found_by_whatever_the_caller_can_say(handler, words) -> None:
    known("Siobhán", "O'Neil", also_known_as="Shiv", middle_name="Kelly")
    known("Kyle", "Brown", sex="M", birth_date=date(2013, 2, 2), district=f.district("sandholme"))
    assert names(sought(handler, words))[:1] == ["Siobhán"]
