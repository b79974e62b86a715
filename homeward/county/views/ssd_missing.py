"""The missing table of the Standard Safeguarding Dataset, as the council's own system has it.

It tells of every absence of a child the council knows, looked after or not, to the minute where somebody wrote the time
down; and whether an interview was offered and accepted after it.
"""

from collections.abc import Iterator
from datetime import datetime

from homeward.county.afterwards import interviews
from homeward.county.chance import Stream
from homeward.county.views import ssda903
from homeward.county.views.police.reports import moments
from homeward.county.world import Brought, World
from homeward.county.years import DAY

COLUMNS = (
    "miss_table_id", "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_type",
    "miss_missing_episode_end_date", "miss_missing_rhi_offered", "miss_missing_rhi_accepted",
)  # fmt: skip
TIME_KNOWN = 0.8
INTERVIEW_NOT_RECORDED = 0.1


def rows(world: World, brought: Brought) -> Iterator[tuple[str, ...]]:
    """A row for each absence in the system on the day before the last."""
    lost, late = (world.preset.table(f"partners.{name}")["ssd-missing"] for name in ("lost", "days_late"))
    spoken = {(told[0], told[1]): told[2:] for told in interviews(world)}
    taken_on = world.until - DAY
    for child, absences in sorted(world.absences_of.items(), key=lambda pair: pair[0].number):
        if child not in brought.identities or not world.council_knows(child):
            continue
        for each in absences:
            draw = world.streams.of(
                "rows of the missing table", child.number * 20_000 + each.since.toordinal() % 20_000
            )
            if draw.happens(lost) or each.since.toordinal() + draw.wait(late) >= taken_on.toordinal():
                continue
            kind = ssda903.kept(each, world.preset, world.streams, world.until) if each.looked_after else "M"
            gone, found = moments(each)
            known = draw.happens(TIME_KNOWN)
            back = each.until < taken_on
            yield (
                f"MISS{child.number:06d}{each.since:%y%m%d}",
                brought.identities[child].local_id,
                _when(gone, known),
                kind or "M",
                _when(found, known) if back else "",
                *_interview(spoken.get((child.number, each.until.isoformat())), back, draw),
            )


def _when(moment: datetime, known: bool) -> str:
    """To the minute, or midnight of the day where nobody wrote the time down."""
    return f"{moment:%Y-%m-%d %H:%M}:00" if known else f"{moment:%Y-%m-%d} 00:00:00"


def _interview(told: list[str] | None, back: bool, draw: Stream) -> tuple[str, str]:
    """Offered and accepted: not applicable before the child is back, and now and then not recorded."""
    if not back:
        return "NA", "NA"
    if told is None or draw.happens(INTERVIEW_NOT_RECORDED):
        return "", ""
    if told[0] != "offered":
        return "N", "NA"
    return "Y", "Y" if told[1] else "N"
