"""What an item came to and how far a band could move, in the sentences that a page and a print show beside it."""

from homeward.foundation.dates_in_words import counted
from homeward.methods.instruments.readings import Part
from homeward.methods.instruments.scoring import Result
from homeward.vocabulary.instruments.scales import WindowsScale
from homeward.vocabulary.instruments.shapes import Instrument

NOT_COUNTED = {
    "not-known": "Not known, which is not a no.",
    "not-answered": "Not answered.",
    "no-such-answer": "Answered in a way that this version does not offer: read as not known.",
    "without-evidence": "Yes, with no evidence that says who told it or where it is kept: not counted.",
}


def said_of(definition: Instrument, part: Part) -> str:
    """What was answered to one item and what it came to."""
    item = definition.items[part.item]
    if part.state != "known":
        return NOT_COUNTED[part.state] + _could_be(definition, part)
    scale = definition.scale[item.scale]
    answer = scale.by_code[part.said].label
    if isinstance(scale, WindowsScale) and part.counts.yes:
        answer = f"{answer}: {_when(scale, part)}"
    return f"{answer}.{_came_to(definition, part)}{_later(part)}"


def said_of_bounds(definition: Instrument, result: Result) -> str:
    """How far the band could move were everything known."""
    band = definition.band(result.band).title
    lowest, highest = (definition.band(each.band).title for each in (result.lowest, result.highest))
    if not result.could_move:
        return f"{band}, whatever the answers that are still open."
    return f"{band}. With everything known it could be anything from {lowest} to {highest}."


def _when(scale: WindowsScale, part: Part) -> str:
    labels = [window.label for window in scale.windows if window.code in part.windows]
    when = " and ".join(label[:1].lower() + label[1:] for label in labels) or "longer ago than counts"
    return when if part.dated else f"nobody says when, counted as {when}"


def _came_to(definition: Instrument, part: Part) -> str:
    if definition.items[part.item].protective:
        return " It protects, and takes no point away."
    if definition.method == "sum":
        return f" {counted(part.counts.points, 'point')}." + _could_be(definition, part)
    if definition.method != "evidence" and part.counts.level:
        return f" Counts as {part.counts.level}." + _could_be(definition, part)
    return ""


def _could_be(definition: Instrument, part: Part) -> str:
    if definition.method != "sum" or not part.is_open or definition.items[part.item].protective:
        return ""
    return f" Could be {part.lowest.points} to {part.highest.points}."


def _later(part: Part) -> str:
    if not part.later:
        return ""
    return f" {counted(part.later, 'piece')} of evidence from after the assessment not counted."
