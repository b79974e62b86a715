"""The engine for very many and the scorer in process give the same edges, field by field."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.methods.matching.scorer import Scorer
from homeward.register.linkage.actions import Said, hide_places, keep_profiles
from homeward.register.linkage.actions.scoring import InProcess, Source, Weighed
from homeward.register.linkage.engine.weighing import InBatches
from homeward.register.linkage.models import Profile
from homeward.register.linkage.queries import candidates, sharing
from homeward.register.linkage.queries.candidates import Candidates
from homeward.register.linkage.queries.running import run_in_words
from tests import factories as f
from tests.rooms.linkage import small_county
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db


def found(source: Source) -> dict[tuple[int, int], Weighed]:
    """Every edge that a way of weighing finds, by its pair; none of them twice."""
    todo = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    edges = [each for some, _ in source.weighed(todo) for each in some]
    assert len({(each.a, each.b) for each in edges}) == len(edges)
    return {(each.a, each.b): each for each in edges}


def levels(edge: Weighed) -> dict[str, str]:
    return {name: level for name, (level, _) in edge.parts.items()}


def test_the_engine_and_the_scorer_find_the_same_edges() -> None:
    small_county.told_of(40)
    by_scorer = found(InProcess(Scorer(w.plain_model()), "of the reference"))
    by_engine = found(InBatches(w.plain_model()))
    assert set(by_engine) == set(by_scorer)
    assert len(by_scorer) > 100
    for pair, edge in by_engine.items():
        ours = by_scorer[pair]
        assert edge.bits == pytest.approx(ours.bits, abs=1e-5)
        assert (levels(edge), edge.twin) == (levels(ours), ours.twin)


def test_no_way_compares_an_invented_child_with_a_real_one() -> None:
    small_county.told_of(10)
    before = set(found(InBatches(w.plain_model())))
    one = next(a for a, _ in before)
    Profile.objects.filter(pk=one).update(synthetic=not Profile.objects.get(pk=one).synthetic)
    apart = {pair for pair in before if one not in pair}
    assert set(found(InBatches(w.plain_model()))) == set(found(InProcess(Scorer(w.plain_model()), "of"))) == apart
    assert apart < before


def test_a_run_over_a_part_finds_only_the_edges_of_that_part() -> None:
    small_county.told_of(10)
    edges = found(InBatches(w.plain_model()))
    one = next(a for a, _ in edges)
    some = [each for batch, _ in InBatches(w.plain_model()).weighed([one]) for each in batch]
    assert {(each.a, each.b) for each in some} == {pair for pair in edges if one in pair}


def in_small_runs(parts: Sequence[Sequence[int]]) -> dict[tuple[int, int], Weighed]:
    """Every edge that runs one after another find, each over its own part of the profiles with all before it."""
    edges: dict[tuple[int, int], Weighed] = {}
    absent = {each for part in parts for each in part}
    for part in parts:
        absent -= set(part)
        Profile.objects.filter(pk__in=absent).update(withdrawn=True)
        Profile.objects.filter(pk__in=part).update(withdrawn=False)
        for some, _ in InProcess(Scorer(w.plain_model()), "of the reference").weighed(part):
            assert not edges.keys() & {(each.a, each.b) for each in some}
            edges |= {(each.a, each.b): each for each in some}
    return edges


def test_two_small_runs_over_a_register_find_the_edges_of_one_full_run(monkeypatch: pytest.MonkeyPatch) -> None:
    small_county.told_of(30)
    planted = of_no_whole_birth_date()
    profiles = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    monkeypatch.setattr(candidates, "FEW", 0)
    full = found(InProcess(Scorer(w.plain_model()), "of the reference"))
    monkeypatch.setattr(candidates, "FEW", 2000)
    assert planted <= set(full)
    small = in_small_runs([profiles[0::3], profiles[1::3], profiles[2::3]])
    assert small == full
    assert set(full) == set(found(InBatches(w.plain_model())))


def test_a_key_that_too_many_share_is_left_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    of_no_whole_birth_date()
    monkeypatch.setattr(sharing, "MOST_SHARED", 1)
    source = InProcess(Scorer(w.plain_model()), "of the reference")
    found(source)
    assert source.crowded > 0
    run = w.run()
    assert run is not None and run.counts["crowded"] == source.crowded
    assert f"    {source.crowded} keys left out: " in run_in_words(run)[-1]


def test_a_small_run_takes_as_many_statements_whoever_is_new() -> None:
    of_no_whole_birth_date()
    taken = []
    profiles = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    for part in (profiles[:1], profiles[:9]):
        with CaptureQueriesContext(connection) as seen:
            Candidates.of(part)
        taken.append(len(seen))
    assert max(taken) <= 10


def test_the_home_of_a_shielded_child_leads_nobody_to_them() -> None:
    wren = t.tell(t.council(), "MS1", "Wren", "Applegarth", date(2012, 6, 1), postcode="ZZ9 1AA")
    t.tell(t.force(), "P77", "Wren", "Thistle", date(2011, 7, 2), postcode="ZZ9 1AA")
    new = [t.profile_of_key("P77").pk]
    old = t.profile_of(wren).pk
    assert old in Candidates.of(new).traits
    f.placement(wren)
    assert list(Candidates.of(new).pairs(new, without=())) == []
    with t.acting():
        hide_places()
    assert old not in Candidates.of(new).traits


def of_no_whole_birth_date() -> set[tuple[int, int]]:
    """Pairs that meet under one block: each that has no whole birth date in it, and two that are easily missed."""
    told: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        # The home with the forename; the birth dates differ.
        ({"forename": "Wren", "surname": "Applegarth", "birth_date": date(2012, 6, 1), "postcode": "ZZ9 1AA"},
         {"forename": "Wren", "surname": "Thistle", "birth_date": date(2012, 7, 2), "postcode": "ZZ9 1AA"}),
        # The home with the surname and the year.
        ({"forename": "Juniper", "surname": "Larkspur", "birth_date": date(2011, 6, 1), "postcode": "ZZ9 1AB"},
         {"forename": "June", "surname": "Larkspur", "birth_date": date(2011, 1, 1), "birth_precision": "year",
          "postcode": "ZZ9 1AB"}),
        # The names with the district, of whom one is known by other names too.
        ({"forename": "Rowan", "surname": "Hazelhurst", "birth_date": date(2010, 2, 3), "postcode": "ZZ9 1AC",
          "also_known_as": "Aaron Ashby"},
         {"forename": "Rowan", "surname": "Hazelhurst", "birth_date": date(2011, 2, 4), "postcode": "ZZ9 2AD"}),
        # One name of both, with the district.
        ({"forename": "Ash", "surname": "Ash", "birth_date": date(2010, 2, 3), "postcode": "ZZ8 1AC"},
         {"forename": "Ash", "surname": "Ash", "birth_date": date(2011, 2, 4), "postcode": "ZZ8 2AD"}),
        # Forms of the names with the day and the month of another year.
        ({"forename": "Robert", "middle_name": "Oak", "surname": "Fennimore", "birth_date": date(2009, 3, 4)},
         {"forename": "Bob", "middle_name": "Oak", "surname": "Fennimore", "birth_date": date(2010, 3, 4)}),
        # Forms of the names with the year alone.
        ({"forename": "James", "middle_name": "Oak", "surname": "Quillfeather", "birth_date": date(2008, 3, 4)},
         {"forename": "Jim", "middle_name": "Oak", "surname": "Quillfeather", "birth_date": date(2008, 1, 1),
          "birth_precision": "year"}),
        # The names in each other's place.
        ({"forename": "Sorrel", "surname": "Marlow", "birth_date": date(2009, 8, 7)},
         {"forename": "Marlow", "surname": "Sorrel", "birth_date": date(2009, 8, 7)}),
        # The force's number, as forces write it.
        ({"forename": "Ivy", "surname": "Marl", "birth_date": date(2009, 3, 4), "pnc": "2020/0000123A"},
         {"forename": "Ivy-Mae", "surname": "Stone", "birth_date": date(2008, 1, 4), "pnc": "2020/0000123A"}),
    )  # fmt: skip
    for pair in told:
        for agency, facts in zip((t.council(), t.force()), pair, strict=True):
            row = t.record_of(t.delivery_of(agency))
            with t.acting():
                keep_profiles(told=[Said(record=row, person=f.child(), **facts)], at=f.NOW)
    last = list(Profile.objects.order_by("pk").values_list("pk", flat=True))[-2 * len(told) :]
    return set(zip(last[::2], last[1::2], strict=True))
