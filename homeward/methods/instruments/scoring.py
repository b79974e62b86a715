"""An assessment scored under one version of an instrument, as at its own day.

The result says what each point came of, what is not known, and the lowest and the highest band that the answers leave
open. It works out no likelihood and orders no children: a total stands beside the same child's earlier ones and nowhere
else (Homeward's reference, section 4.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from homeward.methods.instruments.answers import Answer
from homeward.methods.instruments.banding import Outcome, outcome
from homeward.methods.instruments.readings import Part, Reading, parts_of
from homeward.methods.instruments.recency import months_after
from homeward.vocabulary.instruments.shapes import JUDGEMENT, Instrument


@dataclass(frozen=True, slots=True)
class Judged:
    """The assessor's own score beside the items: what was said, its points, and what it could be where not given."""

    said: str
    points: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Result:
    """What answers came to under one version on one day."""

    instrument: str
    version: int
    on: date
    parts: tuple[Part, ...]
    judgement: Judged | None
    counts: Outcome
    lowest: Outcome
    highest: Outcome

    @property
    def band(self) -> str:
        """The tool's band."""
        return self.counts.band

    @property
    def score(self) -> int | None:
        """The total or the count of yes; None where the method has neither."""
        return self.counts.score

    @property
    def could_move(self) -> bool:
        """True where what is not known could bring another band."""
        return self.lowest.band != self.highest.band

    @property
    def open_items(self) -> tuple[str, ...]:
        """The items on which more could be known: not known, not answered, undated, or without evidence."""
        return tuple(part.item for part in self.parts if part.is_open)

    @property
    def not_known(self) -> tuple[str, ...]:
        """The items answered *not known*, which is not a *no*."""
        return tuple(part.item for part in self.parts if part.state == "not-known")

    @property
    def not_answered(self) -> tuple[str, ...]:
        """The items without an answer, or with one that the scale does not offer."""
        return tuple(part.item for part in self.parts if part.state in ("not-answered", "no-such-answer"))

    @property
    def without_evidence(self) -> tuple[str, ...]:
        """The items answered yes that want evidence and have none, and so came to nothing."""
        return tuple(part.item for part in self.parts if part.state == "without-evidence")


def score(definition: Instrument, answers: Iterable[Answer], *, on: date, age: int | None = None) -> Result:
    """What answers come to as at the day of the assessment. Of two answers to one item the later in order holds.

    `age` is the child's in completed years on that day; None where nobody knows it, and for a place or a group. An
    override for younger children then holds in the highest band alone.
    """
    given = {answer.item: answer for answer in answers}
    parts = parts_of(definition, given, on=on)
    return scored(definition, parts, judged(definition, given.get(JUDGEMENT)), on=on, age=age)


def scored(
    definition: Instrument, parts: tuple[Part, ...], judgement: Judged | None, *, on: date, age: int | None
) -> Result:
    """The result of parts already read."""
    ages = {override.when.age_under for override in definition.overrides if override.when.age_under}
    sure = {each for each in ages if age is not None and age < each}
    own = judgement or Judged("", 0, 0, 0)
    counts = outcome(definition, _readings(parts, "counts"), judgement=own.points, younger=sure)
    lowest = outcome(definition, _readings(parts, "lowest"), judgement=own.lowest, younger=sure)
    could = ages if age is None else sure
    highest = outcome(definition, _readings(parts, "highest"), judgement=own.highest, younger=could)
    return Result(definition.code, definition.version, on, parts, judgement, counts, lowest, highest)


def judged(definition: Instrument, answer: Answer | None) -> Judged | None:
    """The assessor's own score from its answer, or None where the instrument asks for none."""
    if definition.judgement is None:
        return None
    scale = definition.scale[definition.judgement.scale]
    choice = scale.by_code.get(answer.said) if answer else None
    if answer is None or choice is None or choice.means == "not-known":
        return Judged(answer.said if answer else "", 0, 0, scale.most_points)
    return Judged(answer.said, choice.points, choice.points, choice.points)


def asked_first(definition: Instrument, result: Result, *, age: int | None = None) -> tuple[tuple[str, str], ...]:
    """The open items that alone could raise the band, each with the band it could bring, the highest first.

    It is what an assessor finds out first: the others move nothing by themselves.
    """
    found = []
    for index, part in enumerate(result.parts):
        if part.is_open:
            as_if = replace(part, counts=part.highest)
            parts = (*result.parts[:index], as_if, *result.parts[index + 1 :])
            band = scored(definition, parts, result.judgement, on=result.on, age=age).band
            if band != result.band:
                found.append((part.item, band))
    return tuple(sorted(found, key=lambda each: -definition.ranks[each[1]]))


def review_due(definition: Instrument, band: str, *, on: date) -> date | None:
    """The day by which an assessment of a band is looked at again, counted from its own day. None where none is set."""
    interval = definition.band(band).review
    if interval is None:
        return None
    if interval.months:
        return months_after(on, interval.months)
    return on + timedelta(days=interval.days or 0, weeks=interval.weeks or 0)


def _readings(parts: tuple[Part, ...], which: str) -> dict[str, Reading]:
    return {part.item: getattr(part, which) for part in parts}
