"""What a worry hangs together with: the place or the group it is about, and the worries that are one with it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named
from homeward.practice.frontdoor.models import Concern, ConcernPart, Joining
from homeward.practice.frontdoor.presenters.concern import Shown, concern_title, said_rows
from homeward.practice.frontdoor.presenters.queue import from_whom
from homeward.practice.frontdoor.queries import Known, why_joined


def context_rows(context: Context) -> tuple[Row, ...]:
    """The place or the group that a worry is about, which leads to its page."""
    kind = {"place": "Place", "group": "Group"}.get(context.kind, "Place or group")
    return (Row(kind, context_named(context), href=reverse("context", args=[context.pk])),)


def known_shown(found: Iterable[Known]) -> list[Shown]:
    """Places and groups that are known, each with where it is and whether a case of it is open."""
    return [
        Shown(
            each.context.pk,
            each.name,
            (
                Row("Where", each.where),
                Row("Case", tag=Tag("Open", "yellow") if each.open else Tag("None is open")),
            ),
        )
        for each in found
    ]


def joined_shown(
    rows: Sequence[Joining], parts: Mapping[UUID, Sequence[ConcernPart]], *, who_told: bool
) -> list[Shown]:
    """Each worry that was joined into this one: what was said in it, who joined it and why."""
    return [
        Shown(
            row.concern_id,
            f"{concern_title(row.concern)}, from {lowered(from_whom(row.concern))}",
            (
                *said_rows(parts.get(row.concern_id, ()), who_told=who_told),
                Row("Why they are one", why_joined(row), note=f"{row.by.name}, {moment_in_words(row.at)}"),
            ),
        )
        for row in rows
    ]


def joined_into_rows(row: Joining) -> tuple[Row, ...]:
    """Into which worry this one was joined, by whom and why."""
    return (
        Row("It is one with", concern_title(row.into), href=reverse("concern", args=[row.into_id])),
        Row("Why", why_joined(row), note=f"{row.by.name}, {moment_in_words(row.at)}"),
    )


def others_to_join(rows: Iterable[Concern]) -> list[tuple[str, str]]:
    """The other open worries about the same children, for a list to choose from."""
    return [(str(row.pk), f"{concern_title(row)}, from {lowered(from_whom(row))}") for row in rows]


def lowered(words: str) -> str:
    """The same within a sentence; the name of an agency stays as it is."""
    return words[0].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words
