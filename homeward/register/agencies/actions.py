"""Finding the agencies, teams and workers that a partner's file names, and adding those who are missing.

Each is part of an import's own action and takes a constant number of statements. This room lies below the guard, so
its writes ask for the open event, and not for a viewer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.agencies.rules import code_of, team_to_fill
from homeward.register.audit.actions import step


@dataclass(frozen=True)
class Named:
    """A worker as a file names one: the agency's own number, the name, and the team, if it says."""

    number: str
    name: str = field(repr=False)
    team: Team | None = None


@step
def councils_named(*, names: Iterable[str]) -> dict[str, Agency]:
    """The council of each name, by its code or exact name; one nobody has met is added as an agency."""
    codes = {name: code_of(name, longest=40) for name in names}
    if not codes:
        return {}
    missing = [name for name in codes if name not in _found(codes)]
    Agency.objects.bulk_create(
        [Agency(code=codes[name], name=name[:120], kind="council") for name in missing], ignore_conflicts=True
    )
    return _found(codes)


def _found(codes: dict[str, str]) -> dict[str, Agency]:
    every = list(Agency.objects.all())
    known = {code_of(each.name, longest=40): each for each in every} | {each.code: each for each in every}
    return {name: known[code] for name, code in codes.items() if code in known}


@step
def teams_named(*, agency: Agency, names: Iterable[str]) -> dict[str, Team]:
    """The agency's team of each name; one nobody has met is added."""
    codes = {name: code_of(name, longest=60) for name in names}
    rows = [Team(agency=agency, code=code, name=name[:120]) for name, code in codes.items()]
    Team.objects.bulk_create(rows, ignore_conflicts=True)
    known = {team.code: team for team in Team.objects.filter(agency=agency, code__in=codes.values())} if codes else {}
    return {name: known[code] for name, code in codes.items()}


@step
def workers_numbered(*, agency: Agency, workers: Sequence[Named]) -> dict[str, Worker]:
    """The agency's worker of each number; one nobody has met is added; an empty team is filled."""
    by_number = {each.number: each for each in workers}
    rows = [
        Worker(agency=agency, external_id=each.number, name=each.name[:120], team=each.team)
        for each in by_number.values()
    ]
    Worker.objects.bulk_create(rows, ignore_conflicts=True)
    held = Worker.objects.filter(agency=agency, external_id__in=by_number) if by_number else ()
    found = {str(worker.external_id): worker for worker in held}
    _fill_teams(found, by_number)
    return found


def _fill_teams(found: dict[str, Worker], named: dict[str, Named]) -> None:
    changed = []
    for number, worker in found.items():
        team = named[number].team
        to_be = team_to_fill(worker.team_id, team.pk if team else None)
        if to_be != worker.team_id:
            worker.team_id = to_be
            changed.append(worker)
    Worker.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=["team"])
