"""What is offered as a lead while an interview is typed, as a table of words in and candidates out."""

import pytest

from homeward.methods.leads import Around, candidates

AROUND = Around(places=frozenset({"Ashmarket", "Fennick Vale"}), names=frozenset({"Wren", "Applegarth"}))

WRITTEN = [
    ("He rang from 07700 900123.", "phone: 07700 900 123", "phone-number"),
    ("The number ends 4417.", "phone: 4417", "phone-ending"),
    ("It was ZA24 KLM.", "vehicle: ZA24 KLM", "number-plate"),
    ("A grey Prius came.", "vehicle: grey Prius", "vehicle-described"),
    ("Message @lil.dre99 he said.", "online: @lil.dre99", "at-name"),
    ("On snap as tia_m07 I think.", "online: tia_m07", "name-on-a-service"),
    ("An older lad they call Smoke.", "nickname: Smoke", "called"),
    ("It was Big Tee.", "nickname: Big Tee", "big-or-little"),
    ("The number 48 bus.", "route: The number 48 bus", "bus-number"),
    ("All the way up the M1.", "route: M1", "road-number"),
    ("I got the train to Ashmarket.", "route: train to Ashmarket", "journey"),
    ("we stayed in fennick vale", "place: fennick vale", "known-place"),
    ("Found at 14 Kestrel Avenue.", "place: 14 Kestrel Avenue", "address"),
    ("they were at skate park", "place: skate park", "named-place"),
    ("In the flat above the chip shop.", "place: flat above the chip shop", "place-described"),
    ("Danny Holt again.", "person: Danny Holt", "forename-and-surname"),
    ("i was with megan", "person: megan", "after-a-person-word"),
]


@pytest.mark.parametrize(("written", "offered", "because"), WRITTEN, ids=[row[2] for row in WRITTEN])
def test_what_is_offered(written: str, offered: str, because: str) -> None:
    found = candidates(written, AROUND)
    assert [(f"{each.kind}: {each.value}", each.because) for each in found] == [(offered, because)]


NOTHING = [
    ("Wren said that Mum was cross.", "the child's own name, and a family word"),
    ("On Monday she slept at home.", "a day, and no place by name"),
    ("I will see what may come.", "forenames that are ordinary words when small"),
    ("It was 10 and nobody came in 2 hours.", "figures that are no number"),
    ("I just wanted out.", "nothing"),
]


@pytest.mark.parametrize(("written", "why"), NOTHING, ids=[row[1] for row in NOTHING])
def test_what_is_not_offered(written: str, why: str) -> None:
    assert candidates(written, AROUND) == []
