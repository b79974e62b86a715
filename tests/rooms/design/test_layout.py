"""The layout says who is looking and how far the page may go, and prints a whole page when told nothing at all."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from homeward.config.navigation import GROUPS, navigation_for, usable
from homeward.design.kit import REFUSALS, ExampleForm
from homeward.vocabulary.roles import load_roles
from tests import factories

SIGNED_IN = {
    "viewer_name": "R. Madeup",
    "viewer_role": "Hub practitioner",
    "sign_out_url": "/out/",
    "navigation": [
        {"href": "/", "label": "Today"},
        {"label": "Missing", "active": True, "places": [{"href": "/missing/", "label": "Missing now", "active": True}]},
    ],
}


def page(**context: Any) -> str:
    return render_to_string("design/layout.html", context)


def test_a_page_told_nothing_still_stands() -> None:
    bare = page()
    assert '<html lang="en-GB"' in bare
    assert 'href="#main-content"' in bare
    assert 'id="main-content"' in bare
    assert "Demonstration" not in bare
    assert "hw-account" not in bare


def test_the_demonstration_says_that_everyone_is_invented() -> None:
    assert "every person here is invented" in page(demonstration=True)


def test_signing_out_is_sent_and_never_a_link() -> None:
    signed_in = page(**SIGNED_IN)
    assert re.search(r'<form method="post" action="/out/"[^>]*>', signed_in)
    assert '<a href="/out/"' not in signed_in
    assert "Hub practitioner" in signed_in


def test_the_way_around_marks_where_the_reader_is() -> None:
    marked = re.findall(r'<(\w+)[^>]*aria-current="true"[^>]*>\s*(?:<strong[^>]*>)?([^<]+)', page(**SIGNED_IN))
    assert marked == [("summary", "Missing"), ("a", "Missing now")]


def test_the_watermark_is_on_the_page_and_on_every_printed_sheet() -> None:
    marked = page(marking="OFFICIAL-SENSITIVE", watermark="R. Madeup, 2 March 2026 at 9am")
    assert marked.count("R. Madeup, 2 March 2026 at 9am") == 2
    assert 'class="hw-watermark"' in marked


def test_a_form_with_mistakes_leads_the_title_and_the_page() -> None:
    wrong = page(form=ExampleForm({}))
    assert "<title>Error: " in wrong
    assert "There is a problem" in wrong
    fresh = page(form=ExampleForm())
    assert "Error: " not in fresh
    assert "There is a problem" not in fresh


@pytest.mark.parametrize("status", REFUSALS)
def test_every_page_that_says_no_stands_without_a_request(status: int) -> None:
    assert len(re.findall(r"<h1\b", render_to_string(f"{status}.html"))) == 1


@pytest.mark.parametrize("context", [{}, SIGNED_IN])
def test_what_is_hidden_and_what_is_absent_get_the_same_page(context: dict[str, Any]) -> None:
    assert render_to_string("403.html", context) == render_to_string("404.html", context)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/", "Today"),
        ("/find/", "Find a child"),
        ("/children/0190a1b2-0000-7000-8000-000000000001/chronology/", "Find a child"),
        ("/quarter/2025Q4/", "The quarter"),
        ("/emergency-openings/new/", "Open in an emergency"),
        ("/readyz", None),
        ("/me/", None),
        ("/figures/children-missing/", None),
    ],
)
def test_the_menu_marks_the_place_that_a_page_belongs_to_and_no_other(path: str, label: str | None) -> None:
    viewer = factories.viewer("hub-practitioner")
    shown = navigation_for(viewer, path)
    marked = [place["label"] for place in leaves(shown) if place["active"]]
    assert marked == ([label] if label else [])
    assert [group["active"] for group in shown if "places" in group].count(True) <= len(marked)


def leaves(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every place of a menu, in a group or in none."""
    return [place for each in shown for place in each.get("places", [each])]


@pytest.mark.django_db
def test_whoever_has_few_places_sees_them_all_in_one_row() -> None:
    shown = navigation_for(factories.viewer("returns-officer"), reverse("returns"))
    assert leaves(shown) == shown
    assert [place["label"] for place in shown if place["active"]] == ["Returns"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role.code for role in load_roles().roles])
def test_nobody_has_more_than_seven_things_in_the_header_and_no_place_is_lost(role: str) -> None:
    viewer = factories.viewer(role)
    shown = navigation_for(viewer, reverse("triggers"))
    assert len(shown) <= 7
    assert all(len(group["places"]) > 1 for group in shown if "places" in group)
    every = [place for places in GROUPS.values() for place in places if usable(viewer, place)]
    assert [place["label"] for place in leaves(shown)] == [place.label for place in every]


@pytest.mark.django_db
def test_a_group_is_marked_where_the_reader_is_in_one_of_its_places() -> None:
    shown = navigation_for(factories.viewer("manager"), reverse("triggers"))
    assert [each["label"] for each in shown if each["active"]] == ["Missing"]
