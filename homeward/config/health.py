"""Whether the installation is up, and in plain words what it does not have yet (S-51).

`/healthz` says only that it answers. `/readyz` is for the people who run it, from their own network.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from homeward.design.values import Cell, Column, Table, Tag
from homeward.register.access.actions import public
from homeward.register.audit.models import AuditEvent, Seal, WaitingEvent

Network = IPv4Network | IPv6Network

LOWEST_FREE = 1024**3
LONGEST_UNSEALED = 60
SEND_BACKUPS = "Send encrypted copies to another host each night (S-47), then HOMEWARD_BACKUP_ELSEWHERE=true."
KEEP_A_STANDBY = "Keep a second database that follows this one (S-48), then HOMEWARD_STANDBY=true."


@dataclass(frozen=True)
class Requirement:
    """One thing an installation should have: whether it has, what was found, and what would meet it."""

    name: str
    met: bool
    found: str
    remedy: str = ""
    stops: bool = False


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """The program answers. No more is said to whoever asks."""
    return HttpResponse("up\n", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """Each requirement, met or not. 503 when one fails without which nothing may be shown."""
    if not from_operations(request):
        raise Http404
    found = requirements(at=timezone.now())
    status = 503 if any(each.stops and not each.met for each in found) else 200
    if "text/html" in request.headers.get("Accept", ""):
        return TemplateResponse(request, "accounts/ready.html", {"table": table_of(found)}, status=status)
    rows = [{"name": each.name, "met": each.met, "found": each.found, "remedy": each.remedy} for each in found]
    return JsonResponse({"ready": status == 200, "requirements": rows}, status=status)


def from_operations(request: HttpRequest) -> bool:
    """Whether the caller, and the proxy that passed the call on, are on the networks of those who run the hub."""
    addresses = [request.META.get("REMOTE_ADDR", "")]
    if passed_on := request.headers.get("X-Forwarded-For"):
        addresses += [address.strip() for address in passed_on.split(",")]
    networks = [ip_network(network, strict=False) for network in settings.OPERATIONS_NETWORKS]
    return all(is_in(address, networks) for address in addresses)


def is_in(address: str, networks: list[Network]) -> bool:
    """Whether an address lies in one of the networks; what is no address lies in none."""
    try:
        return any(ip_address(address) in network for network in networks)
    except ValueError:
        return False


def requirements(*, at: datetime) -> list[Requirement]:
    """Every requirement, those that stop the hub first."""
    return [
        migrated(),
        audit_sink(),
        captured_calls(),
        sealer(at),
        disk(),
        database_kind(),
        https(),
        keys_elsewhere(),
        checkpoint_key_elsewhere(),
        declared("Backups leave this host", settings.BACKUP_ELSEWHERE, SEND_BACKUPS),
        declared("A standby takes over if this host fails", settings.STANDBY, KEEP_A_STANDBY),
        real_use(),
    ]


def changes_waiting() -> int:
    """How many changes the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrated() -> Requirement:
    """The database has the shape this version expects."""
    try:
        waiting = changes_waiting()
    except DatabaseError:
        return Requirement("Database", False, "It does not answer", "Start it, and check DATABASE_URL.", stops=True)
    found = f"{waiting} changes wait" if waiting else "It answers, and has the shape this version expects"
    return Requirement("Database", not waiting, found, "Run `homeward serve --migrate`." if waiting else "", stops=True)


def audit_sink() -> Requirement:
    """An audit event can be written now. It is written, and taken back."""
    name = "The record of who looked"
    try:
        with transaction.atomic():
            AuditEvent.objects.create(at=timezone.now(), action="ready.try", outcome="allowed", reason_code="system")
            transaction.set_rollback(True)
    except DatabaseError:
        return Requirement(name, False, "It cannot be written, so nothing is shown", "Free the disk.", stops=True)
    return Requirement(name, True, "It can be written", stops=True)


def captured_calls() -> Requirement:
    """Whether the events of calls that were kept while the memory was full have joined it since (S-17)."""
    name = "Events of captured calls"
    try:
        waiting = WaitingEvent.objects.count()
    except DatabaseError:
        return Requirement(name, False, "They cannot be read", "Start the database first.")
    found = f"{waiting:,} wait to be written" if waiting else "None waits"
    remedy = "Mend the record of who looked, and run `homeward worker`, which writes them. One that stays was altered."
    return Requirement(name, not waiting, found, remedy if waiting else "")


def sealer(at: datetime) -> Requirement:
    """How long the oldest event has waited for its seal."""
    name = "Seals on the record of who looked"
    try:
        waited = longest_unsealed(at)
    except DatabaseError:
        return Requirement(name, False, "It cannot be read", "Start the database first.")
    met = waited <= LONGEST_UNSEALED
    return Requirement(name, met, f"The oldest waits {waited:,} seconds", "" if met else "Start `homeward worker`.")


def longest_unsealed(at: datetime) -> int:
    """For how many seconds the oldest event without a seal has waited."""
    last = Seal.objects.order_by("-number").values_list("event_id", flat=True).first() or 0
    oldest = AuditEvent.objects.filter(pk__gt=last).order_by("pk").values_list("at", flat=True).first()
    return int((at - oldest).total_seconds()) if oldest else 0


def disk() -> Requirement:
    """Room left where the installation writes."""
    folder = next(path for path in (settings.DATA, *settings.DATA.parents) if Path(path).exists())
    free = shutil.disk_usage(folder).free
    met = free >= LOWEST_FREE
    return Requirement(
        "Disk", met, f"{free / 1024**3:.1f} GB free", "" if met else "Free at least 1 GB.", stops=not met
    )


def database_kind() -> Requirement:
    """PostgreSQL for real use: one file cannot have a standby."""
    vendor = connection.vendor
    remedy = "" if vendor == "postgresql" else "Set DATABASE_URL to a PostgreSQL server."
    names = {"sqlite": "SQLite, one file", "postgresql": "PostgreSQL"}
    return Requirement("A database server", vendor == "postgresql", names.get(vendor, vendor), remedy)


def https() -> Requirement:
    """Cookies that only travel encrypted."""
    met = bool(settings.SESSION_COOKIE_SECURE and settings.SECURE_HSTS_SECONDS)
    remedy = "" if met else "Use the live settings behind a proxy that holds a certificate."
    return Requirement("HTTPS only", met, "Yes" if met else "Cookies also travel unencrypted", remedy)


def keys_elsewhere() -> Requirement:
    """Keys apart from the data, so that a stolen disk opens nothing (S-44)."""
    beside = (settings.DATA / "keys.env").exists()
    met = not beside and settings.KEYS_ELSEWHERE
    found = "Beside the data" if beside else "In the environment" if not met else "Declared to come from elsewhere"
    remedy = "Let a key service set the environment, then HOMEWARD_KEYS_ELSEWHERE=true (S-44)."
    return Requirement("Keys off this host", met, found, "" if met else remedy)


def checkpoint_key_elsewhere() -> Requirement:
    """The key that signs the audit's checkpoints, on another host (S-19)."""
    met = settings.CHECKPOINT_KEY_ELSEWHERE
    remedy = "Sign on another host, then HOMEWARD_CHECKPOINT_ELSEWHERE=true (S-19)."
    return Requirement("Checkpoint key off this host", met, "Yes" if met else "On this host", "" if met else remedy)


def declared(name: str, met: bool, remedy: str) -> Requirement:
    """Something this host cannot see for itself, and believes when told."""
    return Requirement(name, met, "Declared" if met else "Not declared", "" if met else remedy)


def real_use() -> Requirement:
    """A demonstration is not fit for a real child's record."""
    met = not settings.DEMONSTRATION
    remedy = "" if met else "Use the live settings."
    return Requirement("Fit for real records", met, "Live mode" if met else "Demonstration: no real records", remedy)


def table_of(found: list[Requirement]) -> Table:
    """The same, for a person to read."""
    rows = tuple(
        (
            Cell(each.name),
            Cell(tag=Tag("Met", "green") if each.met else Tag("Not met", "red")),
            Cell(each.found),
            Cell(each.remedy or "Nothing to do"),
        )
        for each in found
    )
    columns = (Column("Requirement"), Column("State"), Column("What was found"), Column("What would meet it"))
    return Table("What this installation has, and has not", columns, rows)
