"""What repeat missing means, as a table of children's episodes in and both shares out."""

import pytest

from homeward.methods.repeats import repeat_shares

CHILDREN = [
    ("one child once", [1], 0.0, 0.0),
    ("one child twice", [2], 0.5, 1.0),
    ("one child twice and one once", [2, 1], 1 / 3, 2 / 3),
    ("three children once each", [1, 1, 1], 0.0, 0.0),
    ("one child five times, five once", [5, 1, 1, 1, 1, 1], 0.4, 0.5),
    ("nobody", [], None, None),
]


@pytest.mark.parametrize(("case", "per_child", "later", "by_repeaters"), CHILDREN, ids=[row[0] for row in CHILDREN])
def test_shares(case: str, per_child: list[int], later: float | None, by_repeaters: float | None) -> None:
    shares = repeat_shares(sum(per_child), len(per_child), per_child.count(1))
    assert (shares.repeat_incident_share, shares.share_from_repeaters) == (later, by_repeaters)


def test_a_published_study_adds_up_under_one_meaning_only() -> None:
    shares = repeat_shares(3352, 1475, 838)
    assert shares.repeat_incident_share == pytest.approx(0.559964, abs=1e-6)
    assert shares.share_from_repeaters == 0.75
