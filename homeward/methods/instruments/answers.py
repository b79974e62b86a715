"""What was answered to an item, and what each answer rests on."""

from dataclasses import dataclass
from datetime import date

from homeward.foundation.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that an answer rests on: who said it, where it is kept, and when it was seen.

    `since` and `until` are both days on which it was so, `until` included; without `until` it was one day, without
    `since` nobody says when. Not `exact` means some day between the two, and nobody knows which.
    """

    source: str = ""
    reference: str = ""
    since: date | None = None
    until: date | None = None
    exact: bool = True

    @property
    def says_how_known(self) -> bool:
        """True when somebody can go and look: it names who said it, or where it is kept."""
        return bool(self.source or self.reference)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one item: the code of an answer on its scale, with what it rests on.

    The assessor's own score is the answer to the item `judgement`.
    """

    item: str
    said: str
    evidence: tuple[Evidence, ...] = ()


def seen(when: PartialDate | None, *, source: str = "", reference: str = "") -> Evidence:
    """Evidence of a day as precisely as it is known: in March is some day of March, and no day in particular."""
    if when is None:
        return Evidence(source, reference)
    one_day = when.earliest_on == when.latest_on
    return Evidence(source, reference, when.earliest_on, when.latest_on, exact=one_day)
