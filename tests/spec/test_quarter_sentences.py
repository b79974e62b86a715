"""What a board paper may say of boys, girls and ages (¶16): a difference is claimed only when the interval bears it."""

import pytest

from homeward.foundation.ages import AgeBand
from homeward.insight.analysis.rules import Group, commonest_ages, compare_children
from homeward.methods.disclosure.cells import SUPPRESSED, Cell, cell_of
from homeward.methods.disclosure.sums import TOTAL

HIDDEN = "c"

COMPARED = [
    (
        "many more boys, for as many boys as girls",
        90, 40, 18000, 18000,
        "90 boys and 40 girls were reported missing: 5.0 boys and 2.2 girls in every 1,000. The rate of children "
        "reported missing is higher among boys than girls (boys to girls 2.25, 95% interval 1.53 to 3.35).",
    ),
    (
        "more boys, but not more than chance gives",
        50, 42, 18000, 18000,
        "50 boys and 42 girls were reported missing: 2.8 boys and 2.3 girls in every 1,000. There is no clear "
        "difference between the rates.",
    ),
    (
        "more boys, and a boy is less likely to be missing",
        734, 567, 48500, 35000,
        "734 boys and 567 girls were reported missing: 15.1 boys and 16.2 girls in every 1,000. There is no clear "
        "difference between the rates.",
    ),
    (
        "more boys, and the rate is clearly higher among girls",
        734, 567, 60000, 35000,
        "734 boys and 567 girls were reported missing: 12.2 boys and 16.2 girls in every 1,000. The rate of children "
        "reported missing is higher among girls than boys (boys to girls 0.76, 95% interval 0.68 to 0.84).",
    ),
    (
        "no girl, and boys enough to tell",
        20, 0, 18000, 18000,
        "20 boys and 0 girls were reported missing: 1.1 boys and 0 girls in every 1,000. The rate of children "
        "reported missing is higher among boys than girls.",
    ),
    (
        "nobody",
        0, 0, 18000, 18000,
        "No boy and no girl was reported missing.",
    ),
    (
        "girls are hidden",
        90, HIDDEN, 18000, 18000,
        "The numbers of boys and girls reported missing are not both shown, so they are not compared.",
    ),
    (
        "no population",
        90, 40, 0, 0,
        "90 boys and 40 girls were reported missing. No population is loaded, so their rates cannot be compared.",
    ),
]  # fmt: skip


def shown(count: int | str) -> Cell:
    return SUPPRESSED if isinstance(count, str) else cell_of(count)


@pytest.mark.parametrize(
    ("case", "boys", "girls", "boys_in_county", "girls_in_county", "sentence"),
    COMPARED,
    ids=[row[0] for row in COMPARED],
)
def test_boys_and_girls(
    case: str, boys: int | str, girls: int | str, boys_in_county: int, girls_in_county: int, sentence: str
) -> None:
    assert compare_children(Group(shown(boys), boys_in_county), Group(shown(girls), girls_in_county)) == sentence


BANDS = (
    AgeBand("10-11", "10 to 11", 10, 11),
    AgeBand("12-15", "12 to 15", 12, 15),
    AgeBand("16-17", "16 to 17", 16, 17),
)

AGES = [
    ("one band holds far the most", [6, 60, 20, 86], [0, 0, 0, 0],
     "Most often, boys reported missing were aged 12 to 15: 60 of 86 boys."),
    ("two bands that chance could turn about", [0, 30, 26, 56], [0, 0, 0, 0],
     "No one age band stands out among boys reported missing."),
    ("what is hidden is too little to matter", ["c", 60, "c", 80], [0, 0, 0, 0],
     "Most often, boys reported missing were aged 12 to 15: 60 of 80 boys."),
    ("what is hidden could be more", ["c", 20, "c", 80], [0, 0, 0, 0],
     "The commonest age of boys reported missing is not given: too many of their ages are hidden or not known."),
    ("the total is hidden", ["c", 20, 7, "c"], [0, 0, 0, 0],
     "The commonest age of boys reported missing is not given: too many of their ages are hidden or not known."),
    ("hidden for boys and for girls: said once", ["c", 20, 7, "c"], ["c", "c", "c", "c"],
     "The commonest age of boys and of girls reported missing is not given: too many of their ages are hidden or not "
     "known."),
    ("shown for boys, hidden for girls", [6, 60, 20, 86], ["c", "c", "c", 9],
     "Most often, boys reported missing were aged 12 to 15: 60 of 86 boys. The commonest age of girls reported missing "
     "is not given: too many of their ages are hidden or not known."),
    ("nobody: nothing is said", [0, 0, 0, 0], [0, 0, 0, 0], ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "boys_by_age_and_in_all", "girls_by_age_and_in_all", "sentence"), AGES, ids=[row[0] for row in AGES]
)
def test_commonest_age(
    case: str, boys_by_age_and_in_all: list[int | str], girls_by_age_and_in_all: list[int | str], sentence: str
) -> None:
    rows = (*(band.code for band in BANDS), TOTAL)
    cells = {
        (row, sex): shown(count)
        for sex, counts in (("M", boys_by_age_and_in_all), ("F", girls_by_age_and_in_all))
        for row, count in zip(rows, counts, strict=True)
    }
    assert " ".join(commonest_ages(cells, BANDS)) == sentence
