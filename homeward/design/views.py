"""The kit's own pages. They hold nothing of anyone's, and read no record."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.design.kit import REFUSALS, ExampleForm, example_of, names, part_of

MISTAKES = {"wrong-born_on_0": "31", "wrong-born_on_1": "2", "wrong-born_on_2": "2011", "wrong-why": "other"}


def kit(request: HttpRequest) -> HttpResponse:
    """Show every part a page is made from, with its note and its example."""
    return render(
        request,
        "design/kit.html",
        {
            "parts": [part_of(name) for name in names()],
            "fresh": ExampleForm(prefix="fresh"),
            "wrong": ExampleForm(MISTAKES, prefix="wrong"),
            "refusals": REFUSALS,
        },
    )


def refusal(request: HttpRequest, status: int) -> HttpResponse:
    """Show one of the pages that say no, as a person who meets it would see it."""
    if status not in REFUSALS:
        raise Http404
    given = example_of("conflict") if status == 409 else {}
    return render(request, f"{status}.html", given)
