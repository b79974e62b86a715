"""What holds of every instrument and every set of answers, tried on many."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.foundation.partial_dates import PartialDate
from homeward.methods.instruments.answers import Answer, Evidence, seen
from homeward.methods.instruments.banding import Outcome
from homeward.methods.instruments.deciding import is_step_down
from homeward.methods.instruments.recency import months_after, months_before
from homeward.methods.instruments.rescoring import answered_differently, mapped, rescored
from homeward.methods.instruments.scoring import Result, asked_first, score
from homeward.methods.instruments.words import said_of, said_of_bounds
from homeward.vocabulary.instruments.loader import instruments
from homeward.vocabulary.instruments.scales import WindowsScale
from homeward.vocabulary.instruments.shapes import Instrument
from tests.factories.instruments import scheme, scheme_codes

ON = date(2026, 3, 2)
EVERY = [*(scheme(code) for code in scheme_codes()), *instruments(on=ON)]


def evidence(chance: Random) -> Evidence:
    """Evidence of some day, of a span, or of none, with a source or without."""
    since = date(2023, 1, 1) + timedelta(days=chance.randrange(1250)) if chance.random() < 0.8 else None
    until = since + timedelta(days=chance.choice([0, 0, 20, 300])) if since else None
    return Evidence(chance.choice(["", "school"]), "", since, until, exact=chance.random() < 0.7)


def answer(definition: Instrument, code: str, chance: Random, means: Collection[str]) -> Answer:
    """Some answer of an item's scale that means one of these, with evidence or without."""
    scale = definition.scale[definition.items[code].scale]
    said = chance.choice([choice.code for choice in scale.answers if choice.means in means])
    return Answer(code, said, tuple(evidence(chance) for _ in range(chance.randrange(3))))


def answered(number: int) -> tuple[Instrument, list[Answer], Random]:
    """An instrument and answers to it, all drawn by one number: thirty items are too many to be drawn one by one."""
    chance = Random(number)
    definition = chance.choice(EVERY)
    unknown = chance.choice([0, 0.1, 0.5, 1])
    answers = []
    for code in definition.items:
        if chance.random() >= unknown:
            answers.append(answer(definition, code, chance, ("no", "yes")))
        elif chance.random() < 0.7:
            answers.append(Answer(code, chance.choice(["not-known", "nonsense"])))
    if definition.judgement:
        answers.append(Answer("judgement", chance.choice(["", "0", "3", "6", "not-known"])))
    return definition, answers, chance


numbers = st.integers(0, 2**32)
however_busy = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ages = st.none() | st.integers(8, 17)


@however_busy
@given(numbers, ages)
def test_the_bounds_hold_the_score_and_the_band(number: int, age: int | None) -> None:
    definition, answers, _ = answered(number)
    result = score(definition, answers, on=ON, age=age)
    ranks = [definition.ranks[each.band] for each in (result.lowest, result.counts, result.highest)]
    assert ranks == sorted(ranks)
    if result.score is not None:
        scores = [each.score or 0 for each in (result.lowest, result.counts, result.highest)]
        assert scores == sorted(scores)
        assert scores[0] >= 0 and scores[-1] <= definition.most


@however_busy
@given(numbers, ages)
def test_every_set_of_answers_has_one_band(number: int, age: int | None) -> None:
    definition, answers, _ = answered(number)
    for each in _outcomes(score(definition, answers, on=ON, age=age)):
        assert [band.code for band in definition.bands].count(each.band) == 1
        if each.score is not None:
            holding = [band.code for band in definition.bands if _holds(band.least, band.most, each.score)]
            assert holding == [each.by_score]
        assert definition.ranks[each.band] >= definition.ranks[each.by_score]


@however_busy
@given(numbers, ages)
def test_a_no_that_becomes_a_yes_lowers_nothing(number: int, age: int | None) -> None:
    definition, answers, chance = answered(number)
    code = chance.choice(list(definition.items))
    others = [each for each in answers if each.item != code]
    before = score(definition, [*others, answer(definition, code, chance, ("no",))], on=ON, age=age)
    after = score(definition, [*others, answer(definition, code, chance, ("yes",))], on=ON, age=age)
    for earlier, later in zip(_outcomes(before), _outcomes(after), strict=True):
        assert (later.score or 0) >= (earlier.score or 0)
        assert not is_step_down(definition, earlier.band, later.band)


@however_busy
@given(numbers, ages)
def test_learning_what_was_not_known_stays_within_the_bounds(number: int, age: int | None) -> None:
    definition, answers, chance = answered(number)
    before = score(definition, answers, on=ON, age=age)
    learnt = [answer(definition, code, chance, ("no", "yes")) for code in (*before.not_known, *before.not_answered)]
    after = score(definition, [*answers, *learnt], on=ON, age=age)
    ranks = [definition.ranks[band] for band in (before.lowest.band, after.band, before.highest.band)]
    assert ranks == sorted(ranks)
    assert not (after.not_known or after.not_answered)


@however_busy
@given(numbers)
def test_it_is_scored_as_at_its_day_and_not_by_when_it_is_read(number: int) -> None:
    definition, answers, _ = answered(number)
    shift = timedelta(days=365)
    moved = [replace(answer, evidence=tuple(_shifted(each, shift) for each in answer.evidence)) for answer in answers]
    if not any(isinstance(scale, WindowsScale) and scale.unit == "months" for scale in definition.scales):
        assert score(definition, answers, on=ON).counts == score(definition, moved, on=ON + shift).counts
    again = score(definition, answers, on=ON)
    assert again == score(definition, list(answers), on=ON)


@however_busy
@given(numbers, ages)
def test_every_part_and_every_bound_can_be_said(number: int, age: int | None) -> None:
    definition, answers, _ = answered(number)
    result = score(definition, answers, on=ON, age=age)
    for part in result.parts:
        assert said_of(definition, part).endswith(".")
    assert said_of_bounds(definition, result).startswith(definition.band(result.band).title)


@however_busy
@given(numbers, ages)
def test_the_same_version_scores_the_same(number: int, age: int | None) -> None:
    definition, answers, _ = answered(number)
    again = rescored(definition, definition, answers, on=ON, age=age)
    assert again.moved == "same" and again.before == again.after
    assert (again.mapped.gone, again.mapped.new, again.mapped.renamed) == ((), (), ())


@pytest.mark.parametrize(
    ("day", "months", "before", "after"),
    [
        (date(2026, 3, 2), 6, date(2025, 9, 2), date(2026, 9, 2)),
        (date(2026, 3, 31), 1, date(2026, 2, 28), date(2026, 4, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28), date(2025, 2, 28)),
        (date(2026, 1, 15), 13, date(2024, 12, 15), date(2027, 2, 15)),
    ],
)
def test_months_end_where_the_month_does(day: date, months: int, before: date, after: date) -> None:
    assert (months_before(day, months), months_after(day, months)) == (before, after)


def test_a_day_is_kept_as_precisely_as_it_was_told() -> None:
    assert seen(PartialDate(2026, 2), source="school") == Evidence(
        "school", "", date(2026, 2, 1), date(2026, 2, 28), exact=False
    )
    assert seen(PartialDate(2026, 2, 3)).exact
    assert seen(None, reference="record").since is None


def test_what_is_asked_first_is_what_alone_could_raise_the_band() -> None:
    definition = scheme("counts")
    answers = [Answer(code, "no") for code in definition.items if code not in ("debt-bondage", "out-late")]
    unknown = [Answer("debt-bondage", "not-known"), Answer("out-late", "not-known")]
    result = score(definition, [*answers, *unknown], on=ON, age=12)
    assert result.not_known == ("out-late", "debt-bondage")
    assert asked_first(definition, result, age=12) == (("debt-bondage", "high"), ("out-late", "low"))


def test_an_item_says_what_it_came_to_and_of_what() -> None:
    definition = scheme("recency")
    told = Evidence("school", "record", date(2025, 8, 1), date(2026, 2, 1))
    answers = [Answer("missing-overnight", "yes", (told,)), Answer("older-partner", "yes"), Answer("out-late", "no")]
    answers.append(Answer("isolated", "not-known"))
    said = {part.item: said_of(definition, part) for part in score(definition, answers, on=ON).parts}
    assert said["missing-overnight"] == "Yes: in the last six months and six to twelve months ago. 6 points."
    assert said["older-partner"] == (
        "Yes: nobody says when, counted as in the last six months. 5 points. Could be 0 to 6."
    )
    assert said["out-late"] == "No. 0 points."
    assert said["isolated"] == "Not known, which is not a no. Could be 0 to 1."
    assert said["exploited-peers"] == "Not answered. Could be 0 to 1."


def test_two_assessors_are_compared_item_by_item() -> None:
    definition = scheme("counts")
    one = score(definition, [Answer("out-late", "yes"), Answer("doing-worse", "no")], on=ON)
    other = score(definition, [Answer("out-late", "no"), Answer("doing-worse", "no")], on=ON)
    assert answered_differently(one, other) == (("out-late", "yes", "no"),)


def test_what_a_new_version_no_longer_offers_is_said() -> None:
    old = scheme("highest")
    items = tuple(old.groups[1].items[0].model_copy(update={"scale": "when-seen"}) for _ in range(1))
    new = old.model_copy(
        update={"version": 2, "groups": (old.groups[0], old.groups[1].model_copy(update={"items": items}))}
    )
    fresh = Instrument.model_validate(new.model_dump() | {"scales": old.scales})
    again = rescored(old, fresh, [Answer("peers", "medium")], on=ON)
    assert (again.not_offered, mapped(old, fresh).gone) == (("peers",), ("education",))
    assert again.after.not_answered == ("sexually-harmed", "peers")


def _outcomes(result: Result) -> tuple[Outcome, Outcome, Outcome]:
    return (result.lowest, result.counts, result.highest)


def _holds(least: int | None, most: int | None, total: int) -> bool:
    return least is not None and least <= total and (most is None or total <= most)


def _shifted(each: Evidence, by: timedelta) -> Evidence:
    return replace(each, since=each.since + by if each.since else None, until=each.until + by if each.until else None)
