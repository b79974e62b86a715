"""What the front door's queue, the lists of cases and plans, and one child's matrix and plans cost in a hub that grew.

    script/bench worries                                    # 500 open cases and 10,000 past; then 5,000 and 100,000
    .venv/bin/python bench/worries.py 50,1000 500,10000     # with fewer

SQL statements, and milliseconds as a ratio to an empty signed-in page, at two sizes one after the other, so that growth
shows. Each past case had a worry that was decided, somebody who had it, a plan with what was to be done, and what was
noticed. The child whose pages are asked for has as much at both sizes. It fails if a statement more is needed at the
second size. The rows are made a thousand cases at a time and none is held.
"""

import json
import random
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from _asked import PEER, Asked, analysed, measured, signed_in
from _hub import NOW, hub
from _results import database, keep, machine, table

SIZES = ((500, 10_000), (5_000, 100_000))
AT_ONCE = 1_000
NOTICED, WAITING, ROUNDS, SEED = 6, 60, 20, 2026
DAY = timedelta(days=1)
FILLER = "sealed as long as a sentence of somebody who worked on it was " * 4


@dataclass
class Made:
    """Rows of one batch that are not written yet, by kind, in the order in which they are written."""

    rows: dict[Any, list[Any]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        """Keep a row for the batch, and give it back to be pointed at."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def write(self) -> None:
        """Write them all."""
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows)
        self.rows.clear()


class Hub:
    """The workers, the team and the codes that every row of the measurement leans on."""

    def __init__(self) -> None:
        from homeward.register.accounts.models import Account
        from homeward.vocabulary.loader import load_whole

        def worker(role: str) -> Any:
            return Account.objects.get(demonstrates=role).worker

        self.door, self.worker, self.manager = map(worker, ("front-door-worker", "hub-practitioner", "manager"))
        self.codes = [entry.code for entry in load_whole("exploitation_indicators").entries]
        self.chance = random.Random(SEED)

    def child(self, made: Made, number: int) -> Any:
        """An invented child whom nobody has said more about."""
        from homeward.register.people.models import Person
        from homeward.register.subjects.models import Subject

        subject = made.add(Subject(kind="person", minted_at=NOW))
        return made.add(
            Person(
                subject=subject, forename=f"Child{number}", surname="Bench", sex="F", synthetic=True, linked=True,
                birth_date=(NOW - timedelta(days=4000 + number % 2000)).date(), name_key=f"child{number} bench",
            )
        )  # fmt: skip


def worked_on(of: Hub, made: Made, child: Any, *, days: int, lasted: int | None) -> None:
    """One case from the worry to the plan, begun so many days ago, and closed after so many unless it is open."""
    from homeward.practice.cases.models import Allocation, Case
    from homeward.register.access.models import Relationship

    since = NOW - days * DAY
    until = since + lasted * DAY if lasted else None
    worried(of, made, child, since=since)
    held = Relationship(subject_id=child.pk, kind="team", team=of.manager.team, since=since, until=until)
    made.add(held)
    case = made.add(
        Case(
            subject_id=child.pk, kind="exploitation", opened_at=since, opened_by=of.door, closed_at=until,
            closed_by=of.manager if until else None, sealed_because="", sealed_closing="",
        )
    )  # fmt: skip
    case.sealed_because = sealed("She was seen with older boys.", "cases_case", case.pk, "because")
    if until:
        case.sealed_closing = sealed("She is safe at home.", "cases_case", case.pk, "closing")
    made.add(Allocation(case=case, role="team", team=of.manager.team, since=since, until=until, by=of.manager))
    planned(of, made, child, case, since=since, until=until)
    noticed(of, made, child, since=since, many=NOTICED)


def worried(of: Hub, made: Made, child: Any, *, since: Any, waits: bool = False) -> None:
    """A worry about the child that was decided, or that waits in the queue."""
    from homeward.practice.frontdoor.models import Concern, ConcernChild, Stage

    concern = made.add(
        Concern(
            channel="partner", state="open" if waits else "decided", about="child", forms="criminal",
            referrer="school", reference=uuid4().hex * 2, begun_at=since, last_said_at=since, sent_at=since,
            received_on=since.date(), due_on=(since + DAY).date(), stage="" if waits else "decision",
            outcome="" if waits else "assessment", decided_at=None if waits else since + DAY,
            worker=None if waits and of.chance.random() < 0.5 else of.door, version=1,
        )
    )  # fmt: skip
    made.add(ConcernChild(concern=concern, person=child, added_by=of.door, added_at=since))
    given = {"concern": concern, "decision": "assessment", "sealed_reason": FILLER, "by": of.door, "at": since + DAY}
    for stage in () if waits else ("contact", "initial", "screening", "decision"):
        made.add(Stage(stage=stage, **given))


def planned(of: Hub, made: Made, child: Any, case: Any, *, since: Any, until: Any) -> None:
    """A plan on the case, with two things to be done."""
    from homeward.practice.safety.models import ActionStep, Plan, PlanAction, PlanVersion

    plan = made.add(
        Plan(
            case=case, subject_id=child.pk, owner=of.manager, begun_at=since, by=of.manager, ended_at=until,
            ended_by=of.manager if until else None, sealed_ending="",
        )
    )  # fmt: skip
    version = made.add(
        PlanVersion(
            plan=plan, number=1, sealed_sections="", agreed="both", review_on=(since + 90 * DAY).date(),
            by=of.manager, at=since,
        )
    )  # fmt: skip
    said = json.dumps({"risks": "Being met after school.", "if-missing": "Ring her aunt first."})
    version.sealed_sections = sealed(said, "safety_planversion", version.pk, "sections")
    if until:
        plan.sealed_ending = sealed("She is safe at home.", "safety_plan", plan.pk, "ending")
    for number in range(2):
        row = made.add(
            PlanAction(
                plan=plan, agency=of.manager.agency, due_on=(since + (7 + number) * DAY).date(), for_family=True,
                by=of.manager, at=since, sealed_what="", sealed_who="",
            )
        )  # fmt: skip
        for column, words in (("what", "Walk home with her."), ("who", "Her tutor")):
            setattr(row, f"sealed_{column}", sealed(words, "safety_planaction", row.pk, column))
        made.add(ActionStep(action=row, number=1, state="done", on=since.date(), by=of.manager, at=since))


def noticed(of: Hub, made: Made, child: Any, *, since: Any, many: int) -> None:
    """So many observations of the child in the weeks after a day."""
    from homeward.practice.indicators.models import Observation

    for _ in range(many):
        day = (since + of.chance.randrange(200) * DAY).date()
        made.add(
            Observation(
                person=child, code=of.chance.choice(of.codes), value=of.chance.choice(("yes", "no")), since=day,
                until=day + DAY, precision="day", agency=of.door.agency, heard_from="professional", grounds="seen",
                sure="sure", by=of.door, recorded_at=since,
            )
        )  # fmt: skip


def sealed(words: str, table_name: str, row: Any, column: str) -> str:
    """The words under their seal, as a page opens them."""
    from homeward.register.keys.queries import sealed as seal

    return seal(words, table=table_name, row=row, column=column)


def grown(of: Hub, before: tuple[int, int], size: tuple[int, int]) -> None:
    """Bring the hub from one size to another, a thousand cases at a time."""
    made = Made()
    for which, (had, many) in enumerate(zip(before, size, strict=True)):
        for number in range(had, many):
            child = of.child(made, which * 1_000_000 + number)
            days, lasted = (of.chance.randrange(5, 300), None) if which == 0 else (of.chance.randrange(400, 2200), 200)
            worked_on(of, made, child, days=days, lasted=lasted)
            if number % AT_ONCE == AT_ONCE - 1:
                made.write()
    made.write()


def one_child(of: Hub) -> UUID:
    """The child whose pages are asked for, with three cases and a year of what was noticed; and the queue."""
    from homeward.practice.cases.models import Allocation, Case
    from homeward.register.access.models import Relationship

    made = Made()
    child = of.child(made, 9_000_000)
    for days, lasted in ((1500, 300), (900, 200), (200, None)):
        worked_on(of, made, child, days=days, lasted=lasted)
    noticed(of, made, child, since=NOW - 250 * DAY, many=30)
    for number in range(WAITING):
        worried(of, made, of.child(made, 8_000_000 + number), since=NOW - timedelta(hours=number), waits=True)
    made.write()
    held = Relationship.objects.create(subject_id=child.pk, kind="allocated", worker=of.worker, since=NOW - 200 * DAY)
    case = Case.objects.get(subject=child.pk, closed_at__isnull=True)
    Allocation.objects.create(
        case=case, role="lead", worker=of.worker, since=NOW - 200 * DAY, by=of.manager, relationship=held
    )
    return UUID(str(child.pk))


def asked_for(child: UUID) -> list[Asked]:
    """The pages that are measured, the peer first."""
    door, worker, manager = map(signed_in, ("front-door-worker", "hub-practitioner", "manager"))
    of = f"/children/{child}"
    pages = [
        (PEER, worker, "/help/"),
        ("the queue", door, "/concerns/"),
        ("the queue: nobody's", door, "/concerns/?whose=nobodys"),
        ("the front door's workload", door, "/concerns/workload/"),
        ("a worker's open cases", worker, "/cases/"),
        ("a manager's open cases, all of them", manager, "/cases/"),
        ("a worker's plans", worker, "/safety-plans/"),
        ("a manager's plans, all of them", manager, "/safety-plans/"),
        ("the child's indicators, a year", worker, f"{of}/indicators/"),
        ("the child's indicators, all", worker, f"{of}/indicators/all/"),
        ("the child's case", worker, f"{of}/case/"),
        ("the child's plans", worker, f"{of}/safety/"),
        ("the child's record", worker, f"{of}/"),
    ]
    return [Asked(name, lambda client=client, address=address: client.get(address)) for name, client, address in pages]


def main() -> int:
    """Measure at both sizes, in one run; a page whose statements grew is a failure."""
    facts = machine()
    sizes = tuple(tuple(map(int, each.split(","))) for each in sys.argv[1:]) or SIZES
    with hub():
        from homeward.config.commands.serve import open_accounts

        open_accounts()
        of, found, before = Hub(), {}, (0, 0)
        child = one_child(of)
        for size in sizes:
            grown(of, before, size)
            before = size
            analysed()
            name = f"{size[0]:,} open cases, {size[1]:,} past"
            found[name] = measured(asked_for(child), rounds=ROUNDS, seed=SEED)
            print(f"\n{name}")
            columns = ("what", "statements", "p50 ratio", "p95 ratio", "p50 ms", "p95 ms")
            table(columns, [(name, *figures.values()) for name, figures in found[name].items()])
        facts["database"] = database()
        if sizes == SIZES:
            name = "worries-postgresql" if "Post" in facts["database"] else "worries"
            keep(name, {"machine": facts, "peer": PEER, "rounds": ROUNDS, "seed": SEED, "found": found})
        small, large = found.values()
        return int(any(small[name]["statements"] != large[name]["statements"] for name in small))


if __name__ == "__main__":
    sys.exit(main())
