"""The layout says who is looking and how far the page may go, and prints a whole page when told nothing at all."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string

from homeward.config.navigation import navigation_for
from homeward.design.kit import REFUSALS, ExampleForm
from tests import factories

SIGNED_IN = {
    "viewer_name": "R. Madeup",
    "viewer_role": "Hub practitioner",
    "sign_out_url": "/out/",
    "navigation": [{"href": "/", "label": "Today", "active": True}, {"href": "/feeds/", "label": "Feeds"}],
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
    assert page(**SIGNED_IN).count('aria-current="true"') == 1


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
    marked = [place["label"] for place in navigation_for(viewer, path) if place["active"]]
    assert marked == ([label] if label else [])
