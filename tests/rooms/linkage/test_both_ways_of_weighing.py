"""The engine for very many and the scorer in process give the same edges, field by field."""

from typing import Any

import pytest

from homeward.county.identities_at_scale import COLUMNS, rows
from homeward.methods.matching.scorer import Scorer
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.linkage.actions.scoring import InProcess, Source, Weighed
from homeward.register.linkage.engine.weighing import InBatches
from homeward.register.linkage.models import Profile
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
AS_THEY_ARE = ("forename", "middle_name", "surname", "sex", "postcode", "upn", "nhs", "pnc")
KINDS = {"health": "health", "police": "police", "education": "education", "youth-justice": "youth-justice"}


def a_small_county(children: int) -> None:
    """What agencies say of some invented families, each row a profile of a child of its own."""
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows(children=children, seed=2019)]
    deliveries = {
        source: t.delivery_of(f.agency(source, KINDS.get(source, "council")))
        for source in {row["source"] for row in told}
    }
    with t.acting():
        keep_profiles(told=[_said(row, deliveries[row["source"]]) for row in told], at=f.NOW)


def _said(row: dict[str, Any], delivery: Delivery) -> Said:
    return Said(
        record=t.record_of(delivery), person=f.child(), own_key=row["own_key"], also_known_as=row["aliases"],
        birth_date=row["birth_date"], birth_precision=row["birth_precision"],
        **{name: row[name] for name in AS_THEY_ARE},
    )  # fmt: skip


def found(source: Source) -> dict[tuple[int, int], Weighed]:
    """Every edge that a way of weighing finds, by its pair; none of them twice."""
    todo = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    edges = [each for some, _ in source.weighed(todo) for each in some]
    assert len({(each.a, each.b) for each in edges}) == len(edges)
    return {(each.a, each.b): each for each in edges}


def levels(edge: Weighed) -> dict[str, str]:
    return {name: level for name, (level, _) in edge.parts.items()}


def test_the_engine_and_the_scorer_find_the_same_edges() -> None:
    a_small_county(40)
    by_scorer = found(InProcess(Scorer(w.plain_model()), "of the reference"))
    by_engine = found(InBatches(w.plain_model()))
    assert set(by_engine) == set(by_scorer)
    assert len(by_scorer) > 100
    for pair, edge in by_engine.items():
        ours = by_scorer[pair]
        assert edge.bits == pytest.approx(ours.bits, abs=1e-5)
        assert (levels(edge), edge.identifiers, edge.twin) == (levels(ours), ours.identifiers, ours.twin)
