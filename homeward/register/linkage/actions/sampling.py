"""Drawing pairs to be looked at, and saying of one of them whether it is one child.

What is said here counts towards the figures of quality alone. Where it shows a mistake, a question is raised, so that
nothing found is lost; joining and parting are done there, by the rules that hold for everybody.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from random import Random
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import ReviewItem, Sample, SampleAnswer, SampledPair
from homeward.register.linkage.queries.quality import (
    READ_BY_TWO,
    model_sampled,
    sizes_of,
    stratum_of,
    to_read,
)

A_BAND = 20


class NothingToDraw(HomewardError):
    """There are no scored pairs to draw from."""


class AlreadyRead(HomewardError):
    """The pair has been read by as many as were asked, or by this reader, or is no longer theirs to see."""


@action("linkage.draw-sample")
def draw_sample(*, by: Viewer, at: datetime, each: int = A_BAND) -> Sample:
    """Draw pairs from every band of evidence, among those joined and those not: `each` of a band, or all it has.

    Children under a shield are left out, so that a sample is nobody's way to them. The order is shuffled: a reader who
    knew the band would read into it.
    """
    model = model_sampled()
    sizes = sizes_of(model) if model else []
    if model is None or not any(size for _, size in sizes):
        raise NothingToDraw(
            got="a hub in which no pairs have been scored",
            expected="pairs that a run has compared",
            next_step="Wait for the first run over the records: then there is something to draw from.",
        )
    seed = uuid.uuid4().hex
    kept = [[joined, band, size] for (joined, band), size in sizes]
    sample = Sample.objects.create(model=model, drawn_by_id=by.worker_id, at=at, seed=seed, sizes=kept)
    audit.put_all(list(_drawn(sample, Random(seed), each)))  # noqa: S311  # nosec B311  (a draw anybody can repeat)
    audit.current().note(sample=str(sample.pk))
    return sample


def _drawn(sample: Sample, chance: Random, each: int) -> Iterator[SampledPair]:
    """The pairs of a sample in the order in which they are read; every fourth is read by two."""
    edges: list[tuple[int, bool, str]] = []
    for joined, band, size in sample.sizes:
        places = set(chance.sample(range(size), min(each, size)))
        pairs = stratum_of(sample.model, joined, band).order_by("pk").values_list("pk", flat=True)
        edges += [(pk, joined, band) for place, pk in enumerate(pairs.iterator()) if place in places]
    chance.shuffle(edges)
    for place, (edge, joined, band) in enumerate(edges):
        readers = 2 if place % READ_BY_TWO == 0 else 1
        yield SampledPair(sample=sample, edge_id=edge, place=place, joined=joined, band=band, readers=readers)


@action("linkage.judge")
def answer_sampled(*, pair: UUID, verdict: str, by: Viewer, at: datetime) -> SampleAnswer:
    """Say of one sampled pair whether it is one child. A second reader never learns what the first said."""
    row = to_read(viewer=by).select_for_update(of=("self",)).filter(pk=pair).first()
    if row is None:
        raise AlreadyRead(
            got="a sampled pair that waits for nobody, or not for this reader",
            expected="one that fewer have read than were asked, and that this reader has not",
            next_step="Go on to the next one: somebody may have read this one a moment ago.",
        )
    audit.current().about([row.edge.a.subject_id, row.edge.b.subject_id])
    answer = SampleAnswer.objects.create(pair=row, verdict=verdict, by_id=by.worker_id, at=at)
    if verdict == ("not-same" if row.joined else "same"):
        ask_about(row, at=at)
    return answer


@step
def ask_about(pair: SampledPair, *, at: datetime) -> None:
    """Raise a question about a sampled pair that a reader says the hub has wrong, unless one is open already."""
    edge = pair.edge
    ReviewItem.objects.get_or_create(
        kind="broken" if pair.joined else "possible",
        a_id=edge.a_id,
        b_id=edge.b_id,
        settled_at=None,
        defaults={
            "subject_a_id": edge.a.subject_id,
            "subject_b_id": edge.b.subject_id,
            "edge": edge,
            "about": "sample",
            "raised_at": at,
        },
    )
