"""The statutory return on looked-after children (SSDA903), one set of files for each collection year.

A year's files hold every episode and missing period that touches the year. A date past the year's end, or past the day
the county is told up to, is not yet known and is left blank, so an open period appears again in the next year's set.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from homeward.county.absences import Absence
from homeward.county.care import CareEpisode
from homeward.county.chance import Streams
from homeward.county.identities import Identity
from homeward.county.preset import Preset
from homeward.county.years import DAY, written
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.quarters import Quarter

HEADER = ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
EPISODES = (
    "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST",
    "PL_POST", "URN",
)  # fmt: skip
MISSING = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")


LATE, EARLY = 21 * 60, 4 * 60


def kept(absence: Absence, preset: Preset, streams: Streams, until: date) -> str:
    """How the return keeps an absence: M, missing; A, away without authorisation; nothing where it leaves it out.

    One still open is kept as what it is.
    """
    if absence.until >= until:
        return "M"
    draw = streams.of("kept by the return", absence.child.number * 20_000 + absence.since.toordinal() % 20_000)
    left_out, away = draw.happens(preset.number("council.lost")), draw.happens(preset.number("council.away"))
    return "" if left_out else "A" if away else "M"


def returned(absence: Absence, preset: Preset, streams: Streams, until: date) -> Absence:
    """An absence as the return gives it, in days alone: around midnight, now and then the other day.

    A child gone late is missed the day after, one found early was back the night before. An absence still open is not
    moved, nor one into another quarter, so that each quarter's absences are the truth's.
    """
    over_midnight = absence.since < absence.until < until
    draw = streams.of("days of the return", absence.child.number * 20_000 + absence.since.toordinal() % 20_000)
    if not over_midnight or not draw.happens(preset.number("council.other_day")):
        return absence
    if absence.since_at >= LATE and Quarter.holding(absence.since) == Quarter.holding(absence.since + DAY):
        return replace(absence, since=absence.since + DAY)
    return replace(absence, until=absence.until - DAY) if absence.until_at < EARLY else absence


class Year:
    """One collection year, as known on the day before `until`."""

    def __init__(self, year: CollectionYear, until: date) -> None:
        self.since = year.since
        self.last_day = min(year.last_day, until - DAY)

    def in_care(self, spells: list[CareEpisode]) -> list[CareEpisode]:
        """The episodes that touch the year."""
        return [
            each for each in spells if each.since <= self.last_day and (each.until is None or each.until >= self.since)
        ]

    def known(self, day: date | None) -> date | None:
        """A date once it has come to pass."""
        return day if day is not None and day <= self.last_day else None

    def header_row(self, who: Identity) -> tuple[str, ...]:
        """Who the child is; a girl's row says that she is not a mother (rule 393)."""
        upn = who.upn_on(self.last_day) or "UN1"
        mother = "0" if who.child.sex == "F" else ""
        sex = "1" if who.child.sex == "M" else "2"
        return (who.local_id, sex, written(who.child.born), who.ethnicity, upn, mother, "")

    def episode_row(self, who: Identity, each: CareEpisode) -> tuple[str, ...]:
        """One episode; why it ended is known only once it has."""
        ceased = self.known(each.until)
        return (
            who.local_id,
            written(each.since),
            each.began,
            each.order,
            each.need,
            each.place,
            each.provider,
            written(ceased),
            each.ended if ceased else "",
            each.moved_because if ceased else "",
            each.home_postcode,
            each.postcode,
            each.registration,
        )

    def missing_rows(self, who: Identity, each: Absence, kind: str) -> Iterator[tuple[str, ...]]:
        """The row of one absence, where it touches the year."""
        if kind and each.since <= self.last_day and each.until >= self.since:
            found = self.known(each.until)
            yield (who.local_id, written(who.child.born), kind, written(each.since), written(found))
