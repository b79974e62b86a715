"""What a month holds of an indicator, and what one agency knows that another with a part has not said (¶8)."""

from datetime import date

import pytest

from homeward.practice.indicators.rules import Gap, Said, class_of, gaps, in_month, months_to, span_of

FEBRUARY = date(2026, 2, 1)
C, P, S = "Council", "Police", "School"


def said(agency: str, value: str, day: date = date(2026, 2, 10), order: int = 0) -> Said:
    since, until, _ = span_of(day, None, month_only=False)
    return Said("out-late", value, since, until, agency, order)


MONTHS = [
    ([(P, "yes", date(2026, 2, 1))], {"yes": (P,)}, "the first day of the month"),
    ([(P, "yes", date(2026, 2, 28))], {"yes": (P,)}, "the last day of the month"),
    ([(P, "yes", date(2026, 3, 1))], {}, "the day after it: nothing is in the month"),
    ([(P, "no", date(2026, 2, 3))], {"no": (P,)}, "it was looked for and is not so"),
    ([(P, "not-known", date(2026, 2, 3))], {"not-known": (P,)}, "not known is no no"),
    ([(P, "yes"), (C, "no")], {"yes": (P,), "no": (C,)}, "two agencies differ: both stand"),
    ([(P, "yes"), (P, "yes", date(2026, 2, 9))], {"yes": (P,)}, "said twice by one agency"),
]


@pytest.mark.parametrize(("told", "holds", "because"), MONTHS, ids=[row[2] for row in MONTHS])
def test_what_february_2026_holds(told: list, holds: dict, because: str) -> None:
    assert in_month([said(*each) for each in told], FEBRUARY) == holds


GAPS = [
    ([(P, "yes")], (C, P), ((P,), (), (), (C,)), "the police know, the council has said nothing"),
    ([(P, "yes"), (C, "no")], (C, P), ((P,), (C,), (), ()), "the council says no: they differ"),
    ([(P, "yes"), (C, "not-known")], (C, P), ((P,), (), (C,), ()), "the council was asked and could not say"),
    ([(P, "yes"), (C, "yes")], (C, P), None, "both know: there is no gap"),
    ([(P, "yes")], (P,), None, "nobody else has a part"),
    ([(P, "no")], (C, P), None, "nobody noticed it"),
    ([(S, "yes")], (C, P), ((S,), (), (), (C, P)), "a school without a part knows, and those with one have not said"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "agencies", "gap", "because"), GAPS, ids=[row[3] for row in GAPS])
def test_what_is_a_gap(told: list, agencies: tuple, gap: tuple | None, because: str) -> None:
    words = [said(agency, value, order=order) for order, (agency, value) in enumerate(told)]
    assert gaps(words, agencies) == ([Gap("out-late", *gap)] if gap else [])


def test_an_agencys_latest_word_is_its_word() -> None:
    words = [said(P, "yes", date(2026, 2, 1)), said(P, "no", date(2026, 2, 20)), said(C, "yes", date(2026, 2, 2))]
    assert gaps(words, (C, P)) == [Gap("out-late", (C,), (P,), (), ())]
    same_day = [said(P, "yes", order=1), said(P, "no", order=0)]
    assert gaps(same_day, (P, C)) == [Gap("out-late", (P,), (), (), (C,))]


DAYS = [
    (date(2026, 2, 10), None, False, (date(2026, 2, 10), date(2026, 2, 11), "day"), "a day alone"),
    (date(2026, 2, 10), date(2026, 2, 10), False, (date(2026, 2, 10), date(2026, 2, 11), "day"), "a span of one day"),
    (date(2026, 2, 10), date(2026, 3, 1), False, (date(2026, 2, 10), date(2026, 3, 2), "span"), "a span"),
    (date(2026, 2, 10), None, True, (date(2026, 2, 1), date(2026, 3, 1), "month"), "the month alone"),
    (date(2025, 12, 10), date(2026, 1, 3), True, (date(2025, 12, 1), date(2026, 2, 1), "month"), "two months alone"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "last", "month_only", "span", "because"), DAYS, ids=[row[4] for row in DAYS])
def test_which_days_it_is_of(day: date, last: date | None, month_only: bool, span: tuple, because: str) -> None:
    assert span_of(day, last, month_only=month_only) == span


CLASSES = [
    ("out-late", "core"), ("trusted-adult", "core"), ("carrying-weapon", "youth-justice"),
    ("intent-to-supply", "youth-justice"), ("suspended", "education"), ("place-drugs-sold", "youth-justice"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "field_class"), CLASSES, ids=[row[0] for row in CLASSES])
def test_of_which_class_it_is(code: str, field_class: str) -> None:
    assert class_of(code) == field_class


def test_a_year_of_months_ends_with_the_month_of_the_day() -> None:
    assert months_to(date(2026, 2, 10), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
