"""What a clustering would change, worked out before any of it is done. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from homeward.methods.matching.clustering import Outcome, Parameters, Reason, cluster_by_component
from homeward.methods.matching.identities import Identities, identify
from homeward.register.linkage.actions.moving import Carried
from homeward.register.linkage.models import LinkageModel
from homeward.register.linkage.queries.components import Together, rests_on, together


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for people, the edge it rests on, and which numbers clash where it is of a clash."""

    kind: str
    a: int
    b: int
    edge: int | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to some profiles: who goes into whom, who goes to another child, and what is asked.

    It holds what it changes and a digest of what it `rests_on`, and no profile or edge, so that the plans of a whole
    register can be held while they are looked at.
    """

    profiles: tuple[int, ...]
    rests_on: bytes
    into: Mapping[UUID, UUID]
    carried: tuple[Carried, ...]
    questions: tuple[Asked, ...]
    children: int
    biggest: int
    minted: frozenset[UUID]


def plan_for(profiles: Collection[int], model: LinkageModel, parameters: Parameters) -> Plan:
    """What follows for these profiles, all that they can touch among them, as the register stands."""
    # What a plan rests on is digested first: whatever changes while the rest is read makes the two unlike.
    keys, digest = tuple(sorted(profiles)), rests_on(profiles, model)
    found = together(keys, model, parameters)
    outcome = cluster_by_component(found.problem)
    before: dict[UUID, set[int]] = defaultdict(set)
    for profile, child in found.problem.before.items():
        before[child].add(profile)
    named = identify(
        outcome.clusters,
        before={child: frozenset(held) for child, held in before.items()},
        records=found.records,
        age=found.age,
        mint=lambda _: uuid4(),
    )
    into = dict(named.retired)
    return Plan(
        profiles=keys,
        rests_on=digest,
        into=into,
        carried=tuple(_carried(found.problem.before, named, into)),
        questions=tuple(_asked(outcome, found)),
        children=len(before),
        biggest=max((len(each) for each in outcome.clusters), default=0),
        minted=frozenset(named.minted),
    )


def _carried(before: Mapping[int, UUID], named: Identities, into: Mapping[UUID, UUID]) -> Iterable[Carried]:
    """The profiles that go to another child than the whole of their own goes to."""
    going: dict[tuple[UUID, UUID], list[int]] = defaultdict(list)
    for child, profiles in named.children.items():
        for profile in profiles:
            held = into.get(before[profile], before[profile])
            if held != child:
                going[held, child].append(profile)
    for (gives, takes), profiles in sorted(going.items(), key=lambda each: min(each[1])):
        yield Carried(tuple(sorted(profiles)), gives, takes)


def _asked(outcome: Outcome, found: Together) -> Iterator[Asked]:
    nodes = {each.profile: each for each in found.problem.nodes}
    for each in outcome.questions:
        edge, about = found.edges.get((each.a, each.b)), ""
        if each.reason == Reason.ID_CONFLICT:
            one, other = nodes[each.a].upns, nodes[each.b].upns
            about = "upn" if one and other and one != other else "nhs"
        yield Asked(str(each.reason), each.a, each.b, edge.pk if edge else None, about)
