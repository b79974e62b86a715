"""Looked-after children: periods of care, placements within them, and the codes of the statutory return.

A period begins with reason S and ends with a leaving code; between, a new episode begins whenever the placement or the
legal order changes, on the very day the last one ceased (SSDA903 rules 431 to 436).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Protocol

from homeward.county.care_codes import ADOPTED, AT_EIGHTEEN, LEAVING, MOVES, NEEDS, PLACES, PROVIDERS
from homeward.county.chance import Streams
from homeward.county.children import Child, Town, unaccompanied_child
from homeward.county.homes import home_postcode, lies_outside, placement_postcode
from homeward.county.preset import Preset
from homeward.county.years import birthday

WITHIN = 14  # days of birth
ADOPTING = timedelta(days=360)  # from the placement order to adoption
OLDEST_ADOPTED = 7


class Exploited(Protocol):
    """A child's time of being exploited, as far as care needs to know of it."""

    @property
    def child(self) -> Child:
        """Who."""
        ...

    @property
    def since(self) -> date:
        """From when."""
        ...


@dataclass(frozen=True, slots=True)
class CareEpisode:
    """One stretch under one placement and one order: a row of the return."""

    since: date
    until: date | None
    began: str
    order: str
    need: str
    kind: str
    place: str
    provider: str
    home_postcode: str
    postcode: str
    registration: str
    ended: str = ""
    moved_because: str = ""


@dataclass(slots=True)
class Care:
    """Every child who is or was looked after, with their episodes in order."""

    episodes: dict[Child, list[CareEpisode]] = field(default_factory=dict)

    def looked_after(self, day: date) -> list[Child]:
        """The children looked after at the end of a day."""
        return [child for child, spells in self.episodes.items() if any(_open_on(each, day) for each in spells)]

    def under(self, child: Child, day: date) -> CareEpisode | None:
        """The episode a child is under at the end of a day."""
        return next((each for each in self.episodes.get(child, ()) if _open_on(each, day)), None)

    def between(self, since: date, until: date) -> dict[Child, list[CareEpisode]]:
        """The children looked after at any time from one day up to another, with the episodes that fall in it.

        One who left on the first day counts, as in the return.
        """
        found = {}
        for child, spells in self.episodes.items():
            inside = [each for each in spells if each.since < until and (each.until is None or each.until >= since)]
            if inside:
                found[child] = inside
        return found


def _open_on(episode: CareEpisode, day: date) -> bool:
    return episode.since <= day and (episode.until is None or episode.until > day)


class CareSystem:
    """Simulates who comes into care, how they move and when they leave."""

    def __init__(self, preset: Preset, town: Town, since: date, horizon: date, streams: Streams) -> None:
        self.preset, self.town, self.since, self.horizon = preset, town, since, horizon
        self.entries, self.moves, self.posts = streams["care entries"], streams["placements"], streams["postcodes"]
        self.alone = streams["unaccompanied children"]
        self.care = Care()

    def run(self) -> Care:
        """Those already in care on the first day, then those who come."""
        for _ in range(self.entries.about(self.preset.number("care.stock") * self.town.scale)):
            self._already_here()
        brought = self.preset.number("care.brought")
        starts = (self.preset.number("care.starts") - brought) * self.town.scale
        day = 0.0
        while (day := day + self.entries.wait(365.25 / starts)) < (self.horizon - self.since).days:
            self._comes(self.since + timedelta(days=int(day)), self.since)
        self._put_in_order()
        return self.care

    def follow(self, exploited: Iterable[Exploited], streams: Streams) -> Care:
        """Bring into care some of those who are exploited; their placements have streams of their own."""
        self.entries = self.moves = streams["care after exploitation"]
        self.posts = streams["postcodes after exploitation"]
        chance, mean = self.preset.number("exploitation.brings_care"), self.preset.number("exploitation.days_to_care")
        for each in exploited:
            day = each.since + timedelta(days=7 + int(self.entries.wait(mean)))
            if self.entries.happens(chance) and self._may_come(each.child, day):
                self._live(each.child, day, day)
        self._put_in_order()
        return self.care

    def _may_come(self, child: Child, day: date) -> bool:
        """Within the time simulated, still a child for some months, and never looked after before."""
        ends = min(self.horizon, birthday(child.born, 18) - timedelta(days=90))
        return self.since <= day < ends and child not in self.care.episodes

    def _already_here(self) -> None:
        before = int(self.entries.wait(self.preset.number("care.years_before") * 365.25))
        child = self._pick(self.since, "care.unaccompanied", "care.ages")
        longest = (self.since - (child.arrived or child.born)).days
        began = self.since - timedelta(days=1 + min(before, max(longest - 1, 0)))
        if child.unaccompanied:
            child.arrived = began
        self._live(child, max(began, child.born), self.since)

    def _comes(self, day: date, not_before: date) -> None:
        self._live(self._pick(day, "care.unaccompanied_starts", "care.starting_ages"), day, not_before)

    def _pick(self, day: date, alone: str, ages: str) -> Child:
        if self.alone.happens(self.preset.number(alone)):
            return self.town.add(unaccompanied_child(len(self.town.children), day, self.alone))
        while True:
            low, high = self.entries.by_share(self.preset.table(ages)).split("-")
            age = int(low) + self.entries.below(int(high) - int(low) + 1)
            sex = "M" if self.entries.happens(self.preset.number("care.boys")) else "F"
            child = self._any(age, day, sex)
            if child not in self.care.episodes and birthday(child.born, 18) - day > timedelta(days=7):
                return child

    def _any(self, age: int, day: date, sex: str) -> Child:
        """Some child of the age; a baby mostly within weeks of birth, as when the court was asked before it."""
        pull = self.preset.number("care.vulnerability")
        if age or day == self.since:
            return self.town.any_aged(age, day, sex, self.entries, pull, top=3.0)
        days = min(int(self.entries.wait(self.preset.number("care.days_old"))), 365 - WITHIN)
        last = day - timedelta(days=days)
        return self.town.any_born(last - timedelta(days=WITHIN), last, sex, self.entries, pull, top=3.0)

    def _live(self, child: Child, day: date, not_before: date) -> None:
        """One period of care from its first day; a few who go home come back."""
        spells = self.care.episodes.setdefault(child, [])
        spells += Period(self, child, day, not_before).episodes()
        last = spells[-1]
        went_home = last.ended in ("E4A", "E4B")
        if last.until is not None and went_home and self.moves.happens(self.preset.number("care.returning")):
            again = last.until + timedelta(days=30 + self.moves.below(270))
            if again < min(self.horizon, birthday(child.born, 18) - timedelta(days=7)):
                self._live(child, again, again)

    def _put_in_order(self) -> None:
        in_order = sorted(self.care.episodes, key=lambda child: child.number)
        self.care.episodes = {child: self.care.episodes[child] for child in in_order}


class Period:
    """One period of being looked after, lived forward from its first day."""

    def __init__(self, system: CareSystem, child: Child, began: date, not_before: date) -> None:
        self.system, self.child, self.began = system, child, began
        self.draw = system.moves
        self.eighteen = birthday(child.born, 18)
        self.leaves = self._leaving_day(max(began, not_before))
        self.adopted = self._is_adopted()

    def episodes(self) -> list[CareEpisode]:
        """The episodes of the period, the last still open when the simulation outruns it."""
        found: list[CareEpisode] = []
        now = self._first()
        while True:
            due, change = self._next_change(now)
            if due >= min(self.leaves - ADOPTING if self.adopted else self.leaves, self.system.horizon):
                return found + (self._to_adoption(now) if self.adopted else [self._last(now)])
            following = self._order(now, due) if change == "L" else self._move(now, due)
            moved = self.draw.by_share(MOVES) if change == "P" else ""
            found.append(replace(now, until=due, ended="X1", moved_because=moved))
            now = following

    def _leaving_day(self, earliest: date) -> date:
        """Each age has a rate of leaving of its own, so that one wait is spent faster or slower from age to age."""
        day, left = earliest + timedelta(days=7), self.draw.wait(1.0)
        for ages, rate in self.system.preset.table("care.leaving").items():
            ends = birthday(self.child.born, int(ages.split("-")[1]) + 1)
            spent = rate / 365.25 * (ends - day).days
            if ends > day and spent > left:
                return min(day + timedelta(days=int(365.25 * left / rate)), self.eighteen)
            if ends > day:
                day, left = ends, left - spent
        return self.eighteen

    def _is_adopted(self) -> bool:
        """Some of the young ones who have been looked after for long enough; the court's order comes before."""
        young = self.child.age(self.leaves) < OLDEST_ADOPTED and self.leaves - self.began > ADOPTING * 3 // 2
        return self.draw.happens(self.system.preset.number("care.adopted")) and young

    def _to_adoption(self, now: CareEpisode) -> list[CareEpisode]:
        """A placement order, then the placement with those who adopt, then adoption, so far as they are lived."""
        ordered, placed = self.leaves - ADOPTING, self.leaves - ADOPTING // 2
        if ordered >= self.system.horizon:
            return [now]
        under_order = replace(now, since=ordered, began="L", order="E1")
        found = [replace(now, until=ordered, ended="X1"), under_order]
        if placed < self.system.horizon:
            found[-1] = replace(under_order, until=placed, ended="X1", moved_because="PLACE")
            found.append(self._last(self._placed(replace(under_order, since=placed, began="P"), placed, "adoption")))
        return found

    def _first(self) -> CareEpisode:
        child = self.child
        order = "V2" if child.unaccompanied else self.draw.by_share({"C1": 0.42, "C2": 0.10, "V2": 0.48})
        need = "N8" if child.unaccompanied else self.draw.by_share(NEEDS)
        home = "" if child.unaccompanied else home_postcode(child.district, self.system.posts)
        blank = CareEpisode(self.began, None, "S", order, need, "", "", "", home, "", "")
        return self._placed(blank, self.began)

    def _next_change(self, now: CareEpisode) -> tuple[date, str]:
        moves = int(self.draw.wait(365.25 / self.system.preset.number("care.moves")))
        orders = int(self.draw.wait(365.25 / self.system.preset.number("care.orders")))
        change = "L" if now.order == "C1" and orders < moves else "P"
        return now.since + timedelta(days=3 + (orders if change == "L" else moves)), change

    def _order(self, now: CareEpisode, day: date) -> CareEpisode:
        return replace(now, since=day, began="L", order="C2")

    def _move(self, now: CareEpisode, day: date) -> CareEpisode:
        return self._placed(replace(now, since=day, began="P"), day)

    def _placed(self, episode: CareEpisode, day: date, kind: str = "") -> CareEpisode:
        """Where the child is placed; never with parents by agreement alone (rule 378), nor twice running (rule 435)."""
        age = self.child.age(day)
        kind = kind or self.draw.by_share(self._kinds(episode, age))
        by_group = self.system.preset.table("care.outside_by")["under_13" if age < 13 else self.child.sex]
        outside = self.draw.happens(self.system.preset.number("care.outside") * by_group)
        where = placement_postcode(outside, self.system.posts)
        own = kind != "parents"
        return replace(
            episode,
            kind=kind,
            place=self.draw.by_share(PLACES[kind]),
            provider=self.draw.by_share(_without_own(PROVIDERS[kind]) if outside else PROVIDERS[kind]),
            postcode=where if own else episode.home_postcode,
            registration=f"99{self.draw.below(100_000):05d}" if own else "",
        )

    def _kinds(self, episode: CareEpisode, age: int) -> dict[str, float]:
        band = "under_10" if age < 10 else "from_10" if age < 16 else "from_16"
        kinds = self.system.preset.table(f"care.placements.{band}")
        if episode.order != "C2" or episode.kind == "parents":
            kinds = {kind: share for kind, share in kinds.items() if kind != "parents"}
        return kinds

    def _last(self, now: CareEpisode) -> CareEpisode:
        if self.leaves >= self.system.horizon:
            return now
        codes = AT_EIGHTEEN if self.leaves == self.eighteen else ADOPTED if self.adopted else LEAVING
        return replace(now, until=self.leaves, ended=self.draw.by_share(codes))


def is_outside(episode: CareEpisode) -> bool:
    """Whether the placement is outside the county."""
    return episode.kind != "parents" and lies_outside(episode.postcode)


def _without_own(providers: dict[str, float]) -> dict[str, float]:
    """The council's own provision is not used outside its boundary (rule 1015)."""
    kept = {code: share for code, share in providers.items() if code != "PR1"}
    return kept or providers
