"""What agencies say of a small county of invented families, so that two ways of weighing can be held to each other."""

from typing import Any

from homeward.county.identities_at_scale import COLUMNS, rows
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.rooms.linkage import telling as t

AS_THEY_ARE = ("forename", "middle_name", "surname", "sex", "postcode", "upn", "nhs", "pnc")
KINDS = {"health": "health", "police": "police", "education": "education", "youth-justice": "youth-justice"}


def told_of(children: int) -> None:
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
