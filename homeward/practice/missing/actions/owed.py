"""Asking for the interview that each return is owed, since nobody should have to look for it on a list."""

from collections.abc import Sequence
from datetime import datetime

from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.queries.returning import OFFER, hours_on
from homeward.practice.missing.queries.teams import teams_of
from homeward.practice.missing.rules.returning import interview_due
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit


@as_the_system("interview.owed")
def ask_for_offers(*, found: Sequence[MissingEpisode], at: datetime) -> int:
    """Ask the child's team, or the front door, to offer each an interview, within its hours."""
    children = {each.person_id for each in found}
    teams = teams_of(children, at)
    for each in found:
        assert each.until is not None, "only a child who is back is owed an interview"
        ask_teams(
            kind=OFFER,
            child=each.person_id,
            reference=str(each.pk),
            teams=teams.get(each.person_id, set()),
            at=at,
            due_at=interview_due(each.until, hours=hours_on(each.until)),
        )
    audit.current().about(children)
    audit.current().result_count = len(found)
    return len(found)
