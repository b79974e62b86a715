"""What it says of two records that things which two agencies tell of began on the same days.

A name and a birth date are one identifier, and two children may share them. That both were reported missing on one day
too, by agencies that count apart, comes from neither: it is an identifier of its own, as strong as the days are few.
A child who is away every week shares days with anybody. Source: linkage reference, section 4, rule 2; security S-24.
"""

from collections.abc import Collection, Mapping
from datetime import date
from math import factorial, log2

from homeward.methods.matching.evidence import BORN
from homeward.methods.matching.levels import EXACT

# The days among which those of two strangers would fall. Records reach over years, but absences crowd into weekends and
# summers, so no more than one year's days are believed.
DAYS = 365
# Ten bits at most, one chance in a thousand; fewer than six, one in sixty-four, is no identifier.
MOST, LEAST = 10.0, 6.0
NAMED = frozenset((EXACT, "other-form", "swapped"))
ALIKE = frozenset(("near", "nearish"))


def bits_of_days(one: Collection[date], other: Collection[date]) -> float:
    """How much the days that two records share speak for one child: none for what chance would give too.

    Two strangers with so many days each share so many of them with a chance of at most (n × m ÷ days)^k ÷ k!.
    """
    shared = len(set(one) & set(other))
    if not shared:
        return 0.0
    expected = len(set(one)) * len(set(other)) / DAYS
    return min(max(log2(factorial(shared)) - shared * log2(expected), 0.0), MOST)


def may_be_borne_out(levels: Mapping[str, str], *, one_forename: bool) -> bool:
    """Whether what two records say of names and birth dates is such that shared days may stand beside it.

    Twins go missing together. Of names that are only alike, days count where the forename is one, or the birth date is
    not: twins have two forenames and one birth date.
    """
    birth, names = levels.get("birth"), levels.get("names")
    return birth in BORN and (names in NAMED or (names in ALIKE and (one_forename or birth != EXACT)))


def is_identifier(bits: float) -> bool:
    """Whether days that are shared tell enough to be an identifier."""
    return bits >= LEAST
