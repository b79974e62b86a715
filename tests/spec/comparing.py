"""Every cell of the authorisation matrix, asked of the hub and of the table written independently of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from time import perf_counter
from uuid import UUID

from homeward.register.access.models import Relationship
from homeward.register.access.rules import Context, Viewer, decide
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.roles import Roles
from tests.spec.matrix import HELD_IN, rows

SOMEBODY = Viewer(worker_id=UUID(int=1), agency_id=1, agency_code="a", agency_kind="council")
AGENCIES = ("council", "police", "health", "school", "voluntary", "other")
KINDS = tuple(kind for kind, _ in Relationship.KINDS if kind != "placing")
Opens = list[tuple[frozenset[str], frozenset[str]]]
Table = dict[tuple[str, str, str], Opens]
EVERYBODY = {
    "today.open",
    "roles.read",
    "task.see",
    "task.do",
    "handover.see",
    "notice.see",
    "job.see",
    "own-account.open",
}


@dataclass
class Compared:
    """What came of it: the cells asked, and those in which the hub allowed or denied what the table does not."""

    cells: int = 0
    wrong_allows: list[str] = field(default_factory=list)
    wrong_denials: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        wrong = f"{len(self.wrong_allows)} wrong allows, {len(self.wrong_denials)} wrong denials"
        return f"{self.cells:,} cells, {wrong}, {self.seconds:.1f} s"


@dataclass(frozen=True)
class State:
    """How things stand between one viewer and one child."""

    agency: str
    relationship: str | None
    on_duty: bool
    missing: bool
    placed: bool

    def reasons(self) -> set[str]:
        """The reasons that the words of the specification find in it."""
        found = {self.relationship} if self.relationship else set()
        if self.on_duty:
            found.add("duty")
        if self.on_duty and self.placed and self.agency == "council":
            found.add("placing-desk")
        if self.on_duty and self.missing and self.agency == "police":
            found.add("open-episode")
        return found

    def context(self) -> Context:
        kinds = frozenset({self.relationship} if self.relationship else ())
        return Context(kinds, True, self.missing, self.placed)


def states(agencies: tuple[str, ...]) -> Iterator[State]:
    """Every agency, relationship, and whether on duty, missing now, and placed by the viewer's own agency."""
    yes_no = (False, True)
    for agency, kind, on_duty, missing, placed in product(agencies, (None, *KINDS), yes_no, yes_no, yes_no):
        yield State(agency, kind, on_duty, missing, placed)


def agencies_for(role: str) -> tuple[str, ...]:
    """The agencies a role is held in, and one that it is not."""
    own = tuple(HELD_IN.get(role, "").split())
    return (*own, next(each for each in AGENCIES if each not in own))


def compared(roles: Roles, *, only: str = "") -> Compared:
    """Ask every cell of both, or every cell of one role."""
    table: Table = {}
    for role, action, field_class, because, agencies in rows():
        table.setdefault((role, action, field_class), []).append((because, agencies))
    codes = [only] if only else sorted({role.code for role in roles.roles} | {*HELD_IN})
    actions = sorted(roles.actions() | {action for _, action, _ in table} | {"child.delete"})
    classes = [*load_whole("field_classes").codes, "shielded-location", "operational", "aggregate"]
    result, began = Compared(), perf_counter()
    for role in codes:
        viewers = {
            (agency, duty): replace(SOMEBODY, agency_kind=agency, roles=frozenset({role}), on_duty=duty)
            for agency in agencies_for(role)
            for duty in (False, True)
        }
        asked = [(state, state.context(), state.reasons()) for state in states(agencies_for(role))]
        for action, field_class in product(actions, classes):
            opens = table.get((role, action, field_class), [])
            for state, context, reasons in asked:
                allowed = decide(viewers[state.agency, state.on_duty], action, context, field_class, roles).allowed
                result.cells += 1
                if allowed != expected(role, action, state, opens, reasons):
                    wrong = result.wrong_allows if allowed else result.wrong_denials
                    wrong.append(f"{role}, {action}, {field_class}, {state}")
    result.seconds = perf_counter() - began
    return result


def expected(role: str, action: str, state: State, opens: Opens, reasons: set[str]) -> bool:
    """What the table says of one cell. What is everybody's needs no role, and so no agency either."""
    if not opens:
        return False
    if action not in EVERYBODY and state.agency not in HELD_IN.get(role, "").split():
        return False
    return any(
        (action in EVERYBODY or state.agency in agencies) and (not because or because & reasons)
        for because, agencies in opens
    )
