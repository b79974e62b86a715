"""Why the council may bring a child to the hub, and the few rows it should not have sent.

Homeward holds only children whom an agency has a lawful reason to bring, so the extract carries the children looked
after, missing or in need, and the rest of the county stays a count.
"""

from collections.abc import Callable, Collection
from datetime import date

from homeward.county.absences import Absence
from homeward.county.care import Care
from homeward.county.chance import Stream
from homeward.county.children import Child, Town
from homeward.county.need import Need

LAWFUL = ("looked-after", "protection-plan", "missing", "child-in-need")
WITHOUT = ("none", "")


def lawful_reasons(
    care: Care,
    absences: list[Absence],
    needs: dict[Child, Need],
    since: date,
    until: date,
    council_knows: Callable[[Child], bool],
) -> dict[Child, str]:
    """Each child with a reason, the weightiest one: looked after, protection plan, missing, in need.

    Of the missing, the council brings those it has a record of; the police alone report the rest.
    """
    found: dict[Child, str] = {}
    current = {
        child: need for child, need in needs.items() if need.since < until <= need.until and child.is_child_on(until)
    }
    for child in care.between(since, until):
        found[child] = "looked-after"
    for child, need in current.items():
        if need.plan:
            found.setdefault(child, "protection-plan")
    for absence in absences:
        if absence.since < until and absence.child not in found and council_knows(absence.child):
            found[absence.child] = "missing"
    for child in current:
        found.setdefault(child, "child-in-need")
    return dict(sorted(found.items(), key=lambda pair: pair[0].number))


def sent_without_reason(
    town: Town, lawful: dict[Child, str], missing: Collection[Child], share: float, until: date, stream: Stream
) -> dict[Child, str]:
    """Children in the extract for whom the council states no reason, half as `none` and half left blank.

    None of them was ever missing: a row about a child whom another partner brings would have a reason.
    """
    found: dict[Child, str] = {}
    while len(found) < max(round(share * len(lawful)), 2):
        child = stream.one_of(town.children)
        if child.is_child_on(until) and child not in lawful and child not in missing:
            found[child] = WITHOUT[len(found) % 2]
    return dict(sorted(found.items(), key=lambda pair: pair[0].number))
