"""The invented workers that a visitor to the demonstration signs in as: one for each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from homeward.foundation.london import london_day
from homeward.register.access.actions import as_the_system, step
from homeward.register.access.models import RoleHolding, Shift
from homeward.register.access.queries import open_at
from homeward.register.accounts.actions.refusals import AccountRefusal
from homeward.register.accounts.models import Account
from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.agencies.rules import code_of
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions.rotas import put_shift
from homeward.register.tasks.models import Rota
from homeward.register.tasks.rules.rotas import needed

SHIFT_LASTS = timedelta(hours=12)
PRACTITIONER = "W007"
DUTY_ROLES = frozenset(
    {"call-handler", "emergency-duty-worker", "front-door-worker", "police-missing-desk", "duty-director"}
)

AGENCIES = {
    "middleshire-police": ("police", "Middleshire Police"),
    "middleshire-education": ("education", "Middleshire Education and Inclusion"),
    "middleshire-hospitals": ("health", "Middleshire Hospitals NHS Trust"),
    "middleshire-youth-justice": ("youth-justice", "Middleshire Youth Justice Service"),
    "first-light": ("voluntary", "First Light Return Interviews"),
    "larkfield-academy": ("school", "Larkfield Academy"),
}

# The desks of the demonstration's duty roles: code, name, when it must be answered. The hole is that many turns ahead.
DESKS = {
    "call-handler": ("out-of-hours-line", "Out of hours line", "always"),
    "emergency-duty-worker": ("emergency-duty", "Emergency duty team", "nights-and-weekends"),
    "front-door-worker": ("front-door", "Front door", "office"),
    "police-missing-desk": ("police-missing-desk", "Police missing desk", "always"),
    "duty-director": ("duty-director", "Duty director", "always"),
}
HOLE = 4


@dataclass(frozen=True)
class Cast:
    """Who plays a role: their name, their agency (the hub's own council where none is named) and their team."""

    name: str
    agency: str = ""
    team: str = ""


CAST = {
    "call-handler": Cast("Bryony Underbough", team="Out of Hours Line"),
    "emergency-duty-worker": Cast("Kofi Silverbirch", team="Emergency Duty"),
    "front-door-worker": Cast("Lorna Oakapple", team="Front Door"),
    "hub-practitioner": Cast("Gideon Hollowell", team="Hub"),
    "independent-interviewer": Cast("Tabitha Rushlight", agency="first-light"),
    "police-missing-desk": Cast("Marek Thistlewood", agency="middleshire-police", team="Missing Desk"),
    "police-hub": Cast("Nadia Longmeadow", agency="middleshire-police", team="Exploitation Hub"),
    "hub-intelligence-analyst": Cast("Owen Juniperson", agency="middleshire-police", team="Exploitation Hub"),
    "performance-analyst": Cast("Priya Kettlewell", team="Performance"),
    "manager": Cast("Rosalind Merrydown", team="Hub"),
    "duty-director": Cast("Ewan Nightingale", team="Directors"),
    "director": Cast("Harriet Fairweather", team="Directors"),
    "meeting-chair": Cast("Samir Quillington", team="Partnership"),
    "matching-reviewer": Cast("Winifred Larchwood", team="Hub Office"),
    "information-governance": Cast("Danuta Dewberry", team="Information Governance"),
    "shield-keeper": Cast("Quentin Goldcrest", team="Information Governance"),
    "returns-officer": Cast("Edwina Marlpit", team="Performance"),
    "publisher": Cast("Jocelyn Candlewick", team="Performance"),
    "administrator": Cast("Farida Puddephat", team="Hub Office"),
    "designated-officer": Cast("Ottoline Greaves", team="Safeguarding Unit"),
    "partner": Cast("Imran Elderbrook", agency="larkfield-academy"),
}


@as_the_system("account.open-demonstration")
def open_demonstration(*, at: datetime) -> list[Account]:
    """Open an account for each role's invented worker, once; run again, it changes nothing that is there.

    The hub practitioner is the worker of the council's own extract who has a dozen allocated children, and the manager
    is in the same team, so that both find the children they would. Agencies that send files and have no worker here are
    opened as well.
    """
    refuse_real_use()
    for code in AGENCIES:
        agency_for(code=code)
    accounts = [account_for(role=role, cast=cast, at=at) for role, cast in CAST.items()]
    fill_rotas(accounts={each.demonstrates: each for each in accounts}, at=at)
    audit.current().result_count = len(accounts)
    return accounts


@as_the_system("account.renew-shift")
def renew_shift(*, account: Account, at: datetime) -> None:
    """Put a duty role's invented worker on shift now, whatever the hour a visitor comes."""
    refuse_real_use()
    if account.demonstrates not in DUTY_ROLES:
        return
    current = Shift.objects.filter(worker=account.worker, since__lte=at, until__gt=at + timedelta(hours=1))
    if not current.exists():
        Shift.objects.create(worker=account.worker, since=at, until=at + SHIFT_LASTS)


@step
def fill_rotas(*, accounts: Mapping[str, Account], at: datetime) -> None:
    """Put the invented workers on their desks for two weeks to come, save one time at each, so that a hole is seen."""
    for role, (code, title, hours) in DESKS.items():
        worker = accounts[role].worker
        manager = accounts["manager"].worker
        made = {"title": title, "agency": worker.agency, "role": role, "hours": hours}
        own = {"manager": manager} if manager.agency_id == worker.agency_id else {}
        rota, _ = Rota.objects.get_or_create(code=code, defaults={**made, **own})
        there = set(rota.shifts.values_list("since", flat=True))
        for number, span in enumerate(needed(hours, first=london_day(at) - timedelta(days=1), days=15)):
            if number != HOLE and span.since not in there:
                put_shift(rota=rota, worker=worker.pk, span=span, at=at)


def refuse_real_use() -> None:
    """Nobody invented may be let in where real records are kept."""
    if not settings.DEMONSTRATION:
        raise AccountRefusal("Demonstration accounts open only in demonstration mode.")


@step
def account_for(*, role: str, cast: Cast, at: datetime) -> Account:
    """The account of one role's worker, made when it is not there yet, and holding that one role."""
    account = Account.objects.filter(demonstrates=role).select_related("worker").first()
    if account is None:
        email = f"{role}@middleshire.example"
        account = Account(email=email, worker=worker_for(role=role, cast=cast), opened_at=at, demonstrates=role)
        account.set_unusable_password()
        account.save()
    if not RoleHolding.objects.filter(open_at(at), worker=account.worker, role=role).exists():
        RoleHolding.objects.create(worker=account.worker, role=role, since=at)
    return account


@step
def worker_for(*, role: str, cast: Cast) -> Worker:
    """The worker who plays a role: the extract's own practitioner where there is one, else somebody new."""
    agency = agency_for(code=cast.agency)
    number = PRACTITIONER if role == "hub-practitioner" else f"demonstration-{role}"
    team = team_for(agency=agency, role=role, name=cast.team)
    worker, _ = Worker.objects.get_or_create(
        agency=agency, external_id=number, defaults={"name": cast.name, "team": team}
    )
    return worker


@step
def agency_for(*, code: str) -> Agency:
    """The agency of that code, made when it is not there yet; none named means the hub's own council."""
    if not code:
        defaults = {"name": "Middleshire County Council", "kind": "council"}
        return Agency.objects.get_or_create(code=settings.HUB_AGENCY, defaults=defaults)[0]
    kind, name = AGENCIES[code]
    return Agency.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[0]


@step
def team_for(*, agency: Agency, role: str, name: str) -> Team | None:
    """The team of that name, as the extract spells it, made when it is not there yet.

    The manager's team is the practitioner's, whatever it is called.
    """
    practitioner = Worker.objects.filter(agency=agency, external_id=PRACTITIONER, team__isnull=False).first()
    if role == "manager" and practitioner:
        return practitioner.team
    if not name:
        return None
    found = Team.objects.filter(agency=agency, name=name).first()
    code = code_of(name, longest=60)
    return found or Team.objects.get_or_create(agency=agency, code=code, defaults={"name": name})[0]
