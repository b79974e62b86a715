"""What social care does with a referral: an assessment with its factors, an enquiry, a conference, a plan.

Each child in need was referred on the day the need began. A child whose exploitation social care comes to know of is
referred for it, or assessed again where a case is open already, so that the factors tell of it: late, and not of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.need import Need
from homeward.county.world import World
from homeward.county.years import DAY, birthday

FORMS = {"cse": "11A", "trafficking": "12A", "gangs": "13A"}
RECORDED_AS = {"11A": "cse", "12A": "trafficking", "13A": "gangs", "24A": "cce"}
LATELY = timedelta(days=365)
MOST_FACTORS = 6


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment; factors are found at its end."""

    since: date
    completed: date
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A section 47 enquiry, and the conference it led to, if it did."""

    since: date
    conference: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan from its first day; `until` is none while it goes on beyond what was lived."""

    since: date
    until: date | None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral of a child and everything done under it; one with no further action has nothing under it."""

    child: Child
    on: date
    source: str
    need: str
    closed: date | None
    reason: str
    no_further_action: bool = False
    assessments: tuple[Assessment, ...] = ()
    enquiry: Enquiry | None = None
    need_plan: Plan | None = None
    protection_plan: Plan | None = None


def live_need_work(world: World) -> list[Referral]:
    """Every referral of a run, of each child in order of day; none begins while another of the child's is open."""
    work = NeedWork(world)
    found = [
        *(work.of_need(child, need) for child, need in world.needs.items()),
        *work.of_the_exploited(),
        *work.of_children_looked_after(),
        *work.without_action(),
    ]
    by_child: dict[Child, list[Referral]] = {}
    for each in sorted(found, key=lambda one: (one.child.number, one.on, one.no_further_action)):
        held = by_child.setdefault(each.child, [])
        last = held[-1] if held else None
        if last is None or (last.closed is not None and last.closed < each.on):
            held.append(each)
    return [each for held in by_child.values() for each in held]


class NeedWork:
    """Draws the work of one run, each child's from streams of their own."""

    def __init__(self, world: World) -> None:
        self.world, self.preset, self.streams = world, world.preset, world.streams

    def of_need(self, child: Child, need: Need) -> Referral:
        """The referral that an episode of need began with."""
        draw = self.streams.of("work on need", child.number)
        return self._referral(child, need.since, min(need.until, birthday(child.born, 18)), need.plan, draw)

    def of_the_exploited(self) -> Iterator[Referral]:
        """Of children whose exploitation social care comes to know of, and who are not in need then."""
        for child in self.world.exploited:
            on = self.world.known_to.get(child, {}).get("social-care")
            need = self.world.needs.get(child)
            if on and on < birthday(child.born, 18) and not (need and need.since <= on < need.until):
                draw = self.streams.of("work on exploitation", child.number)
                until = on + timedelta(days=120 + int(draw.wait(200)))
                yield self._referral(child, on, min(until, birthday(child.born, 18)), False, draw)

    def of_children_looked_after(self) -> Iterator[Referral]:
        """Of children who came into care without an episode of need: referred some weeks before."""
        for child, spells in self.world.care.episodes.items():
            if child in self.world.needs:
                continue
            draw = self.streams.of("work before care", child.number)
            on = max(spells[0].since - timedelta(days=draw.below(90)), child.arrived or child.born)
            yield self._referral(child, on, spells[-1].until, draw.happens(0.3), draw)

    def without_action(self) -> Iterator[Referral]:
        """Referrals after an absence that ended there."""
        for child, absences in self.world.absences_of.items():
            if child in self.world.needs or child in self.world.care.episodes or not self.world.council_knows(child):
                continue
            draw = self.streams.of("referrals without action", child.number)
            if draw.happens(self.preset.number("need_work.no_further_action")):
                on = absences[0].until + timedelta(days=draw.below(5))
                yield Referral(child, on, "6", "N0" if draw.happens(0.4) else "N6", on, "", no_further_action=True)

    def _referral(self, child: Child, on: date, until: date | None, protected: bool, draw: Stream) -> Referral:
        known = self._known_exploitation(child, on)
        source = draw.by_share(self.preset.table("need_work.sources"))
        need = "N8" if child.unaccompanied else draw.by_share(self.preset.table("need_work.needs"))
        first = self._assessment(child, on, draw)
        until = max(until, first.completed + DAY) if until else None
        assessments = (first, *self._again(child, on, first.completed, until, draw))
        until = max(until, assessments[-1].completed) if until else None
        enquiry = self._enquiry(on, until, protected, draw)
        plans = self._plans(first.completed, until, enquiry, protected, draw)
        reason = self._closing(child, first, enquiry, draw) if until else ""
        if known and draw.happens(0.5):
            source = "6"
        return Referral(child, on, source, need, until, reason, False, assessments, enquiry, *plans)

    def _assessment(self, child: Child, on: date, draw: Stream) -> Assessment:
        """Begun within a day or two, completed within 45 working days, but for a few."""
        since = on + timedelta(days=draw.below(3))
        late = draw.happens(self.preset.table("need_work.late")["assessment"])
        completed = on + timedelta(days=66 + draw.below(30) if late else 12 + draw.below(48))
        return Assessment(since, completed, self._factors(child, completed, draw))

    def _again(self, child: Child, on: date, after: date, until: date | None, draw: Stream) -> Iterator[Assessment]:
        """Once more when social care comes to know, in an open case, that a child is exploited."""
        knew = self.world.known_to.get(child, {}).get("social-care")
        if knew and max(on, after) < knew and (until is None or knew < until):
            completed = knew + timedelta(days=20 + draw.below(40))
            yield Assessment(knew + DAY, completed, self._factors(child, completed, draw))

    def _factors(self, child: Child, day: date, draw: Stream) -> tuple[str, ...]:
        """What the assessment found: of the family, and of missing and exploitation as far as known and written."""
        recorded = self.preset.table("need_work.recorded")
        found = [code for code, share in self.preset.table("need_work.factors").items() if draw.happens(share)]
        lately = any(day - LATELY <= each.since < day for each in self.world.absences_of.get(child, []))
        if lately and draw.happens(recorded["missing"]):
            found.insert(0, "10A")
        found = [*(c for c in self._known_exploitation(child, day) if draw.happens(recorded[RECORDED_AS[c]])), *found]
        if child.unaccompanied:
            found.insert(0, "9A")
        return tuple(dict.fromkeys(found))[:MOST_FACTORS] or ("21",)

    def _known_exploitation(self, child: Child, day: date) -> list[str]:
        """The factors that stand for what social care knows a child to be exploited in by a day."""
        each, knew = self.world.exploited.get(child), self.world.known_to.get(child, {}).get("social-care")
        if each is None or knew is None or knew > day:
            return []
        return ["24A", *(FORMS[form] for form in each.forms if form in FORMS)]

    def _enquiry(self, on: date, until: date | None, protected: bool, draw: Stream) -> Enquiry | None:
        held = draw.happens(self.preset.number("need_work.enquiry"))
        since = on + timedelta(days=2 + draw.below(20))
        late = draw.happens(self.preset.table("need_work.late")["conference"])
        conference = since + timedelta(days=22 + draw.below(14) if late else 8 + draw.below(11))
        if not (protected or held) or (until is not None and conference >= until):
            return None
        return Enquiry(since, conference if protected else None)

    def _plans(
        self, assessed: date, until: date | None, enquiry: Enquiry | None, protected: bool, draw: Stream
    ) -> tuple[Plan | None, Plan | None]:
        """A protection plan from its conference on, or a plan of need from the assessment on; for many neither."""
        category = draw.by_share(self.preset.table("need_work.categories"))
        planned = draw.happens(0.6)
        if protected and enquiry is not None and enquiry.conference is not None:
            return None, Plan(enquiry.conference, until, category)
        if planned and (until is None or assessed < until):
            return Plan(assessed, until), None
        return None, None

    def _closing(self, child: Child, first: Assessment, enquiry: Enquiry | None, draw: Stream) -> str:
        """Closed after an assessment that found nothing to do, or services ended: never the former after an enquiry."""
        after_assessment = "RC8" if draw.happens(0.6) else "RC9"
        if enquiry is not None or child in self.world.care.episodes:
            return "RC7"
        return after_assessment if first.factors == ("21",) or draw.happens(0.35) else "RC7"
