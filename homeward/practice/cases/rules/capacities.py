"""When the defence of section 45 may bear on a child's case: a prompt to ask a lawyer, and never an answer.

Source: Modern Slavery Act 2015, section 45 and Schedule 4. For a child there is no test of compulsion: the act was a
direct consequence of exploitation, and a reasonable person like the child might have done it. Schedule 4 keeps about
140 offences out, which only the charge itself can tell; a group of offences can but say that it must be looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.practice.cases.rules.afterwards import eighteenth_birthday

SUSPECT = "suspect"
# Groups of offence that hold some of Schedule 4: robbery, violence, sexual offences, burglary, damage by fire.
MAY_BE_KEPT_OUT = frozenset({"robbery", "violence", "sexual", "burglary", "damage", "weapon"})


@dataclass(frozen=True)
class Stands:
    """A child in a criminal matter, as somebody wrote it."""

    role: str
    since: date
    until: date | None
    offence: str = ""


def section_45(
    stands: Iterable[Stands], *, exploited: bool, refused: bool, birth_date: date | None, today: date
) -> str:
    """`ask`, `ask-schedule-4`, `ask-adult`, or nothing.

    It takes a child who is suspected now and held to be exploited. A negative decision of the National Referral
    Mechanism does not silence it, since a court decides for itself. Whoever was eighteen when the suspicion began has
    another test.
    """
    open_now = [each for each in stands if each.role == SUSPECT and (each.until is None or each.until > today)]
    if not open_now or not (exploited or refused):
        return ""
    if birth_date and all(eighteenth_birthday(birth_date) <= each.since for each in open_now):
        return "ask-adult"
    return "ask-schedule-4" if any(each.offence in MAY_BE_KEPT_OUT for each in open_now) else "ask"
