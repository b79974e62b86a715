"""The directory read out to anybody, as Open Referral UK 3.0 asks: without signing in, read only, from any page.

What is asked for and cannot be answered is refused in words, and never answered with something else. An unknown thing,
a withheld one and a confidential one have one answer.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from homeward.practice.pathway.queries import serving
from homeward.practice.pathway.queries.serving import Listing, Wanted
from homeward.practice.pathway.rules import page_of
from homeward.register.access.actions import public

VERSION = "3.0"
PROFILE = "https://docs.openreferraluk.org/en/3.0"
SCHEMA = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
LONGEST = 200
View = Callable[..., HttpResponseBase]

LISTS: dict[str, tuple[Callable[[Wanted], Listing], Callable[[Any], dict[str, Any]]]] = {
    "services": (serving.services, serving.whole_service),
    "organizations": (serving.organisations, serving.whole),
    "service_at_locations": (serving.places, serving.whole_place),
    "taxonomies": (serving.taxonomies, serving.whole),
    "taxonomy_terms": (serving.terms, serving.whole_term),
}
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=60",
}


class NotAnswered(ValueError):
    """Something asked for that this directory cannot answer, in words."""


def open_to_all(view: View) -> View:
    """Read only, from anywhere, and in words where it cannot be answered."""

    @csrf_exempt
    @public
    @wraps(view)
    def run(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204)
        elif request.method not in ("GET", "HEAD"):
            response = said("This directory is only read. Ask with GET.", 405)
        else:
            try:
                response = view(request, **kwargs)
            except NotAnswered as fault:
                response = said(str(fault), 400)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            response.headers["Allow"] = HEADERS["Access-Control-Allow-Methods"]
        return response

    return run  # type: ignore[no-any-return]  # the decorators keep what they are given


def said(words: str, status: int) -> JsonResponse:
    """An answer in words."""
    return JsonResponse({"error": words}, status=status)


@open_to_all
def about(request: HttpRequest) -> HttpResponseBase:
    """What this directory is written by."""
    return JsonResponse({"version": VERSION, "profile": PROFILE, "openapi_url": SCHEMA})


def listed(name: str) -> View:
    """A list of the standard: a page of it, or all of it a line to each."""

    @open_to_all
    def view(request: HttpRequest) -> HttpResponseBase:
        listing = LISTS[name][0](wanted(request))
        form = asked(request, "format") or "json"
        if form == "ndjson":
            return StreamingHttpResponse(lines_of(listing), content_type="application/x-ndjson")
        if form != "json":
            raise NotAnswered("The format is json or ndjson.")
        page = page_of(asked(request, "page"), asked(request, "per_page"), listing.rows.count())
        if page is None:
            raise NotAnswered("A page, and how many on it, is a whole number from 1.")
        rows = listing.rows[page.first : page.first + page.per_page]
        return JsonResponse(page.told([listing.told(each) for each in rows]))

    return view


def lines_of(listing: Listing) -> Iterator[str]:
    """Each thing of a list on a line of its own."""
    for each in serving.each_of(listing):
        yield json.dumps(each, ensure_ascii=False) + "\n"


def whole(name: str) -> View:
    """One thing of a list, with everything that belongs to it."""

    @open_to_all
    def view(request: HttpRequest, key: UUID) -> HttpResponseBase:
        query, told = LISTS[name]
        found = serving.one(query(Wanted()), key, told)
        return JsonResponse(found) if found else said("The directory holds nothing of this identifier.", 404)

    return view


def wanted(request: HttpRequest) -> Wanted:
    """What a reader asks for. Raises NotAnswered for what cannot be understood, or is not answered here."""
    if asked(request, "postcode") or asked(request, "proximity"):
        raise NotAnswered("This directory does not know how far places are from one another. Ask without a postcode.")
    return Wanted(
        search=asked(request, "search"),
        taxonomy_id=identifier(request, "taxonomy_id"),
        taxonomy_term_id=identifier(request, "taxonomy_term_id"),
        organization_id=identifier(request, "organization_id"),
        parent_id=identifier(request, "parent_id"),
        modified_after=moment(request),
        top_only=is_true(request, "top_only"),
        full=is_true(request, "full"),
        minimal=is_true(request, "minimal"),
    )


def asked(request: HttpRequest, name: str) -> str:
    """What an address asks by one name. Raises NotAnswered."""
    text = request.GET.get(name, "").strip()
    if len(text) > LONGEST or "\0" in text:
        raise NotAnswered(f"What is asked by {name} is longer than anybody means.")
    return text


def is_true(request: HttpRequest, name: str) -> bool:
    """Whether an address says yes. Raises NotAnswered."""
    text = asked(request, name).casefold()
    if text not in ("", "true", "false", "1", "0"):
        raise NotAnswered(f"What is asked by {name} is true or false.")
    return text in ("true", "1")


def identifier(request: HttpRequest, name: str) -> UUID | None:
    """An identifier that an address names. Raises NotAnswered."""
    text = asked(request, name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotAnswered(f"What is asked by {name} is an identifier (a UUID).") from None


def moment(request: HttpRequest) -> datetime | None:
    """Since when an address asks for what changed. Raises NotAnswered."""
    text = asked(request, "modified_after").replace(" ", "+")
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NotAnswered("What is asked by modified_after is a day, or a day and a time, as in 2026-03-02.") from None
    return found if found.tzinfo else timezone.make_aware(found)
