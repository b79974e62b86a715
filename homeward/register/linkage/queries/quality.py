"""How well the hub tells children apart, from pairs that people read without knowing what it had decided."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When

from homeward.methods.agreement import Agreement, agreement
from homeward.methods.matching.shipped import FROZEN
from homeward.methods.rates import Estimate
from homeward.methods.sampling import Stratum, part_of_both, stratified_count, stratified_share
from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries import DOWN
from homeward.register.access.rules import Viewer
from homeward.register.linkage.models import Edge, LinkageModel, PairJudgement, Sample, SampledPair

READ_BY_TWO = 4  # every so many pairs are read by two people
LATELY = timedelta(days=30)
NAME_OF_A_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
# Bands of evidence and where each ends, in the order in which a page shows them.
BANDS: tuple[tuple[str, float | None], ...] = (
    ("under 10", 10.0),
    ("10 to 14", 14.0),
    ("14 to 20", 20.0),
    ("20 to 30", 30.0),
    ("30 and over", None),
)


@dataclass(frozen=True)
class Band:
    """One band of a sample: whether its pairs were joined, how many there were, drawn, read, and of one child."""

    name: str
    joined: bool
    size: int
    drawn: int
    read: int
    same: int
    unsure: int

    @property
    def stratum(self) -> Stratum:
        """As the arithmetic takes it: those of which somebody was sure."""
        return Stratum(self.size, self.read, self.same)


@dataclass(frozen=True)
class Quality:
    """What a sample says: how many of the pairs joined are of one child, and how many of one child are joined."""

    sample: Sample
    bands: tuple[Band, ...]
    precision: Estimate
    recall: Estimate
    agreement: Agreement

    @property
    def read(self) -> int:
        """How many pairs somebody was sure of."""
        return sum(band.read for band in self.bands)

    @property
    def unsure(self) -> int:
        """How many pairs nobody could tell, or on which two readers differed."""
        return sum(band.unsure for band in self.bands)

    @property
    def drawn(self) -> int:
        """How many pairs were drawn."""
        return sum(band.drawn for band in self.bands)


@dataclass(frozen=True)
class Reader:
    """How much one reviewer has judged lately, how often they were not sure, and how often they took it back."""

    name: str
    judged: int
    same: int
    not_same: int
    unsure: int
    taken_back: int


def model_sampled() -> LinkageModel | None:
    """The model by which pairs are scored now."""
    return LinkageModel.objects.filter(in_use_since__isnull=False).order_by("-in_use_since", "-pk").first()


@dataclass(frozen=True)
class Card:
    """What a model is: since when it is in use, on what it was trained, its thresholds, and how it was measured."""

    version: str
    since: datetime | None
    trained: Mapping[str, Any]
    thresholds: Mapping[str, float]
    measured: Mapping[str, Any]


def card_of_model() -> Card | None:
    """The card of the model in use; none while there is no model."""
    model = model_sampled()
    if model is None:
        return None
    told = model.settings
    return Card(
        model.version,
        model.in_use_since,
        told.get("trained", {}),
        told.get("thresholds", {}),
        measured_of(model.version),
    )


@cache
def measured_of(version: str) -> Mapping[str, Any]:
    """What was measured of a shipped model on invented children, from the file beside it; nothing for another's."""
    path = FROZEN / f"{version}-measured.json"
    if not NAME_OF_A_VERSION.fullmatch(version) or not path.is_file():
        return {}
    told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def open_to_sampling(model: LinkageModel) -> "QuerySet[Edge]":
    """Pairs scored by a model, without any that touches a child under a shield."""
    up = Shield.objects.exclude(pk__in=ShieldLowering.objects.filter(DOWN).values("shield")).values("subject")
    return Edge.objects.filter(model=model).exclude(a__subject__in=up).exclude(b__subject__in=up)


def sizes_of(model: LinkageModel) -> list[tuple[tuple[bool, str], int]]:
    """How many pairs each band holds, those joined first, in one statement."""
    together = Case(When(a__subject=F("b__subject"), then=True), default=False, output_field=BooleanField())
    rows = (
        open_to_sampling(model)
        .annotate(band=_band(), joined=together)
        .values_list("joined", "band")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found = {(bool(joined), band): number for joined, band, number in rows}
    return [((joined, name), found.get((joined, name), 0)) for joined in (True, False) for name, _ in BANDS]


def stratum_of(model: LinkageModel, joined: bool, band: str) -> "QuerySet[Edge]":
    """The pairs of one band that are joined, or are not."""
    same = Q(a__subject=F("b__subject"))
    return open_to_sampling(model).annotate(band=_band()).filter(same if joined else ~same, band=band)


def _band() -> Case:
    whens = [When(bits__lt=until, then=Value(name)) for name, until in BANDS if until is not None]
    return Case(*whens, default=Value(BANDS[-1][0]), output_field=CharField(max_length=12))


def latest_sample() -> Sample | None:
    """The sample that is being read, or was last."""
    return Sample.objects.select_related("model", "drawn_by").order_by("-at", "-pk").first()


def to_read(*, viewer: Viewer) -> "QuerySet[SampledPair]":
    """Pairs of the latest sample that wait for this reader, in the order drawn; none about a child under a shield."""
    sample = latest_sample()
    if sample is None:
        return SampledPair.objects.none()
    waiting = SampledPair.objects.annotate(said=Count("answers")).filter(sample=sample, said__lt=F("readers"))
    shown = open_to_sampling(sample.model).values("pk")
    theirs = SampledPair.objects.filter(pk__in=waiting.values("pk"), edge__in=shown).exclude(
        answers__by=viewer.worker_id
    )
    return theirs.select_related("edge__a__agency", "edge__b__agency").order_by("place")


def quality_of(sample: Sample) -> Quality:
    """What the readers of a sample have found so far, in one statement."""
    said: dict[UUID, list[str]] = {}
    kept: dict[UUID, tuple[bool, str]] = {}
    rows = SampledPair.objects.filter(sample=sample).order_by("place", "answers__at", "answers__pk")
    for pk, joined, band, verdict in rows.values_list("pk", "joined", "band", "answers__verdict"):
        kept[pk] = (joined, band)
        said.setdefault(pk, []).extend([verdict] if verdict else [])
    told = {where: [said[pk] for pk, each in kept.items() if each == where] for where in set(kept.values())}
    bands = tuple(_band_of(name, joined, size, told.get((joined, name), [])) for joined, name, size in sample.sizes)
    joined, apart = ([band.stratum for band in bands if band.joined is which] for which in (True, False))
    return Quality(
        sample=sample,
        bands=bands,
        precision=stratified_share(joined),
        recall=part_of_both(stratified_count(joined), _missed(apart)),
        agreement=agreement(_both(said)),
    )


def _missed(strata: Sequence[Stratum]) -> Estimate:
    """How many pairs of one child were left apart; none for certain where nothing was left apart at all."""
    return stratified_count(strata) if any(each.size for each in strata) else Estimate(0.0, 0.0, 0.0)


def _band_of(name: str, joined: bool, size: int, told: Sequence[Sequence[str]]) -> Band:
    settled = [_settled(each) for each in told]
    same = settled.count("same")
    return Band(name, joined, size, len(told), same + settled.count("not-same"), same, settled.count("unsure"))


def _settled(verdicts: Sequence[str]) -> str:
    """What a pair's readers say together: nothing yet, one answer, or not sure where they differ."""
    if not verdicts:
        return ""
    return verdicts[0] if len(set(verdicts)) == 1 else "unsure"


def _both(said: Mapping[UUID, Sequence[str]]) -> dict[tuple[str, str], int]:
    """How often the first reader of a pair said this and the second that."""
    counts: dict[tuple[str, str], int] = {}
    for verdicts in said.values():
        if len(verdicts) > 1:
            counts[verdicts[0], verdicts[1]] = counts.get((verdicts[0], verdicts[1]), 0) + 1
    return counts


def workload(*, at: datetime) -> list[Reader]:
    """What each reviewer has judged in the last thirty days, the busiest first, in one statement."""
    of = {verdict: Count("pk", filter=Q(verdict=verdict)) for verdict in ("same", "not-same", "unsure", "withdrawn")}
    rows = (
        PairJudgement.objects.filter(at__gte=at - LATELY)
        .values("by", "by__name")
        .annotate(same=of["same"], apart=of["not-same"], unsure=of["unsure"], back=of["withdrawn"])
        .order_by("by__name", "by")
    )
    readers = [
        Reader(
            row["by__name"],
            row["same"] + row["apart"] + row["unsure"],
            row["same"],
            row["apart"],
            row["unsure"],
            row["back"],
        )
        for row in rows
    ]
    return sorted(readers, key=lambda each: -each.judged)
