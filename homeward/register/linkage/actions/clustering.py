"""Applying what a clustering found: children made one, taken apart, and questions for people."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from homeward.methods.matching.clustering import Parameters
from homeward.register.access.actions import as_the_system, step
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions.asking import end_disagreements, hide_whoever_might_be
from homeward.register.linkage.actions.ledger import Ledger
from homeward.register.linkage.actions.moving import Carried, Follow, Why, carry, follow, merge, split
from homeward.register.linkage.actions.planning import Asked, Plan, plan_for
from homeward.register.linkage.models import LinkageModel, LinkageRun, Profile, ReviewItem
from homeward.register.linkage.queries.components import Open, rests_on
from homeward.register.linkage.queries.parts import in_parts
from homeward.register.people.models import Person

EVIDENCE = "evidence"
# Questions that rest on scores: where the scores no longer ask, the question is taken away.
OF_SCORES = ("possible", "twin", "id-conflict", "broken", "big-cluster")


@as_the_system("linkage.apply")
def apply_plan(
    *,
    run: LinkageRun,
    model: LinkageModel,
    plan: Plan,
    parameters: Parameters,
    follow: Follow | None,
    open_matters: Open,
    at: datetime,
) -> None:
    """Do what is planned for some parts of the register, in one transaction.

    What is done rests on what stands in that transaction: a plan that something has overtaken is made afresh. A run
    that is taken up again finds these settled.
    """
    keys = plan.profiles
    row = LinkageRun.objects.select_for_update().get(pk=run.pk)
    children = set(Profile.objects.filter(pk__in=keys).values_list("subject", flat=True))
    list(Person.objects.select_for_update().filter(pk__in=children).order_by("pk").values_list("pk"))
    if rests_on(keys, model) != plan.rests_on:
        plan = plan_for(keys, model, parameters)
    why = Why(at=at, because=EVIDENCE, run=run, follow=follow)
    merge(into=plan.into, why=why)
    for each in plan.carried:
        _take(each, each.takes in plan.minted, why)
    counts = ask(questions=plan.questions, profiles=keys, run=run, open_matters=open_matters, at=at)
    for some in in_parts(keys):
        end_disagreements(profiles=some, at=at)
        Profile.objects.filter(pk__in=some).update(unsettled=False)
    counts |= {"joined": len(plan.into), "parted": len(plan.carried)}
    row.counts = row.counts | {name: row.counts.get(name, 0) + many for name, many in counts.items()}
    row.stage = "apply"
    row.save(update_fields=["counts", "stage"])
    audit.current().note(run=str(run.pk), profiles=len(keys), joined=len(plan.into), parted=len(plan.carried))


def _take(each: Carried, is_new: bool, why: Why) -> None:
    """Take profiles to the child they belong to, who is minted where nobody else is."""
    if is_new:
        split(child=each.gives, profiles=each.profiles, why=why, new=each.takes)
        return
    change = why.change("split", each.gives, each.takes)
    change.save()
    ledger = Ledger()
    carry(carried=each, change=change, why=why, ledger=ledger)
    follow(children=(each.gives, each.takes), why=why, ledger=ledger, change_of=lambda _: change)
    ledger.write()


@step
def ask(
    *,
    questions: Collection[Asked],
    profiles: Collection[int],
    run: LinkageRun,
    open_matters: Open,
    at: datetime,
) -> dict[str, int]:
    """Raise the questions that are new, and take those away that the scores no longer ask. Gives how many of each kind.

    A question that somebody has answered is not asked again. Whoever might be a child whom a shield covers is shielded
    until it is answered (S-12).
    """
    wanted = {(each.kind, each.a, each.b): each for each in questions}
    held = ReviewItem.objects.filter(a__in=profiles, b__in=profiles)
    known = {(row.kind, row.a_id, row.b_id): row for row in held.order_by("raised_at")}
    child = dict(Profile.objects.filter(pk__in=profiles).values_list("pk", "subject"))
    stale = [
        row.pk
        for key, row in known.items()
        if row.settled_at is None and row.kind in OF_SCORES and key not in wanted and _is_over(row, child)
    ]
    ReviewItem.objects.filter(pk__in=stale).update(settled_at=at, how="no-longer-asked")
    new = [key for key in wanted if _is_new(known.get(key))]
    matters = set(open_matters({child[each] for _, a, b in new for each in (a, b)}))
    rows = [_item(wanted[key], child, run, matters, at) for key in new]
    ReviewItem.objects.bulk_create(rows)
    hide_whoever_might_be(rows=rows, at=at)
    counts: dict[str, int] = defaultdict(int)
    for kind, _, _ in new:
        counts[kind] += 1
    return dict(counts)


def _is_over(row: ReviewItem, child: Mapping[int, UUID]) -> bool:
    """Whether a question that no score asks may go: one that a load raised, only once the two are one child."""
    return row.run_id is not None or child[row.a_id] == child[row.b_id]


def _is_new(row: ReviewItem | None) -> bool:
    return row is None or (row.settled_at is not None and row.how == "no-longer-asked")


def _item(each: Asked, child: Mapping[int, UUID], run: LinkageRun, matters: set[Any], at: datetime) -> ReviewItem:
    subjects = child[each.a], child[each.b]
    return ReviewItem(
        kind=each.kind,
        a_id=each.a,
        b_id=each.b,
        subject_a_id=subjects[0],
        subject_b_id=subjects[1],
        about=each.about,
        edge_id=each.edge,
        run=run,
        raised_at=at,
        touches_open_matter=bool(matters.intersection(subjects)),
    )
