"""What came of a search, in the words and shapes that the page kit prints."""

from dataclasses import replace
from datetime import date

from homeward.design.values import FindCard, Row
from homeward.desks.presenters import child
from homeward.register.linkage.queries import Meant, Search

NOT_ENOUGH = "Type more: two letters of a name, or a letter with an age or a town."
CUT_OFF = "Very many share what you have typed, and not all were compared. Add an age, a town or more of the name."


def card_of(meant: Meant, *, on: date, missing: bool, open_now: bool) -> FindCard:
    """A find card with why it is shown: in a sentence, and thing by thing with how much each speaks for the child."""
    card = child.card_of(meant.card, on=on, missing=missing, open_now=open_now)
    reasons = tuple(Row(part.title, part.words, note=amount(part.bits)) for part in meant.why.parts)
    return replace(card, why=meant.why.why, reasons=reasons)


def amount(bits: float) -> str:
    """How much a thing speaks for or against, with a true minus sign. Each step of one doubles the odds."""
    return f"{bits:+.1f}".replace("-", "−")


def told(search: Search) -> str:
    """What to add, where the list may have left the child out."""
    if not search.enough:
        return NOT_ENOUGH
    if search.cut_off:
        return CUT_OFF
    if search.more:
        return f"The {len(search.found)} who fit best are shown. Add an age, a town or a date of birth."
    return ""
