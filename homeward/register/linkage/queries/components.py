"""What a clustering must look at together, and what it rests on.

Profiles that nothing links cannot change each other's cluster, so a run looks only at the parts that something new
touches (linkage reference, section 4, rule 7).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from homeward.methods.matching.clustering import Edge as PlainEdge
from homeward.methods.matching.clustering import Judgement as PlainJudgement
from homeward.methods.matching.clustering import Node, Parameters, Problem, Verdict
from homeward.methods.matching.evidence import agreeing_numbers, independent_identifiers
from homeward.register.linkage.models import (
    Change,
    Edge,
    LinkageModel,
    Membership,
    PairJudgement,
    Profile,
    Proposal,
    SharedDays,
)
from homeward.register.linkage.queries.occasions import bits_of_shared_days
from homeward.register.linkage.queries.parts import in_parts
from homeward.register.subjects.models import Subject

# Beyond this many, every link of the register is read once; under it only those that lead on from what is new.
FEW = 2000
BY_NUMBER = "number"
# What joins profiles that a load gave to one child because they bear one exact number.
TIED = 100.0


def components(todo: Collection[int], model: LinkageModel, floor: float) -> list[list[int]]:
    """The profiles that must be looked at together, part by part, the one with the lowest profile first."""
    forest: dict[int, int] = {}
    pairs = _all_links(model, floor) if len(todo) > FEW else _links_from(todo, model, floor)
    for each in todo:
        forest.setdefault(each, each)
    for a, b in pairs:
        one, other = _root(forest, a), _root(forest, b)
        if one != other:
            forest[max(one, other)] = min(one, other)
    touched = {_root(forest, each) for each in todo}
    parts: dict[int, list[int]] = defaultdict(list)
    for each in sorted(forest):
        root = _root(forest, each)
        if root in touched:
            parts[root].append(each)
    return [parts[root] for root in sorted(parts)]


def _root(forest: dict[int, int], profile: int) -> int:
    top = profile
    while forest.setdefault(top, top) != top:
        top = forest[top]
    while forest[profile] != top:
        forest[profile], profile = top, forest[profile]
    return top


def _all_links(model: LinkageModel, floor: float) -> Iterator[tuple[int, int]]:
    yield from Edge.objects.filter(model=model, bits__gte=floor).values_list("a_id", "b_id").iterator()
    yield from PairJudgement.objects.values_list("a_id", "b_id").iterator()
    alike = Profile.objects.order_by("subject", "pk").values_list("subject", "pk").iterator()
    yield from _chained(alike)
    keyed = Profile.objects.exclude(own_key="").order_by("agency", "own_key", "pk")
    yield from _chained(
        (((agency, key), pk) for agency, key, pk in keyed.values_list("agency", "own_key", "pk").iterator())
    )
    tied = Membership.objects.filter(because=BY_NUMBER).order_by("subject", "profile")
    yield from _chained(tied.values_list("subject", "profile").iterator())


def _chained(rows: Iterable[tuple[Any, int]]) -> Iterator[tuple[int, int]]:
    """A link from the first of each group to every other, of rows in the order of their groups."""
    group: object = object()
    first = 0
    for key, profile in rows:
        if key == group:
            yield first, profile
        else:
            group, first = key, profile


def _links_from(todo: Collection[int], model: LinkageModel, floor: float) -> Iterator[tuple[int, int]]:
    """Every link that leads on from these profiles, a step at a time, in a constant number of statements for a step."""
    seen, front = set(todo), set(todo)
    while front:
        reached: set[int] = set()
        for some in in_parts(sorted(front)):
            for a, b in _one_step(some, model, floor):
                yield a, b
                reached |= {a, b}
        front = reached - seen
        seen |= front


def _one_step(some: list[int], model: LinkageModel, floor: float) -> Iterator[tuple[int, int]]:
    touching = Q(a__in=some) | Q(b__in=some)
    yield from Edge.objects.filter(touching, model=model, bits__gte=floor).values_list("a_id", "b_id")
    yield from PairJudgement.objects.filter(touching).values_list("a_id", "b_id")
    own = Profile.objects.filter(pk__in=some)
    alike = Profile.objects.filter(subject__in=own.values("subject")).order_by("subject", "pk")
    yield from _chained(alike.values_list("subject", "pk"))
    keys = own.exclude(own_key="").values("own_key")
    keyed = Profile.objects.filter(agency__in=own.values("agency"), own_key__in=keys).order_by(
        "agency", "own_key", "pk"
    )
    yield from _chained([((agency, key), pk) for agency, key, pk in keyed.values_list("agency", "own_key", "pk")])
    origins = Membership.objects.filter(profile__in=some, because=BY_NUMBER).values("subject")
    tied = Membership.objects.filter(subject__in=origins, because=BY_NUMBER).order_by("subject", "profile")
    yield from _chained(tied.values_list("subject", "profile"))


def rests_on(profiles: Collection[int], model: LinkageModel) -> bytes:
    """A digest of what a clustering of these profiles rests on, in five short statements.

    Whose each is and whether it is withdrawn, what people said of them and confirmed, how many edges there are and what
    days were noted. What an edge weighs and what a profile says never change.
    """
    keys = sorted(profiles)
    among = {"a__in": keys, "b__in": keys}
    rows = Profile.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "subject", "withdrawn")
    said = PairJudgement.objects.filter(**among, superseded_by__isnull=True).order_by("pk")
    days = SharedDays.objects.filter(**among).order_by("pk")
    told = (
        held := list(rows),
        sorted(map(str, confirmed({child for _, child, _ in held}))),
        list(said.values_list("pk", flat=True)),
        list(days.values_list("pk", flat=True)),
        Edge.objects.filter(**among, model=model).count(),
    )
    return blake2b(repr(told).encode(), digest_size=16).digest()


@dataclass(frozen=True)
class Together:
    """Some parts of the register, with all that a clustering and the naming of its clusters rest on."""

    problem: Problem
    records: dict[int, int]
    age: dict[UUID, Any]
    edges: dict[tuple[int, int], Edge]
    synthetic: dict[UUID, bool]


def together(profiles: Collection[int], model: LinkageModel, parameters: Parameters) -> Together:
    """These profiles with their edges, judgements and children, in a constant number of statements."""
    keys = sorted(profiles)
    rows = {each.pk: each for each in Profile.objects.filter(pk__in=keys).annotate(many=Count("records"))}
    child = {pk: row.subject_id for pk, row in rows.items()}
    minted = dict(Subject.objects.filter(pk__in=set(child.values())).values_list("pk", "minted_at"))
    edges = {(e.a_id, e.b_id): e for e in Edge.objects.filter(model=model, a__in=keys, b__in=keys)}
    said = {pk for pk, row in rows.items() if not row.withdrawn}
    days = bits_of_shared_days(keys)
    plain = [_plain(each, days.get(pair)) for pair, each in edges.items() if set(pair) <= said]
    problem = Problem(
        nodes=tuple(_node(rows[pk]) for pk in keys),
        edges=(*plain, *_tied(keys, rows)),
        judgements=tuple(in_force(keys, child)),
        parameters=parameters,
        before=child,
        confirmed=confirmed(set(child.values())),
    )
    return Together(
        problem,
        {pk: row.many for pk, row in rows.items()},  # type: ignore[attr-defined]  # annotated above
        {pk: (at, str(pk)) for pk, at in minted.items()},
        edges,
        {row.subject_id: row.synthetic for row in rows.values()},
    )


def _node(row: Profile) -> Node:
    return Node(
        row.pk,
        nhs=frozenset((row.nhs,)) if row.nhs else frozenset(),
        upns=frozenset((row.upn,)) if row.upn else frozenset(),
        own_key=(row.agency_id, row.own_key) if row.own_key else None,
    )


def _plain(edge: Edge, days: float | None) -> PlainEdge:
    """An edge as clustering takes it; days that both tell of are one identifier more."""
    levels = edge.levels
    verified = bool(agreeing_numbers(levels))
    identifiers = independent_identifiers(levels) + (days is not None)
    return PlainEdge(edge.a_id, edge.b_id, edge.bits + (days or 0.0), identifiers, verified=verified, ask=edge.twin)


def _tied(keys: Collection[int], rows: Mapping[int, Profile]) -> list[PlainEdge]:
    """Profiles that a load gave to one child on an exact number, each with the lowest of them.

    One that came later under an agency's own number was given to whomever the first under it had become by then: it
    counts as given where the first was.
    """
    given = Membership.objects.filter(profile__in=keys, because=BY_NUMBER).order_by("profile", "pk")
    first: dict[tuple[int, str], UUID] = {}
    origins = []
    for profile, child in given.values_list("profile", "subject"):
        row = rows[profile]
        key = (row.agency_id, row.own_key)
        origins.append((first.setdefault(key, child) if row.own_key else child, profile))
    return [PlainEdge(a, b, TIED, verified=True) for a, b in _chained(sorted(origins))]


def in_force(keys: Collection[int], child: dict[int, UUID]) -> Iterator[PlainJudgement]:
    """What people said of pairs, as far as it is in force.

    *The same* joins two children, and *not the same* parts one, only once a second person has agreed: until then the
    pair is answered, and nothing more (S-24).
    """
    rows = PairJudgement.objects.filter(a__in=keys, b__in=keys, superseded_by__isnull=True).exclude(verdict="withdrawn")
    for order, row in enumerate(rows.order_by("at", "pk")):
        agreed = (row.verdict == "same") == (child[row.a_id] == child[row.b_id])
        verdict = Verdict(row.verdict) if agreed and row.verdict != "unsure" else Verdict.UNSURE
        yield PlainJudgement(row.a_id, row.b_id, verdict, order)


def confirmed(children: Collection[UUID]) -> frozenset[UUID]:
    """The children whom two people have made one, and nobody has taken apart since."""
    rows = Change.objects.filter(kind="merge", by__isnull=False, undone_by__isnull=True, subject__in=children)
    return frozenset(rows.values_list("subject", flat=True))


Open = Callable[[Collection[UUID]], Collection[UUID]]


def nobody(children: Collection[UUID]) -> Collection[UUID]:
    """No open matter: what is asked where no room above lends its answer."""
    return ()


def waiting_for_two(children: Collection[UUID]) -> set[UUID]:
    """The children of whom a merge or a split waits for its answer."""
    rows = Proposal.objects.filter(answered_at__isnull=True).filter(Q(subject__in=children) | Q(other__in=children))
    return {each for pair in rows.values_list("subject", "other") for each in pair if each}
