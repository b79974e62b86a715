"""Missing episodes: which children go missing in a year, how often, when and for how long.

A few children make many of the episodes, and more than a negative binomial allows, so each year's count comes from
three parts: once, several times, and ten or more with a long tail (Sidebottom, Boulton and others 2019).
"""

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homeward.county.care import Care, CareEpisode, is_outside
from homeward.county.chance import Streams
from homeward.county.children import Child, Town
from homeward.county.exploitation import Exploitation
from homeward.county.preset import Preset
from homeward.county.tail import Mixture
from homeward.county.usual import Usual
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


CLEAR = timedelta(days=2)  # from the day one absence ends to the day the next may begin
SHORTEST_PART = 14  # days
YEAR = 365.25


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


Chosen = dict[Child, tuple[Span, float]]


class Absences:
    """Simulates one collection year after another, each child's absences apart and in order."""

    def __init__(
        self,
        preset: Preset,
        town: Town,
        care: Care,
        streams: Streams,
        small: bool,
        exploited: Mapping[Child, Exploitation] | None = None,
    ) -> None:
        self.preset, self.town, self.care, self.evenly = preset, town, care, small
        self.exploited, self.raised = exploited or {}, preset.number("exploitation.brings_missing")
        self.share = preset.number("missing.looked_after." + ("town_share" if small else "share"))
        self.counts = "missing.looked_after." + ("town_counts" if small else "counts")
        self.who, self.how_many = streams["missing children"], streams["missing counts"]
        self.when, self.part = streams["missing days"], streams["missing while exploited"]
        self.usual = Usual(preset, town)
        self.last: dict[Child, date] = {}
        self.found: list[Absence] = []

    def year(self, lived: CollectionYear) -> None:
        """Live one collection year."""
        since, until = lived.since, lived.until
        in_care = self.care.between(since, until)
        spans = {child: _longest(spells, since, until) for child, spells in in_care.items()}
        risks = {child: self._risk(child, span) for child, span in spans.items() if span.days}
        chosen = self._choose(risks, self._expected(spans))
        self._live({child: (self._part(child, spans[child]), risks[child]) for child in chosen}, self.counts)
        taken = dict.fromkeys(in_care)
        others = self._exploited_others(taken, Span(since, until))
        others |= self._others(taken | dict.fromkeys(others), Span(since, until), len(others))
        self._live(others, "missing.others.counts")

    def _expected(self, spans: Mapping[Child, Span]) -> float:
        """How many of the year's looked-after children go missing."""
        if not self.preset.number("missing.looked_after.as_others"):
            return self.share * len(spans)
        return sum(self.usual.chance(child, each.since) * each.days / YEAR for child, each in spans.items())

    def _risk(self, child: Child, span: Span) -> float:
        """How likely a looked-after child is to go missing, against the others looked after that year."""
        placements = self.preset.table("missing.looked_after.placements")
        outside = self.preset.number("missing.looked_after.outside")
        days = sum(
            placements[each.kind] * (outside if is_outside(each) else 1.0) * _days_within(each, span)
            for each in span.care
        )
        exploited = self._exploited_within(child, span)
        raised = 1.0 + (self.raised - 1.0) * (exploited.days / span.days if exploited else 0.0)
        boys = self.preset.table("missing.boys_against_girls")["looked_after"] if child.sex == "M" else 1.0
        pull = math.exp(self.preset.number("missing.vulnerability") * child.vulnerability)
        return days * raised * boys * pull * self._age_weight(child, span)

    def _exploited_within(self, child: Child, span: Span) -> Span | None:
        """The days of a span on which the child is exploited, if any."""
        each = self.exploited.get(child)
        if each is None or each.since >= span.until or each.until <= span.since:
            return None
        return replace(span, since=max(each.since, span.since), until=min(each.until, span.until))

    def _part(self, child: Child, span: Span) -> Span:
        """The days in which the child goes missing: those of exploitation, or the longer stretch of those that are not.

        Each part has the chance that its days and how often the child then goes give it.
        """
        exploited = self._exploited_within(child, span)
        if exploited is None or exploited.days < SHORTEST_PART:
            return span
        ends = (replace(span, until=exploited.since), replace(span, since=exploited.until))
        rest = max(ends, key=lambda each: each.days)
        raised, usual = self.raised * exploited.days, float(rest.days if rest.days >= SHORTEST_PART else 0)
        return exploited if self.part.happens(raised / (raised + usual)) else rest

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

    def _exploited_others(self, in_care: dict[Child, None], year: Span) -> Chosen:
        """Children not looked after who go missing because they are exploited, beyond those who would have anyway."""
        chosen: Chosen = {}
        for child in self.exploited:
            within = self._exploited_within(child, year)
            if within is None or child in in_care or within.days < SHORTEST_PART:
                continue
            chance = self.usual.chance(child, within.since) * (self.raised - 1.0) * within.days / year.days
            if self.part.happens(chance):
                chosen[child] = (within, self.raised * math.exp(child.vulnerability))
        return chosen

    def _others(self, taken: dict[Child, None], year: Span, already: int) -> Chosen:
        """The year's other missing children who are not looked after at any time in it."""
        ages, boys = self.preset.table("missing.ages"), self.preset.table("missing.boys_against_girls")["any_child"]
        chosen: Chosen = {}
        for _ in range(max(self.who.count(self.usual.expected) - already, 0)):
            child = self._another(ages, {"M": boys, "F": 1.0}, year.since + timedelta(days=182), taken | chosen)
            chosen[child] = (self._part(child, year), math.exp(child.vulnerability))
        return chosen

    def _another(self, ages: dict[str, float], sexes: dict[str, float], day: date, taken: Container[Child]) -> Child:
        pull = self.preset.number("missing.vulnerability")
        while True:
            age, sex = int(self.who.by_share(ages)), self.who.by_share(sexes)
            child = self.town.any_aged(age, day, sex, self.who, pull)
            if child not in taken and all(child.is_child_on(day + timedelta(days=off)) for off in (-182, 182)):
                return child

    def _live(self, chosen: Chosen, mixture: str) -> None:
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
        first = max(span.since, self.last[child] + CLEAR) if child in self.last else span.since
        room = (span.until - first).days - 1
        count = min(count, room // 3)
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
        each = self.exploited.get(child)
        exploited = each is not None and each.holds(day)
        self.found.append(Absence(child, day, until, bool(span.care), under.kind if under else "", exploited))
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
        return CLEAR.days + int(self.when.wait(gaps["soon"] if self.when.happens(gaps["share_soon"]) else gaps["late"]))


def _fit(lengths: list[int], gaps: list[int], room: int) -> tuple[list[int], list[int]]:
    """Shorten gaps, then lengths, until every absence begins within the room there is."""
    for _ in range(40):
        steps = [length + gap for length, gap in zip(lengths, gaps, strict=False)]
        if sum(steps) <= room:
            return lengths, steps
        spare = max(room - sum(lengths[:-1]), 0)
        squeeze = min(spare / max(sum(gaps), 1), 0.95)
        gaps = [max(CLEAR.days, int(gap * squeeze)) for gap in gaps]
        if sum(gaps) + sum(lengths[:-1]) > room and max(gaps, default=CLEAR.days) == CLEAR.days:
            lengths = [min(length, max(max(lengths) - 1, 0)) for length in lengths]
    return [0] * len(lengths), [CLEAR.days] * len(gaps)


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
    return sorted(absences.found, key=in_order)


def in_order(absence: Absence) -> tuple[date, int]:
    """By day, then by child."""
    return absence.since, absence.child.number
