"""By what a service is found, from the terms and areas it was told with. Pure.

A term counts whose code is one of ours: `need:mental-health`, `form:criminal`, `level:3`, `for:parent`. A level is
named by its number. Terms of other taxonomies stay in what is served and decide nothing.
"""

from collections.abc import Mapping
from typing import Any

from homeward.vocabulary.loader import load_whole

KINDS = {"need": "pathway_needs", "form": "exploitation_forms", "level": "threshold_levels", "for": "pathway_whom"}
LONGEST = 60


def tags_of(content: Mapping[str, Any], districts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Each kind with its code. `districts` gives the code of each district by the name an area may have."""
    found = set()
    for attribute in content.get("attributes", ()):
        code = str((attribute.get("taxonomy_term") or {}).get("code", ""))
        kind, _, rest = code.partition(":")
        rest = _level_numbered(rest) if kind == "level" else rest
        if kind in KINDS and rest in load_whole(KINDS[kind]).codes:
            found.add((kind, rest))
    for area in content.get("service_areas", ()):
        district = districts.get(str(area.get("name", "")).strip().casefold())
        if district:
            found.add(("district", district[:LONGEST]))
    return found


def _level_numbered(number: str) -> str:
    """The level of need with this number; nothing where there is none."""
    return next((each.code for each in load_whole(KINDS["level"]).entries if each.group == number), "")
