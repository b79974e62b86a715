"""Teams, workers, and who is allocated to which child when.

Children looked after are held by the two looked-after teams, children in need by family support; those who have gone
missing lately, and can be kept within its caseload, by the hub.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.absences import Absence
from homeward.county.care import Care, CareEpisode
from homeward.county.chance import Stream, Streams
from homeward.county.children import Child
from homeward.county.names import TEAMS, WORKER_FORENAMES, WORKER_SURNAMES
from homeward.county.need import Need
from homeward.county.years import DAY

DEMONSTRATION_WORKER = "W007"
HUB_CASELOAD = 12
LATELY = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Worker:
    """One practitioner of the council."""

    number: str
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """A worker's time with a child."""

    worker: Worker
    since: date
    until: date | None


def workforce(scale: float) -> list[Worker]:
    """The town's twenty workers, and further rounds of them in a bigger county; numbers never change meaning."""
    teams = [team for team, count in TEAMS.items() for _ in range(count)]
    rounds = max(round(scale * 10), 1)
    return [_worker(round_ * len(teams) + place, team) for round_ in range(rounds) for place, team in enumerate(teams)]


def _worker(index: int, team: str) -> Worker:
    forename = WORKER_FORENAMES[index % 20]
    surname = WORKER_SURNAMES[(index + index // 20) % 20]
    return Worker(f"W{index + 1:03d}", f"{forename} {surname}", team)


class Allocations:
    """Works out each child's allocations in order, none overlapping."""

    def __init__(self, workers: list[Worker], until: date, changes: float, streams: Streams) -> None:
        self.until, self.changes, self.streams = until, changes, streams
        self.teams: dict[str, list[Worker]] = {}
        for worker in workers:
            self.teams.setdefault(worker.team, []).append(worker)
        self.hub: dict[Child, tuple[Worker, date]] = {}

    def take_into_hub(self, care: Care, absences: list[Absence]) -> None:
        """Give the hub the children lately missing, those looked after first, each worker a full caseload at most."""
        lately = _lately_missing(absences, self.until)
        in_care = dict.fromkeys(care.looked_after(self.until - DAY))
        looked_after = [child for child in lately if child in in_care]
        others = [child for child in lately if child not in in_care and child.is_child_on(self.until)]
        own, rest = self._places(DEMONSTRATION_WORKER, True), self._places(DEMONSTRATION_WORKER, False)
        for place, child in enumerate(looked_after):
            self._give(child, own if place < HUB_CASELOAD // 2 else rest, lately[child])
        for child in [*others, *looked_after]:
            self._give(child, own or rest, lately[child])

    def _places(self, number: str, theirs: bool) -> list[tuple[Worker, int]]:
        """Places on one hub worker's caseload, or on everybody else's."""
        hub = [worker for worker in self.teams["Hub"] if (worker.number == number) == theirs]
        return [(worker, place) for place in range(HUB_CASELOAD) for worker in hub]

    def _give(self, child: Child, places: list[tuple[Worker, int]], since: date) -> None:
        if child not in self.hub and places:
            self.hub[child] = (places.pop(0)[0], since)

    def of(self, child: Child, care: list[CareEpisode], need: Need | None, absences: list[Absence]) -> list[Allocation]:
        """A child's allocations up to the day of the extract."""
        found: list[Allocation] = []
        draw = self.streams.of("allocations", child.number)
        for team, since, until in _stretches(child, care, need, absences):
            begins = max(since, found[-1].until or self.until) if found else since
            if begins < (until or self.until):
                found += self._turns(team, begins, until, draw)
        return self._with_hub(child, found)

    def _turns(self, team: str, since: date, until: date | None, draw: Stream) -> Iterable[Allocation]:
        """One worker after another, for as long as the team holds the child."""
        closed = until is not None and until < self.until
        ends = until if until is not None and closed else self.until
        while since < ends:
            leaves = since + timedelta(days=60 + int(draw.wait(365.25 / self.changes)))
            stops = leaves if leaves < ends else ends if closed else None
            yield Allocation(draw.one_of(self.teams[team]), since, stops)
            since = leaves

    def _with_hub(self, child: Child, found: list[Allocation]) -> list[Allocation]:
        if child not in self.hub:
            return found
        worker, since = self.hub[child]
        kept = [each for each in found if each.since < since]
        if kept and (kept[-1].until is None or kept[-1].until > since):
            kept[-1] = Allocation(kept[-1].worker, kept[-1].since, since)
        return [*kept, Allocation(worker, since, None)]


def _lately_missing(absences: list[Absence], until: date) -> dict[Child, date]:
    """Children missing lately, the most often first, with the day the hub took them: the day after the first return."""
    times: dict[Child, int] = {}
    since: dict[Child, date] = {}
    for absence in absences:
        if until - LATELY <= absence.since and absence.until < until - DAY:
            times[absence.child] = times.get(absence.child, 0) + 1
            since.setdefault(absence.child, absence.until + DAY)
    return {child: since[child] for child in sorted(times, key=lambda each: (-times[each], each.number))}


def _stretches(
    child: Child, care: list[CareEpisode], need: Need | None, absences: list[Absence]
) -> list[tuple[str, date, date | None]]:
    """Which team holds the child and when: in care, in need, or for two months after going missing."""
    side = "East" if child.district < 4 else "West"
    found: list[tuple[str, date, date | None]] = []
    for each in care:
        if found and found[-1][2] == each.since:
            found[-1] = (found[-1][0], found[-1][1], each.until)
        else:
            found.append((f"Looked After Children {side}", each.since, each.until))
    if need is not None and not care:
        found.append(("Family Support", need.since, need.until))
    if not found and absences:
        found.append(("Front Door", absences[0].since, absences[-1].until + timedelta(days=60)))
    return sorted(found, key=lambda stretch: stretch[1])
