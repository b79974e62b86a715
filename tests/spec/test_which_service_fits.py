"""Which service fits what is asked, and what each is said to answer."""

import pytest

from homeward.practice.pathway.rules import Asked, Offered, fit, level_of, ordered, tags_of

CHILD = Asked(need="exploitation", age=13, district="ashmarket", forms=frozenset({"criminal"}), level="3")
FULL = Offered(
    tags={"need": {"exploitation"}, "district": {"ashmarket"}, "form": {"criminal"}, "level": {"3"}},
    minimum_age=10,
    maximum_age=17,
)
SAYS = [
    (CHILD, FULL, True, "yes yes yes yes yes yes", "one that says yes to everything"),
    (CHILD, Offered(), True, "unsaid yes unsaid unsaid unsaid unsaid", "one that says nothing is kept"),
    (Asked(need="exploitation", age=13), Offered({"need": {"housing"}}), False, "no yes unsaid", "for another need"),
    (Asked(age=17), Offered(maximum_age=17), True, "yes yes", "until the eighteenth birthday"),
    (Asked(age=18), Offered(maximum_age=17), False, "yes no", "on the eighteenth birthday"),
    (Asked(age=9), Offered(minimum_age=10), False, "yes no", "a year too young"),
    (Asked(age=13, whom="parent"), Offered({"for": {"parent"}}, 18), True, "yes", "the child's age is not a parent's"),
    (Asked(whom="parent"), Offered(), False, "no", "one that does not say for whom is for the child"),
    (Asked(whom="sibling"), Offered({"for": {"parent"}}), False, "no", "a parents' group for a sister"),
    (Asked(forms=frozenset({"county-lines"})), Offered({"form": {"criminal"}}), True, "yes yes", "a line is criminal"),
    (Asked(forms=frozenset({"criminal"})), Offered({"form": {"county-lines"}}), False, "yes no", "not the other way"),
    (Asked(district="ashmarket"), Offered({"district": {"dunmoor"}}), False, "yes no", "one of another district"),
    (Asked(level="4"), Offered({"level": {"1", "2"}}), False, "yes no", "one for lower levels"),
    (Asked(language="Tigrinya"), Offered(languages=frozenset({"tigrinya"})), True, "yes yes", "one that speaks it"),
    (Asked(language="Tigrinya"), Offered(languages=frozenset({"polish"})), True, "yes unsaid", "one may interpret"),
    (Asked(), Offered(takes_referrals=False), True, "yes", "one that is full still fits: it may keep a list"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "offered", "fits", "answers", "because"), SAYS, ids=[row[4] for row in SAYS])
def test_whether_it_fits(asked: Asked, offered: Offered, fits: bool, answers: str, because: str) -> None:
    found = fit(asked, offered)
    assert (found.fits, " ".join(each.answer for each in found.points)) == (fits, answers)


def test_the_most_agreeing_stand_first_then_those_with_room_then_the_shortest_wait() -> None:
    asked = Asked(need="exploitation")
    offers = {
        "says nothing": Offered(),
        "full": Offered({"need": {"exploitation"}}, takes_referrals=False, wait_weeks=0),
        "a long wait": Offered({"need": {"exploitation"}}, takes_referrals=True, wait_weeks=20),
        "soon": Offered({"need": {"exploitation"}}, takes_referrals=True, wait_weeks=1),
        "another need": Offered({"need": {"housing"}}),
    }
    found = ordered((name, offered, fit(asked, offered)) for name, offered in offers.items())
    assert [name for name, _, _ in found] == ["soon", "a long wait", "full", "says nothing"]


LEVELS = [
    # the place of the band among those of its instrument, the lowest nought; the level it speaks for
    (0, "early-help"),
    (1, "targeted"),
    (2, "statutory"),
    (3, "statutory"),
]


@pytest.mark.parametrize(("rank", "level"), LEVELS)
def test_which_level_of_need_a_band_speaks_for(rank: int, level: str) -> None:
    assert level_of(rank) == level


def test_a_level_is_named_by_its_number_in_a_directory() -> None:
    def told(code: str) -> set[tuple[str, str]]:
        return tags_of({"attributes": [{"taxonomy_term": {"code": code}}]}, {})

    assert told("level:3") == {("level", "targeted")}
    assert told("level:5") == told("level:") == told("level:targeted") == set()
