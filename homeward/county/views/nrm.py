"""What the council tells of referrals to the National Referral Mechanism, with their decisions so far."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from homeward.county.children import Child
from homeward.county.families import Families
from homeward.county.views.education import NAMED
from homeward.county.views.police.people import SELF_DEFINED
from homeward.county.world import World
from homeward.county.years import DAY, written

COLUMNS = (
    "nrm_reference", "person_reference", *NAMED[:-1], "first_responder", "referred_on", "exploited_under_18",
    "exploitation", "decided_by", "reasonable_grounds", "reasonable_grounds_on", "conclusive_grounds",
    "conclusive_grounds_on", "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
KINDS = {"county-lines": ("criminal", "county-lines"), "cse": ("sexual",), "gangs": ("criminal",)}
LOCAL_PANEL = 0.2


def rows(referrals: Iterable[dict[str, Any]], world: World, families: Families) -> Iterator[tuple[str, ...]]:
    """A row for each referral that the council has heard of."""
    late, taken_on = world.preset.table("partners.days_late")["nrm"], world.until - DAY
    of_number = {child.number: child for child in world.exploited}
    for each in referrals:
        child, on = of_number[each["child"]], date.fromisoformat(each["on"])
        draw = world.streams.of("rows of national referrals", child.number)
        if on.toordinal() + draw.wait(late) >= taken_on.toordinal():
            continue
        identity = families.identity_of(child)
        local_id = identity.local_id if families.council_knows(child) else ""
        panel = draw.happens(LOCAL_PANEL)
        yield (
            f"SYN-N{on:%y%m}-{child.number:06d}",
            local_id or f"N{child.number:06d}",
            world.place.authority if local_id else "",
            local_id,
            identity.forename,
            families.middle_name(child),
            identity.surname,
            "",
            written(child.born),
            child.sex,
            SELF_DEFINED.get(identity.ethnicity, "NS"),
            _responder(world, child),
            written(on),
            "yes",
            ";".join(_kinds(world, child)),
            "local-panel" if panel else "single-authority",
            *_decision(each["reasonable_grounds"], taken_on),
            *_decision(each["conclusive_grounds"], taken_on),
            "",
            written(taken_on),
            "1",
        )


def _kinds(world: World, child: Child) -> list[str]:
    found = [kind for form in world.exploited[child].forms for kind in KINDS.get(form, ())]
    return list(dict.fromkeys(found)) or ["criminal" if not child.unaccompanied else "labour"]


def _responder(world: World, child: Child) -> str:
    """Whoever of the police and social care came to know first."""
    known = world.known_to.get(child, {})
    held = {agency: day for agency, day in known.items() if agency in ("police", "social-care")}
    first = min(held, key=lambda agency: (held[agency], agency), default="")
    return {"police": "police", "social-care": "council"}.get(first, "not-known")


def _decision(told: list[str], taken_on: date) -> tuple[str, str]:
    """A decision and its day, once it was made."""
    if not told or date.fromisoformat(told[1]) >= taken_on:
        return "", ""
    return told[0], written(date.fromisoformat(told[1]))
