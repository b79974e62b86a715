"""Pairs of invented records that may be of one child, with the evidence about them, and the question that is asked."""

import hashlib
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import sealed
from homeward.register.linkage.models import (
    Change,
    Edge,
    LinkageModel,
    Membership,
    PairJudgement,
    Profile,
    ProfileRecord,
    ReviewItem,
)
from homeward.register.people.models import Person
from tests import factories as f

HOME = "ZZ1 1AA"
BORN = date(2012, 6, 1)
TWINS = {"names": ["surname", 3.9], "birth": ["exact", 12.5], "postcode": ["exact", 15.9], "sex": ["exact", 1.0]}
SURE = {"names": ["exact", 15.6], "birth": ["exact", 12.5], "nhs": ["exact", 20.3]}
_numbers = count(1)


def model(version: str = "invented-1") -> LinkageModel:
    """A model in use, made once."""
    thresholds = {"join": 20.0, "join_with_identifier": 12.0, "possible": 14.0, "hysteresis": 6.0}
    given = {
        "sha256": "0" * 64,
        "settings": {"thresholds": thresholds},
        "in_use_since": f.NOW - timedelta(days=100),
    }
    return LinkageModel.objects.get_or_create(version=version, defaults=given)[0]


def profile(of: Person, *, agency: Any = None, home: str = HOME, **said: Any) -> Profile:
    """What one agency says of a child: by default, what the hub says too, and a home."""
    number = next(_numbers)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    given: dict[str, Any] = {"forename": of.forename, "surname": of.surname, "birth_date": of.birth_date, "sex": of.sex}
    made = Profile.objects.create(
        agency=agency or f.agency(),
        own_key=said.pop("own_key", f"MS{number:05}"),
        digest=digest,
        thin=False,
        sealed_postcode=sealed(home, table="linkage_profile", row=digest, column="postcode") if home else "",
        first_said_on=date(2025, 1, 6),
        last_said_on=date(2026, 2, 2),
        synthetic=True,
        subject_id=of.pk,
        **given | said,
    )
    change = Change.objects.create(kind="mint", at=f.NOW - timedelta(days=30), subject_id=of.pk)
    Membership.objects.create(
        profile=made, subject_id=of.pk, recorded_at=change.at, because="number", change=change, valid_since=None
    )
    ProfileRecord.objects.create(record=f.record(), profile=made)
    return made


def edge(a: Profile, b: Profile, parts: dict[str, Any] | None = None, *, prior: float = -19.5, **more: Any) -> Edge:
    """A scored pair, by default of twins."""
    parts = TWINS if parts is None else parts
    a, b = sorted((a, b), key=lambda each: each.pk)
    bits = prior + sum(weight for _, weight in parts.values())
    given = {"twin": parts is TWINS} | more
    return Edge.objects.create(a=a, b=b, model=model(), bits=bits, parts=parts, **given)


def question(scored: Edge, kind: str = "", *, days_ago: int = 3, **more: Any) -> ReviewItem:
    """A question that a run left about a scored pair."""
    return ReviewItem.objects.create(
        kind=kind or ("twin" if scored.twin else "possible"),
        a=scored.a,
        b=scored.b,
        subject_a=scored.a.subject,
        subject_b=scored.b.subject,
        edge=scored,
        raised_at=f.NOW - timedelta(days=days_ago),
        **more,
    )


def twins(**more: Any) -> ReviewItem:
    """A question about two children of one home, born on one day: the council names one and a force the other."""
    wren, robin = f.child("Wren", birth_date=BORN), f.child("Robin", birth_date=BORN)
    one = profile(wren)
    other = profile(robin, agency=f.agency("middleshire-police", "police", "Middleshire Police"), own_key="P7")
    return question(edge(one, other), **more)


def alike(**more: Any) -> ReviewItem:
    """A question about two records of one child, by two kinds of fact: name with birth date, and NHS number."""
    one, other = f.child("Isla", "Thornbury"), f.child("Isla", "Thornbury")
    council = profile(one, nhs="9990000018", home="")
    police = f.agency("middleshire-police", "police", "Middleshire Police")
    told = profile(other, agency=police, nhs="9990000018", home="", own_key="P8")
    return question(edge(council, told, SURE, prior=-32.0), **more)


def judgement(scored: Edge, reason: str, verdict: str = "unsure", by: Viewer | None = None) -> PairJudgement:
    """What somebody said of a scored pair, and why."""
    said = by or f.viewer("matching-reviewer")
    number = uuid4()
    return PairJudgement.objects.create(
        id=number,
        a=scored.a,
        b=scored.b,
        verdict=verdict,
        by_id=said.worker_id,
        agency_id=said.agency_id,
        sealed_reason=sealed(reason, table="linkage_pairjudgement", row=number, column="reason"),
        edge=scored,
        at=f.NOW - timedelta(days=1),
    )
