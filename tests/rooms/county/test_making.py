"""Making the county: what is asked for is checked, what is done is told, every rate has a source."""

from datetime import date
from pathlib import Path

import pytest

from homeward.county import UnknownSize, make
from homeward.county.preset import MARKS, UnknownParameter, load


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    make(tmp_path, months=3, until=date(2026, 3, 2), progress=lambda *step: told.append(step))
    assert [stage for stage, done, total in told if done == total] == ["Missing episodes", "Files"]
    assert all(0 <= done <= total for _, done, total in told)


def test_a_size_that_is_not_made_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnknownSize, match="must be one of town, county"):
        make(tmp_path, size="region", until=date(2026, 3, 2))
    assert not list(tmp_path.iterdir())


def test_every_rate_has_a_source_and_says_how_far_to_trust_it() -> None:
    for each in load("county-2019").parameters.values():
        assert each.source
        assert each.mark in MARKS


def test_a_rate_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownParameter, match="no parameter care.weather"):
        load("county-2019").number("care.weather")


def test_shares_add_to_one() -> None:
    preset = load("county-2019")
    for name in ("county.ethnicity", "care.ages", "missing.all.counts", "missing.duration", "care.placements.from_16"):
        assert sum(preset.table(name).values()) == pytest.approx(1.0)
    assert sum(preset.shares("county.districts")) == pytest.approx(1.0)


def test_children_in_care_and_others_blend_to_the_published_mixture() -> None:
    """63 of 695 missing children a year are looked after; the rest are mixed so that all together are as published."""
    preset = load("county-2019")
    looked_after, others = preset.table("missing.looked_after.counts"), preset.table("missing.others.counts")
    for part, share in preset.table("missing.all.counts").items():
        assert (63 * looked_after[part] + 632 * others[part]) / 695 == pytest.approx(share, abs=0.001)
