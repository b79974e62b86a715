"""Asking whether a child is still missing whose absence has been open for very long. Nothing is closed by itself."""

from collections.abc import Sequence
from datetime import datetime

from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.queries.long_open import CHECK, LongOpen
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit


@as_the_system("missing.long-open")
def ask_about(*, found: Sequence[LongOpen], at: datetime) -> int:
    """Ask the child's team, or the front door where none has the child."""
    children = {each.child for each in found}
    teams = teams_of(children, at)
    for each in found:
        ask_teams(kind=CHECK, child=each.child, reference=each.reference, teams=teams.get(each.child, set()), at=at)
    audit.current().about(children)
    audit.current().result_count = len(found)
    return len(found)
