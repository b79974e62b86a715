"""A find-me sheet is made ready, with a photograph; a host authority is told; and the year's return is written out."""

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.factories.photographs import picture
from tests.journeys.walking import arrives, child, comes_in, is_allocated, presses, turns_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sheet_is_made_ready_and_a_host_authority_told(page, hub, look, shot):
    person = child("Wren")
    is_allocated(person, "hub-practitioner")
    comes_in(page, "Hub practitioner")
    # Given a child of whom nothing is written, the sheet says so
    page.goto(f"/children/{person.pk}/")
    page.get_by_role("link", name="Find-me sheet").click()
    expect(page.get_by_text("Not written yet").first).to_be_visible()
    look(page, "find-me-empty")
    # When it is written in, and a photograph added that was first the wrong file
    arrives(page, "Write in it")
    look(page, "find-me-write")
    page.get_by_label("What the child looks like").fill("Small for her age, red hair, a scar over the left eye.")
    page.get_by_label("How they travel").fill("By bus, on a pass that her grandmother gave her.")
    arrives(page, "Save the sheet")
    arrives(page, "Add a photograph")
    page.get_by_label("Photograph", exact=True).set_input_files(
        {"name": "wren.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    page.get_by_label("To find the child when they are missing").check()
    page.get_by_label("Somebody with parental responsibility").check()
    arrives(page, "Add it")
    expect(page.get_by_text("This is an SVG drawing").first).to_be_visible()
    look(page, "find-me-wrong-file")
    page.get_by_label("Photograph", exact=True).set_input_files(
        {"name": "wren.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(600, 800))}
    )
    arrives(page, "Add it")
    arrives(page, "It is right, and I keep it up to date")
    # Then one page holds what helps to find her, and the picture is there
    expect(page.get_by_text("red hair")).to_be_visible()
    assert page.get_by_role("img", name="Photograph of Wren").evaluate("image => image.naturalWidth") == 600
    source = page.get_by_role("img", name="Photograph of Wren").get_attribute("src")
    assert source.startswith("http://127.0.0.1:") and page.url.startswith("http://localhost:")
    look(page, "find-me")
    page.emulate_media(media="print")
    shot(page, "find-me-printed")
    page.emulate_media(media="screen")
    arrives(page, "Withdraw the photograph")
    page.get_by_label("Why is it withdrawn?").fill("She asked for another.")
    arrives(page, "Withdraw it")
    expect(page.get_by_text("No photograph yet.")).to_be_visible()
    # And where she is placed across a border, the host authority is told and acknowledges it
    f.placement(person) if not person.care_episodes.exists() else None
    page.goto(f"/children/{person.pk}/cases/host/")
    look(page, "host-empty")
    page.get_by_label("Which authority is the child placed in?").fill("Farshire County Council")
    for box, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_role("group", name="From which day?").get_by_label(box).fill(value)
    arrives(page, "Ask for it to be told")
    look(page, "host")
    turns_to(page, "Host authorities")
    expect(page.get_by_text("9 March 2026")).to_be_visible()
    look(page, "host-list")


def test_the_years_return_is_written_out(page, hub, look):
    comes_in(page, "Returns officer")
    turns_to(page, "Returns")
    expect(page.get_by_text("Every row passes the published checks.")).to_be_visible()
    look(page, "return-missing")
    with page.expect_download() as taken:
        presses(page, "Take the file")
    assert taken.value.suggested_filename == "ssda903-missing-2025-26-OFFICIAL-SENSITIVE.csv"
    page.goto("/returns/list-8/")
    look(page, "return-list-8")
