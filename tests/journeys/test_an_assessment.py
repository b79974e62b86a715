"""A child is assessed by the Gang Association Tool: answered, explained, given a band, finished and printed (¶22)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from homeward.practice.indicators.actions import Noticed, note_observation
from homeward.register.accounts.queries import viewer_of
from tests import factories as f
from tests.journeys.walking import arrives, child, comes_in, is_allocated

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_child_is_assessed_and_each_point_shows_what_it_rests_on(page, hub, look, shot):
    person = child("Wren")
    # Given a child of whom the police noticed something
    by = viewer_of(f.account("manager", in_team=f.team()), at=f.NOW)
    f.relate(by, person.pk)
    day, force = f.NOW.date(), f.agency("force", "police", "Middleshire Police").pk
    known = {"heard_from": "worker", "grounds": "seen", "sure": "sure"}
    noticed = Noticed("assaulted", "yes", day, day + timedelta(days=1), "day", force, **known)
    note_observation(child=person.pk, noticed=noticed, by=by, at=f.NOW)
    is_allocated(person, "hub-practitioner")
    comes_in(page, "Hub practitioner")
    page.goto(f"/children/{person.pk}/assessments/")
    expect(page.get_by_text("No assessment yet")).to_be_visible()
    look(page, "assessments-empty")
    # When a worker begins the tool and answers its first part, one answer from what was observed and one from words
    page.get_by_label("Gang Association Tool").check()
    arrives(page, "Begin")
    expect(page.get_by_text("not any county’s, and not validated").first).to_be_visible()
    look(page, "assessment-draft")
    arrives(page, "Answer this part")
    look(page, "assessment-answers")
    first = page.locator("form#hurt-with-weapon")
    first.get_by_label("Yes", exact=True).check()
    first.get_by_label("Yes: Assaulted, or threatened with it").check()
    with page.expect_navigation():
        first.get_by_role("button", name="Save").click()
    expect(page.locator("form#hurt-with-weapon").get_by_label("Yes: Assaulted, or threatened with it")).to_be_checked()
    debt = page.locator("form#debt")
    debt.get_by_label("Not known").check()
    with page.expect_navigation():
        debt.get_by_role("button", name="Save").click()
    expect(page.locator("form#debt").get_by_label("Not known")).to_be_checked()
    page.get_by_role("link", name="Gang Association Tool").click()
    # Then each point shows its evidence, and what is not known is no no
    expect(page.get_by_text("Observed by Middleshire Police").first).to_be_visible()
    expect(page.get_by_text("Not known, which is not a no.").first).to_be_visible()
    # And nothing is finished on a score alone
    arrives(page, "Finish the assessment")
    expect(page.get_by_text("no assessment stands on a score alone").first).to_be_visible()
    page.get_by_text("Give your own band", exact=True).click()
    page.locator("#professional_band_3").check()
    page.locator("#professional_reason").fill("Hurt again this week, and afraid to say by whom.")
    arrives(page, "Give this band")
    expect(page.get_by_text("Hurt again this week").first).to_be_visible()
    arrives(page, "Finish the assessment")
    expect(page.get_by_text("It stays as it is")).to_be_visible()
    look(page, "assessment-finished")
    page.emulate_media(media="print")
    shot(page, "assessment-printed")
    page.emulate_media(media="screen")
    page.goto(f"/children/{person.pk}/")
    expect(page.get_by_role("heading", name="Assessments")).to_be_visible()
