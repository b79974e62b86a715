"""Which agencies send, and how: the first five feeds by themselves, or every one."""

from dataclasses import dataclass

FIRST = frozenset({"population", "identity", "police-missing", "published", "ssda903"})
FURTHER = frozenset(
    {"education", "custody", "youth-justice", "nrm", "ssd-missing", "cin", "annex-a", "health", "agency-identity",
     "open-cases", "referrals"}
)  # fmt: skip
DIRECTORY = frozenset({"open-referral"})  # tells of nobody
EVERY_FEED = FIRST | FURTHER | DIRECTORY


@dataclass(frozen=True, slots=True)
class Sent:
    """Which partners send, and how.

    `xml_years` are the collection years whose return is one XML file: the oldest of several, where nobody says, so that
    both forms are loaded. `police_monthly` gives an extract for each month and not one of the whole time.
    `partners_months` is how far back the further agencies tell; the whole time, where nobody says.
    """

    feeds: frozenset[str] = FIRST
    xml_years: frozenset[int] | None = None
    police_monthly: bool = False
    partners_months: int | None = None
