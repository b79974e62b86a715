"""What two agencies noticed of a child is written down, and stands on one sheet for the year (¶8)."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from homeward.practice.indicators.actions import Noticed, note_observation
from homeward.register.accounts.queries import viewer_of
from homeward.vocabulary.loader import load_whole
from tests import factories as f
from tests.journeys.walking import arrives, child, comes_in, is_allocated

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = re.compile(rb"/Type\s*/Page[^s]")


def test_a_year_of_what_was_noticed_on_one_sheet(page, hub, look, shot):
    person = child("Wren")
    is_allocated(person, "hub-practitioner")
    comes_in(page, "Hub practitioner")
    # Given a child of whom nothing was written down
    page.goto(f"/children/{person.pk}/indicators/")
    expect(page.get_by_text("Nothing that you may read was written down")).to_be_visible()
    look(page, "indicators-empty")
    # When a worker writes down what the police noticed, and forgets the day
    arrives(page, "Write down something noticed")
    look(page, "indicators-note")
    main = page.get_by_role("main")
    main.get_by_label("What is it about?").select_option(label="Out late, and often")
    main.get_by_label("Yes, it was noticed").check()
    main.get_by_label("A worker of the agency").check()
    main.get_by_label("Saw or heard it themselves").check()
    main.get_by_label("Fairly sure").check()
    main.get_by_label("What was seen or said").fill("Seen twice outside the station after two in the morning.")
    arrives(page, "Write it down")
    expect(
        page.get_by_text("Enter on which day, or since when?").or_(page.get_by_text("Answer the question")).first
    ).to_be_visible()
    for box, value in (("Day", "27"), ("Month", "2"), ("Year", "2026")):
        page.get_by_role("group", name="On which day, or since when?").get_by_label(box).fill(value)
    arrives(page, "Write it down")
    # Then it stands in its month, and on the record
    expect(page.get_by_role("rowheader", name="Out late, and often")).to_be_visible()
    look(page, "indicators")
    arrives(page, "Read each observation")
    expect(page.get_by_text("outside the station")).to_be_visible()
    look(page, "observations")
    page.goto(f"/children/{person.pk}/")
    expect(page.get_by_role("heading", name="Indicators, and what protects")).to_be_visible()
    # And forty indicators of two agencies still stand on one sheet of A4 as it lies
    noticed_by_two(person)
    page.goto(f"/children/{person.pk}/indicators/")
    expect(page.get_by_role("rowheader", name="Missing overnight")).to_be_visible()
    look(page, "indicators-full")
    page.emulate_media(media="print")
    shot(page, "indicators-printed")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1


def noticed_by_two(person):
    """Forty indicators, each told of by two agencies in a month of its own."""
    account = f.account("manager", in_team=f.team())
    by = viewer_of(account, at=f.NOW)
    f.relate(by, person.pk)
    agencies = (f.agency("force", "police", "Middleshire Police").pk, f.agency().pk)
    for number, code in enumerate(load_whole("exploitation_indicators").codes[:40]):
        day = f.NOW.date() - timedelta(days=8 * number)
        for agency in agencies:
            noticed = Noticed(
                code,
                "yes",
                day,
                day + timedelta(days=1),
                "day",
                agency,
                heard_from="worker",
                grounds="seen",
                sure="sure",
            )
            note_observation(child=person.pk, noticed=noticed, by=by, at=f.NOW)
