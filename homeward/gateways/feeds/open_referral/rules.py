"""What a document of services holds, and what of it the standard or this directory refuses."""

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from homeward.gateways.feeds.rows import Checked, NotThisDocument, Problem, Stands
from homeward.practice.pathway.rules import NotADirectory, as_text, entities_in, faults, speaks_of_safe_place

MOST = 5


def rows(document: Any) -> dict[str, list[Stands]]:
    """Each thing that the document tells of, with where it stands. Raises NotThisDocument."""
    try:
        told = entities_in(document)
    except NotADirectory as fault:
        raise NotThisDocument(fault.where, fault.words) from None
    return {
        thing: [Stands(each.where, {"id": each.key, "content": as_text(each.content)}) for each in many]
        for thing, many in told.items()
    }


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """Where a thing is not as the standard asks; and a refuge, which no open directory may tell of."""
    thing, content = checked.row.part, json.loads(str(checked.values["content"]))
    return list(_problems(checked.row.number, thing, content))[:MOST]


def _problems(number: int, thing: str, content: dict[str, Any]) -> Iterator[Problem]:
    for fault in faults(thing, content):
        yield Problem(number, fault.path[:60], fault.rule, fault.words)
    if thing in ("service", "organization", "location") and speaks_of_safe_place(content):
        words = "This reads as a refuge or safe accommodation. Add it under confidential services, never in this file."
        yield Problem(number, "name", "confidential", words)
