"""Both meanings of repeat, from counts and from children."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.methods.repeats import NotEpisodeCounts, repeat_shares


@given(st.lists(st.integers(1, 40)))
def test_each_share_is_what_counting_episode_by_episode_gives(per_child: list[int]) -> None:
    shares = repeat_shares(sum(per_child), len(per_child), per_child.count(1))
    episodes = [(child, number) for child, total in enumerate(per_child) for number in range(total)]
    later = sum(number > 0 for _, number in episodes)
    by_repeaters = sum(per_child[child] > 1 for child, _ in episodes)
    if not episodes:
        assert shares.repeat_incident_share is None and shares.share_from_repeaters is None
    else:
        assert shares.repeat_incident_share == pytest.approx(later / len(episodes))
        assert shares.share_from_repeaters == pytest.approx(by_repeaters / len(episodes))
        assert shares.share_from_repeaters >= shares.repeat_incident_share


@pytest.mark.parametrize("counts", [(5, 3, 4), (1, 2, 1), (3, 2, 0), (5, 2, 2), (1, 0, 0), (2, 2, -1)])
def test_counts_that_cannot_belong_together_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(NotEpisodeCounts):
        repeat_shares(*counts)
