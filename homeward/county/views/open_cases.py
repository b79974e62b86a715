"""What the hub has open on the last day: each child whom a worker of the hub has now, and the plan made for them."""

from collections.abc import Iterator

from homeward.county.children import Child
from homeward.county.workers import Allocation
from homeward.county.world import Brought, World
from homeward.county.years import DAY, written

COLUMNS = (
    "case_reference", "person_reference", "forename", "surname", "birth_date", "sex", "kind", "forms", "opened_on",
    "because", "lead_worker_id", "lead_worker_name", "team", "extracted_on", "synthetic",
)  # fmt: skip
PLANS = ("plan_reference", "person_reference", "kind", "began_on", "ended_on", "extracted_on", "synthetic")
HUB = "Hub"
AGENCIES = ("police", "social-care")
FORMS = {
    "cce": "criminal",
    "county-lines": "county-lines",
    "cse": "sexual",
    "trafficking": "trafficking",
    "gangs": "gangs",
}
BECAUSE = {
    "exploitation": "Known to be exploited when the hub took the child on.",
    "missing": "Missing often before the hub took the child on.",
}
WEEK = 7 * DAY


def held_by_the_hub(brought: Brought) -> Iterator[tuple[Child, Allocation]]:
    """Each child whom a worker of the hub has now, with since when."""
    for child, allocations in brought.allocations.items():
        now = next((each for each in allocations if each.until is None and each.worker.team == HUB), None)
        if now is not None:
            yield child, now


def rows(world: World, brought: Brought) -> Iterator[tuple[str, ...]]:
    """A row for each open case."""
    taken_on = world.until - DAY
    for child, now in held_by_the_hub(brought):
        identity = brought.identities[child]
        forms = _forms(world, child)
        kind = "exploitation" if forms else "missing"
        yield (
            _reference("H", child), identity.local_id, identity.forename, identity.surname, written(child.born),
            child.sex, kind, ";".join(forms), written(now.since), BECAUSE[kind], now.worker.number, now.worker.name,
            now.worker.team, written(taken_on), "1",
        )  # fmt: skip


def plan_rows(world: World, brought: Brought) -> Iterator[tuple[str, ...]]:
    """A row for each safety plan: one is made within a week of the child being taken on."""
    taken_on = world.until - DAY
    for child, now in held_by_the_hub(brought):
        began = now.since + WEEK
        if began <= taken_on:
            number = brought.identities[child].local_id
            yield _reference("P", child), number, "safety", written(began), "", written(taken_on), "1"


def _reference(kind: str, child: Child) -> str:
    return f"SYN-{kind}-{child.number:06d}"


def _forms(world: World, child: Child) -> list[str]:
    """The forms that the police or social care have come to know of by now."""
    known = world.known_to.get(child, {})
    if child not in world.exploited or not any(known.get(each, world.until) < world.until for each in AGENCIES):
        return []
    return list(dict.fromkeys(FORMS[form] for form in world.exploited[child].forms if form in FORMS))
