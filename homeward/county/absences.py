"""Missing episodes: which children go missing in a year, how often, when and for how long.

A few children make many of the episodes, and more than a negative binomial allows, so each year's count comes from
three parts: once, several times, and ten or more with a long tail (Sidebottom, Boulton and others 2019).
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.care import Care, CareEpisode
from homeward.county.chance import Streams
from homeward.county.children import Child, Town
from homeward.county.preset import Preset
from homeward.county.tail import Mixture
from homeward.county.years import DAY
from homeward.foundation.collection_years import CollectionYear


@dataclass(frozen=True, slots=True)
class Absence:
    """One missing episode: the day it began and the day the child was found.

    `kind` is the placement of a child looked after. Times are minutes of the day in London. Between the day one absence
    ends and the day the child's next begins there is at least one clear day.
    """

    child: Child
    since: date
    until: date
    looked_after: bool
    kind: str = ""
    exploited: bool = False
    since_at: int = 0
    until_at: int = 0
    missing_from: str = "not-known"
    found_how: str = "not-known"
    condition: str = "not-known"


@dataclass(frozen=True, slots=True)
class Span:
    """Days in which a child can go missing, and the day by which each absence must be over."""

    since: date
    until: date
    care: tuple[CareEpisode, ...] = ()

    @property
    def days(self) -> int:
        """How long the span is."""
        return (self.until - self.since).days

    def under(self, day: date) -> CareEpisode | None:
        """The care episode a day falls in."""
        held = (each for each in self.care if each.since <= day and (each.until is None or day < each.until))
        return next(held, None)


class Absences:
    """Simulates one collection year after another, each child's absences apart and in order."""

    def __init__(self, preset: Preset, town: Town, care: Care, streams: Streams, small: bool) -> None:
        self.preset, self.town, self.care, self.evenly = preset, town, care, small
        self.share = preset.number("missing.looked_after." + ("town_share" if small else "share"))
        self.counts = "missing.looked_after." + ("town_counts" if small else "counts")
        self.who, self.how_many = streams["missing children"], streams["missing counts"]
        self.when = streams["missing days"]
        self.last: dict[Child, date] = {}
        self.found: list[Absence] = []

    def year(self, lived: CollectionYear) -> None:
        """Live one collection year."""
        since, until = lived.since, lived.until
        in_care = self.care.between(since, until)
        spans = {child: _longest(spells, since, until) for child, spells in in_care.items()}
        risks = {child: self._risk(child, span) for child, span in spans.items() if span.days}
        chosen = self._choose(risks, self.share * len(in_care))
        self._live({child: (spans[child], risks[child]) for child in chosen}, self.counts)
        others = {child: (Span(since, until), math.exp(child.vulnerability)) for child in self._others(in_care, since)}
        self._live(others, "missing.others.counts")

    def _risk(self, child: Child, span: Span) -> float:
        """How likely a looked-after child is to go missing, against the others looked after that year."""
        placements = self.preset.table("missing.looked_after.placements")
        days = sum(placements[each.kind] * _days_within(each, span) for each in span.care)
        boys = self.preset.table("missing.boys_against_girls")["looked_after"] if child.sex == "M" else 1.0
        pull = math.exp(self.preset.number("missing.vulnerability") * child.vulnerability)
        return days * boys * pull * self._age_weight(child, span)

    def _age_weight(self, child: Child, span: Span) -> float:
        middle = span.since + timedelta(days=span.days // 2)
        return self.preset.table("missing.ages")[str(child.age(middle))]

    def _choose(self, risks: dict[Child, float], expected: float) -> list[Child]:
        """Each child by their own chance, the chances scaled so that they add to the number expected.

        A small town takes that number, to a whole one, by stepping evenly through the chances (Madow 1949).
        """
        total = sum(risks.values())
        scale = expected / total if total else 0.0
        for _ in range(60):
            scale *= expected / max(sum(min(0.95, scale * risk) for risk in risks.values()), 1e-9)
        chances = {child: min(0.95, scale * risk) for child, risk in risks.items()}
        if not self.evenly:
            return [child for child, chance in chances.items() if self.who.happens(chance)]
        at, chosen = self.who.unit(), []
        for child, chance in chances.items():
            at += chance
            if at >= 1.0:
                chosen.append(child)
                at -= 1.0
        return chosen

    def _others(self, in_care: Iterable[Child], since: date) -> list[Child]:
        """The year's missing children who are not looked after at any time in it."""
        in_care_missing = self.preset.number("missing.looked_after.share") * self.preset.number("care.in_year")
        expected = (self.preset.number("missing.any_child") - in_care_missing) * self.town.scale
        ages, boys = self.preset.table("missing.ages"), self.preset.table("missing.boys_against_girls")["any_child"]
        taken = dict.fromkeys(in_care)
        chosen: list[Child] = []
        for _ in range(self.who.count(expected)):
            child = self._another(ages, {"M": boys, "F": 1.0}, since + timedelta(days=182), taken)
            taken[child] = None
            chosen.append(child)
        return chosen

    def _another(self, ages: dict[str, float], sexes: dict[str, float], day: date, taken: dict[Child, None]) -> Child:
        pull = self.preset.number("missing.vulnerability")
        while True:
            age, sex = int(self.who.by_share(ages)), self.who.by_share(sexes)
            child = self.town.any_aged(age, day, sex, self.who, pull)
            if child not in taken and all(child.is_child_on(day + timedelta(days=off)) for off in (-182, 182)):
                return child

    def _live(self, chosen: dict[Child, tuple[Span, float]], mixture: str) -> None:
        """Draw the year's counts, give the longest to those at most risk by a weighted draw, and place them in time.

        The counts keep their published shape whoever gets them (Efraimidis and Spirakis 2006 for the draw).
        """
        if not chosen:
            return
        counts = Mixture(self.preset, mixture).counts(len(chosen), self.evenly, self.how_many)
        keys = {child: -self.how_many.wait(1.0) / max(risk, 1e-9) for child, (_, risk) in chosen.items()}
        for child, count in zip(sorted(keys, key=lambda each: keys[each], reverse=True), counts, strict=True):
            self._place(child, chosen[child][0], count)

    def _place(self, child: Child, span: Span, count: int) -> None:
        """Set a year's absences in order, a later day each time, squeezed when the child's days will not hold them."""
        first = max(span.since, self.last.get(child, date.min) + DAY) if child in self.last else span.since
        room = (span.until - first).days - 1
        count = min(count, room // 2)
        if count < 1:
            return
        lengths = [self._length() for _ in range(count)]
        gaps = [self._gap() for _ in range(count - 1)]
        lengths, steps = _fit(lengths, gaps, int(room * (0.6 + 0.4 * self.when.unit())))
        day = first + timedelta(days=self.when.below(max(room - sum(steps), 1)))
        for length, step in zip(lengths, [*steps, 0], strict=True):
            self._add(child, span, day, length)
            day += timedelta(days=step)

    def _add(self, child: Child, span: Span, day: date, length: int) -> None:
        under = span.under(day)
        until = day + timedelta(days=length)
        if under is not None and under.until is not None:
            until = max(day, min(until, under.until - DAY))
        self.found.append(Absence(child, day, until, bool(span.care), under.kind if under else ""))
        self.last[child] = until

    def _length(self) -> int:
        """Days from going to being found; none when the child is back the same day."""
        part = self.when.by_share(self.preset.table("missing.duration"))
        if part == "same_day":
            return 0
        if part == "days_1_2":
            return 1 if self.when.happens(0.65) else 2
        if part == "days_3_7":
            return 3 + self.when.below(5)
        return 8 + int(self.when.wait(self.preset.number("missing.longer_days")))

    def _gap(self) -> int:
        gaps = self.preset.table("missing.gaps")
        return 1 + int(self.when.wait(gaps["soon"] if self.when.happens(gaps["share_soon"]) else gaps["late"]))


def _fit(lengths: list[int], gaps: list[int], room: int) -> tuple[list[int], list[int]]:
    """Shorten gaps, then lengths, until every absence begins within the room there is."""
    for _ in range(40):
        steps = [length + gap for length, gap in zip(lengths, gaps, strict=False)]
        if sum(steps) <= room:
            return lengths, steps
        spare = max(room - sum(lengths[:-1]), 0)
        squeeze = min(spare / max(sum(gaps), 1), 0.95)
        gaps = [max(1, int(gap * squeeze)) for gap in gaps]
        if sum(gaps) + sum(lengths[:-1]) > room and max(gaps, default=1) == 1:
            lengths = [min(length, max(max(lengths) - 1, 0)) for length in lengths]
    return [0] * len(lengths), [1] * len(gaps)


def _longest(spells: list[CareEpisode], since: date, until: date) -> Span:
    """The longest unbroken stretch of care within the year."""
    spans: list[Span] = []
    for each in spells:
        start, end = max(each.since, since), min(each.until or until, until)
        if spans and spans[-1].until == start:
            spans[-1] = Span(spans[-1].since, end, (*spans[-1].care, each))
        else:
            spans.append(Span(start, end, (each,)))
    return max(spans, key=lambda span: span.days)


def _days_within(episode: CareEpisode, span: Span) -> int:
    return (min(episode.until or span.until, span.until) - max(episode.since, span.since)).days


def live_years(absences: Absences, years: list[CollectionYear]) -> list[Absence]:
    """Every missing episode of a run of collection years, in order of day and child."""
    for each in years:
        absences.year(each)
    return sorted(absences.found, key=_in_order)


def someone_missing(absences: list[Absence], care: Care, until: date) -> list[Absence]:
    """The same absences and, when chance has left nobody missing on the last day, one more: gone the day before.

    A demonstration whose missing desk has no child to look for shows nothing of what the desk is for. It is the child
    looked after who has gone most often lately, so that the record behind the absence is a full one.
    """
    if any(each.looked_after and each.since < until <= each.until for each in absences):
        return absences
    ends = until + timedelta(days=2)
    placed = {child: _settled(care.episodes[child], until - DAY, ends) for child in care.looked_after(until - DAY)}
    near = {each.child for each in absences if each.since <= ends and each.until >= until - DAY - DAY}
    times = Counter(each.child for each in absences if until - timedelta(days=270) <= each.since < until)
    likely = [child for child, under in placed.items() if under is not None and child not in near]
    if not likely:
        return absences
    child = max(likely, key=lambda each: (times[each], -each.number))
    under = placed[child]
    gone = Absence(child, until - DAY, ends, True, under.kind if under else "")
    return sorted([*absences, gone], key=_in_order)


def _settled(spells: list[CareEpisode], since: date, until: date) -> CareEpisode | None:
    """The care episode that holds both days, if one does."""
    held = (each for each in spells if each.since <= since and (each.until is None or until < each.until))
    return next(held, None)


def _in_order(absence: Absence) -> tuple[date, int]:
    return absence.since, absence.child.number
