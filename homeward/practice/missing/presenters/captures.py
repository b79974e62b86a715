"""The console while the hub is away: what its page needs, and what waits for a person, in words."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.missing.forms.calls import ConsoleForm
from homeward.practice.missing.models import HeldCapture
from homeward.practice.missing.rules.captures import WHY_HELD
from homeward.register.keys.queries import capture_key
from homeward.vocabulary.loader import load_whole

# What the page needs to look and work as it does while nothing answers.
FILES = (
    "vendor/govuk-frontend.css",
    "vendor/govuk-frontend.js",
    "design/homeward.css",
    "design/homeward.js",
    "design/away.js",
    "design/favicon.svg",
)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that waits for a person."""

    id: UUID
    words: str
    why: str
    opens: bool


def way_out() -> dict[str, Any]:
    """Where a device leaves what it sealed, and the key it seals to. None of it is secret or about anybody."""
    name, point = capture_key()
    return {"key_name": name, "key": point}


def away() -> dict[str, Any]:
    """The capture page: the boxes of the console, empty, its labels, and nothing of any child or worker."""
    form = ConsoleForm()
    del form.fields["which"]  # asked by the hub, where the time that was told was twice
    return {"form": form, "labels": load_whole("call_labels").entries, "way_out": way_out(), "has_errors": False}


@cache
def kept_files() -> tuple[str, tuple[str, ...]]:
    """What a browser keeps so that the capture page opens with nothing to answer it, and a version of it all."""
    files = (reverse("away"), *(static(each) for each in FILES))
    made_of = (*files, capture_key()[1], *load_whole("call_labels").codes)
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16], files


def held_rows(rows: Iterable[HeldCapture]) -> list[Held]:
    """What could not be taken in, by when it came and why; never a word of it."""
    return [
        Held(
            each.pk,
            f"Came on {moment_in_words(each.arrived_at)}, under a permit of {each.worker.name}",
            WHY_HELD[each.why],
            each.why != "broken",
        )
        for each in rows
    ]
