"""The work of a youth justice service: what follows a time in custody, and what is done to prevent one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.custody import Custody
from homeward.county.families import Families
from homeward.county.world import World
from homeward.county.years import birthday

CHARGED = frozenset({"charged-bailed", "charged-held", "charged-council"})
WORK = {
    "diverted": "outcome-22",
    "community-resolution": "community-resolution",
    "youth-caution": "youth-caution",
    "youth-conditional-caution": "youth-conditional-caution",
    "under-investigation": "prevention",
    "bailed-before-charge": "bail-support",
}
# Days that a piece of work lasts, the least and the most.
LASTS = {
    "prevention": (60, 180), "outcome-22": (60, 120), "community-resolution": (28, 90), "youth-caution": (28, 90),
    "youth-conditional-caution": (84, 112), "bail-support": (21, 120), "referral-order": (91, 365),
    "youth-rehabilitation-order": (180, 730), "intensive-supervision": (180, 540), "reparation-order": (60, 90),
    "detention-and-training-order": (120, 540), "remand-youth-detention": (7, 120),
}  # fmt: skip
YOUNGEST = 10
LATELY = 500


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work; `ends` is its last day, which may lie ahead."""

    child: Child
    kind: str
    offence: str
    since: date
    due: date
    ends: date
    ending: str


def live_work(world: World, families: Families, held: Iterable[Custody]) -> list[Work]:
    """Every piece of work of a run, in order of day."""
    service = Service(world)
    found = [*service.after(held), *service.preventing(), *service.of(families.known_for("youth-justice"))]
    return sorted(found, key=lambda each: (each.since, each.child.number, each.kind))


class Service:
    """Draws what is done with each child, from streams of the child's own."""

    def __init__(self, world: World) -> None:
        self.world, self.preset, self.streams = world, world.preset, world.streams

    def after(self, held: Iterable[Custody]) -> Iterator[Work]:
        """What follows a time in custody: soon for what is settled out of court, months after a charge."""
        follows, orders = self.preset.table("youth_justice.after"), self.preset.table("youth_justice.orders")
        for each in held:
            number = each.child.number * 20_000 + each.on.toordinal() % 20_000
            draw = self.streams.of("youth justice after custody", number)
            if not draw.happens(follows.get(each.outcome, 0.0)):
                continue
            charged = each.outcome in CHARGED
            kind = draw.by_share(orders) if charged else WORK[each.outcome]
            wait = 30 + int(draw.wait(70)) if charged else 5 + int(draw.wait(20))
            yield self._work(each.child, kind, each.offence, each.on + timedelta(days=wait), draw)

    def preventing(self) -> Iterator[Work]:
        """Work with those whom youth offending comes to know as exploited."""
        for child in self.world.exploited:
            known = self.world.known_to.get(child, {}).get("youth-offending")
            draw = self.streams.of("prevention of the exploited", child.number)
            if known and draw.happens(self.preset.number("youth_justice.prevention")):
                since = max(known, birthday(child.born, YOUNGEST)) + timedelta(days=3 + draw.below(25))
                yield self._work(child, "prevention", "", since, draw)

    def of(self, children: list[Child]) -> Iterator[Work]:
        """Prevention or a disposal, once each, for brothers and sisters of children brought."""
        for child in children:
            draw = self.streams.of("youth justice of brothers and sisters", child.number)
            since = self.world.until - timedelta(days=7 + draw.below(LATELY))
            kind = draw.one_of(("prevention", "community-resolution", "youth-caution"))
            if birthday(child.born, YOUNGEST) <= since:
                yield self._work(child, kind, "violence" if kind != "prevention" else "", since, draw)

    def _work(self, child: Child, kind: str, offence: str, since: date, draw: Stream) -> Work:
        least, most = LASTS[kind]
        due = since + timedelta(days=least + draw.below(most - least + 1))
        ending = draw.by_share(self.preset.table("youth_justice.endings"))
        early = timedelta(days=int((due - since).days * 0.6 * draw.unit()))
        return Work(child, kind, offence, since, due, due if ending == "completed" else due - early, ending)
