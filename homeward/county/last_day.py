"""Who is missing on the last day told of: somebody always is, so that a missing desk has a child to look for."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from homeward.county.absences import CLEAR, Absence, in_order
from homeward.county.care import Care, CareEpisode
from homeward.county.children import Child
from homeward.county.exploitation import Exploitation
from homeward.county.years import DAY


def someone_missing(
    absences: list[Absence], care: Care, until: date, exploited: Mapping[Child, Exploitation] | None = None
) -> list[Absence]:
    """The same absences and, when chance has left nobody missing on the last day, one more: gone the day before.

    A demonstration whose missing desk has no child to look for shows nothing of what the desk is for. It is the child
    looked after who has gone most often lately, so that the record behind the absence is a full one.
    """
    if any(each.looked_after and each.since < until <= each.until for each in absences):
        return absences
    ends = until + timedelta(days=2)
    placed = {child: _settled(care.episodes[child], until - DAY, ends) for child in care.looked_after(until - DAY)}
    near = {each.child for each in absences if each.since < ends + CLEAR and each.until > until - DAY - CLEAR}
    times = Counter(each.child for each in absences if until - timedelta(days=270) <= each.since < until)
    likely = [child for child, under in placed.items() if under is not None and child not in near]
    if not likely:
        return absences
    child = max(likely, key=lambda each: (times[each], -each.number))
    under = placed[child]
    each = (exploited or {}).get(child)
    held = each is not None and each.holds(until - DAY)
    gone = Absence(child, until - DAY, ends, True, under.kind if under else "", held)
    return sorted([*absences, gone], key=in_order)


def _settled(spells: list[CareEpisode], since: date, until: date) -> CareEpisode | None:
    """The care episode that holds both days, if one does."""
    held = (each for each in spells if each.since <= since and (each.until is None or until < each.until))
    return next(held, None)
