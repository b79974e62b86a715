"""Weighing pairs of profiles: each pair once by a model, with the bits of every field kept beside the total."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from homeward.methods.matching.evidence import agreeing_numbers
from homeward.methods.matching.records import Traits
from homeward.methods.matching.scorer import Scorer
from homeward.methods.matching.twins import are_two_generations, may_be_twins
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import Edge, LinkageModel, LinkageRun, Profile
from homeward.register.linkage.queries.candidates import Candidates
from homeward.register.linkage.queries.parts import in_parts

# Pairs of fewer bits are never asked about and never followed, so they are not kept.
KEPT_FROM = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One pair, the lower profile first, as it is kept."""

    a: int
    b: int
    bits: float
    parts: Mapping[str, Any] = field(repr=False)
    twin: bool


class Source(Protocol):
    """Whatever weighs pairs: the scorer in this process, or an engine for very many. Both give the same edges.

    `crowded` is how many keys it left because too many profiles share them: only a run over a few leaves any.
    """

    crowded: int

    def weighed(self, todo: Sequence[int]) -> Iterator[tuple[list[Weighed], list[int]]]:
        """Edges as they are found, each with the profiles whose pairs have all been given by then."""


def weigh(scorer: Scorer, a: tuple[int, Traits], b: tuple[int, Traits]) -> Weighed | None:
    """One pair weighed; nothing for one that is not worth keeping."""
    (one, traits), (other, others) = sorted((a, b), key=lambda each: each[0])
    if scorer.bits(traits, others) < KEPT_FROM:
        return None
    score = scorer.score(traits, others)
    return Weighed(
        one,
        other,
        round(score.total, 6),
        {each.field: [each.level, round(each.total, 6)] for each in score.fields},
        may_be_twins(traits, others) or are_two_generations(traits, others),
    )


def is_verified(parts: Mapping[str, Any]) -> bool:
    """Whether a number is among what agrees."""
    return bool(agreeing_numbers({name: level for name, (level, _) in parts.items()}))


class InProcess:
    """Candidates by keys, weighed by the scorer that reads the model: for what a load adds, and for a small county."""

    def __init__(self, scorer: Scorer, version: str) -> None:
        self.scorer, self.version, self.crowded = scorer, version, 0

    def weighed(self, todo: Sequence[int]) -> Iterator[tuple[list[Weighed], list[int]]]:
        """Batch by batch. A pair is weighed with the batch of the later of its two profiles."""
        candidates = Candidates.of(todo)
        self.crowded = len(candidates.crowded)
        waiting = set(todo)
        for some in in_parts(todo):
            waiting -= set(some)
            pairs = candidates.pairs(some, without=waiting)
            found = (weigh(self.scorer, (a, candidates.traits[a]), (b, candidates.traits[b])) for a, b in pairs)
            yield [each for each in found if each is not None], list(some)


@as_the_system("linkage.score")
def keep_weighed(
    *, run: LinkageRun, model: LinkageModel, edges: Sequence[Weighed], settled: Collection[int], at: datetime
) -> None:
    """Keep the edges of one batch, and that these profiles have been compared, in one transaction.

    An edge that is here already is left as it is: it was weighed by the same model.
    """
    audit.current().note(run=str(run.pk), edges=len(edges), profiles=len(settled))
    row = LinkageRun.objects.select_for_update().get(pk=run.pk)
    held = held_among(edges, model)
    new = [each for each in edges if (each.a, each.b) not in held]
    names = ("a_id", "b_id", "model_id", "bits", "parts", "twin")
    audit.put(Edge, names, [(e.a, e.b, model.pk, e.bits, dict(e.parts), e.twin) for e in new])
    for some in in_parts(sorted(settled)):
        Profile.objects.filter(pk__in=some).update(scored_with=model.version, unsettled=True)
    row.counts = row.counts | {
        "pairs": row.counts.get("pairs", 0) + len(new),
        "profiles": row.counts.get("profiles", 0) + len(settled),
    }
    row.stage = "score"
    row.save(update_fields=["counts", "stage"])


def held_among(edges: Sequence[Weighed], model: LinkageModel) -> set[tuple[int, int]]:
    """Those of the pairs that are kept already."""
    held: set[tuple[int, int]] = set()
    for some in in_parts(sorted({each.a for each in edges})):
        held |= set(Edge.objects.filter(model=model, a__in=some).values_list("a_id", "b_id"))
    return held
