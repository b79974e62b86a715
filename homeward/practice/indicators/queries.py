"""What was noticed of a child, for whoever may read it: the standing, the ended, the gaps, and the leads that wait."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.foundation.london import london_day
from homeward.practice.indicators.models import Hint, Observation
from homeward.practice.indicators.rules import CLASSES, Gap, Said, codes_beyond, forms_of, gaps, month_after, months_to
from homeward.practice.missing.models import Call, CallPiece, Lead, MissingReport
from homeward.practice.missing.queries.returning import confirmed_leads
from homeward.register.access.models import Relationship
from homeward.register.access.queries import context_of, may_in, open_at, shielded
from homeward.register.access.rules import Context, Viewer
from homeward.register.agencies.models import Agency
from homeward.register.events.models import JusticeEvent
from homeward.register.keys.queries import opened
from homeward.register.sources.models import SourceRecord

OBSERVATION = "indicators_observation"
LASTING = ("allocated", "team", "invited", "partner")
WAITING_SHOWN = 12
MONTHS = 12
A_SCHOOL = "A school"
CUSTODY_FLAG = "custody-exploitation-flag"


def classes_for(viewer: Viewer, held: Context) -> frozenset[str]:
    """The classes of fact that the viewer may read of this child, from a context that was read already."""
    wanted = {"core", *CLASSES.values()}
    return frozenset(each for each in wanted if may_in(held, viewer, "child.open", field_class=each))


def observations(subject: UUID, *, viewer: Viewer, at: datetime) -> "QuerySet[Observation]":
    """Every observation of a child, standing and ended, that the viewer may read; what their own agency said they may.

    Which days and how many are asked by whoever calls.
    """
    held = context_of(viewer, subject, at=at)
    if not may_in(held, viewer, "indicator.open"):
        return Observation.objects.none()
    return _readable(subject, viewer, classes_for(viewer, held))


def _readable(subject: UUID, viewer: Viewer, classes: Collection[str]) -> "QuerySet[Observation]":
    rows = Observation.objects.filter(person=subject).select_related("agency", "by", "ended_by")
    return rows.filter(Q(agency=viewer.agency_id) | ~Q(code__in=codes_beyond(classes)))


def standing(rows: "QuerySet[Observation]", *, since: date, until: date) -> list[Observation]:
    """Those that nobody withdrew or corrected, of which any day lies in the span; in the order they were noticed."""
    found = rows.filter(ended_at__isnull=True, since__lt=until, until__gt=since)
    return list(found.order_by("since", "recorded_at", "pk"))


def with_a_part(subject: UUID, *, at: datetime) -> list[Agency]:
    """The agencies that have to do with a child now: by an allocated worker or team, a meeting, or as a partner."""
    rows = Relationship.objects.filter(open_at(at), subject=subject, kind__in=LASTING)
    held = rows.select_related("worker__agency", "team__agency", "agency")
    return list({row.pk: row for row in (_holder(each) for each in held)}.values())


def _holder(row: Relationship) -> Agency:
    holder = row.worker or row.team
    agency = holder.agency if holder else row.agency
    assert agency is not None  # the database holds that one of the three is there
    return agency


@dataclass(frozen=True)
class Sheet:
    """What was noticed of a child in some months, and what one agency knows that another has not said."""

    months: list[date]
    rows: list[Observation]
    said: list[Said]
    gaps: list[Gap]
    names: dict[int, str]


def sheet_of(subject: UUID, *, viewer: Viewer, at: datetime, last: date) -> Sheet:
    """The year that ends with the month of a day, as far as the viewer may read it, in a constant number of statements.

    What the viewer may not read is in no row, no gap and no count. Of an indicator whose class is closed to them they
    read their own agency's word alone, and no gap is drawn from it: another's silence would be a guess.
    """
    months, held = months_to(last, MONTHS), context_of(viewer, subject, at=at)
    if not may_in(held, viewer, "indicator.open"):
        return Sheet(months, [], [], [], {})
    classes = classes_for(viewer, held)
    rows = standing(_readable(subject, viewer, classes), since=months[0], until=month_after(months[-1]))
    agencies = with_a_part(subject, at=at)
    names = names_told([*agencies, *(row.agency for row in rows)], hidden=bool(shielded([subject])))
    said = [_said(row, names, order) for order, row in enumerate(sorted(rows, key=lambda each: each.recorded_at))]
    beyond = codes_beyond(classes)
    whole = [one for one in said if one.code not in beyond]
    return Sheet(months, rows, said, gaps(whole, {names[each.pk] for each in agencies}), names)


def _said(row: Observation, names: dict[int, str], order: int) -> Said:
    return Said(row.code, row.value, row.since, row.until, names[row.agency_id], order)


def names_told(agencies: Iterable[Agency], *, hidden: bool) -> dict[int, str]:
    """What each agency is called here. While a shield stands no school is named: its name tells where the child is."""
    return {each.pk: A_SCHOOL if hidden and each.kind == "school" else each.name for each in agencies}


def standing_one(subject: UUID, observation: UUID, *, viewer: Viewer, at: datetime) -> Observation | None:
    """One observation that stands and that the viewer may read."""
    return observations(subject, viewer=viewer, at=at).filter(pk=observation, ended_at__isnull=True).first()


def words_of(row: Observation) -> str:
    """What was written of it, opened from its seal."""
    return opened(row.sealed_words, table=OBSERVATION, row=row.pk, column="words") if row.sealed_words else ""


def reason_of(row: Observation) -> str:
    """Why it was corrected or withdrawn."""
    return opened(row.sealed_reason, table=OBSERVATION, row=row.pk, column="reason") if row.sealed_reason else ""


def leads_waiting(subject: UUID, held: Context, *, viewer: Viewer) -> list[Lead]:
    """Confirmed leads of a child that nobody has yet taken for an observation or passed, the newest first.

    Only for whoever may read leads: they tell of other people.
    """
    if not may_in(held, viewer, "lead.see", field_class="third-party"):
        return []
    rows = confirmed_leads().filter(person=subject, indicator_answer__isnull=True)
    return list(rows.order_by("-pk")[:WAITING_SHOWN])


def lead_that_waits(subject: UUID, lead: int, held: Context, *, viewer: Viewer) -> Lead | None:
    """One such lead, for the form that is opened on it."""
    if not may_in(held, viewer, "lead.see", field_class="third-party"):
        return None
    return confirmed_leads().filter(person=subject, indicator_answer__isnull=True, pk=lead).first()


@dataclass(frozen=True)
class Told:
    """Something told elsewhere that may hold an observation: where it is kept, its day, by whom, of which forms."""

    source: str
    reference: str
    on: date
    forms: tuple[str, ...]
    agency: int | None
    agency_name: str = ""

    @property
    def key(self) -> str:
        """How a page names it."""
        return f"{self.source}:{self.reference}"


def hints_waiting(subject: UUID, held: Context, *, viewer: Viewer) -> list[Told]:
    """What was told of a child elsewhere that nobody has yet taken for an observation or passed, the newest first.

    Worries come from the room above; a force's flags, and calls that say why somebody is worried, are read where they
    stand, each by whoever may read it there.
    """
    if not may_in(held, viewer, "indicator.note", field_class="operational"):
        return []
    rows = list(Hint.objects.filter(person=subject).select_related("agency").order_by("-on", "-pk"))
    answered = {(row.source, row.reference) for row in rows if row.answered_at or row.withdrawn_at}
    found = [
        Told(
            row.source, row.reference, row.on, forms_of(row.forms), row.agency_id, row.agency.name if row.agency else ""
        )
        for row in rows
        if row.offered_at
    ]
    found += _flagged_absences(subject)
    if may_in(held, viewer, "child.open", field_class="youth-justice"):
        found += _flagged_in_custody(subject)
    if may_in(held, viewer, "missing.work", field_class="operational"):
        found += _worried_calls(subject)
    waiting = {each.key: each for each in found if (each.source, each.reference) not in answered}
    return sorted(waiting.values(), key=lambda each: (each.on, each.key), reverse=True)[:WAITING_SHOWN]


def _flagged_absences(subject: UUID) -> list[Told]:
    rows = MissingReport.objects.filter(person=subject, superseded_at__isnull=True).exclude(flags="")
    rows = rows.select_related("record__source__agency").order_by("-since")[:WAITING_SHOWN]
    return [_from_record("report", row.pk, row.record, london_day(row.since), row.flags) for row in rows]


def _flagged_in_custody(subject: UUID) -> list[Told]:
    rows = JusticeEvent.objects.filter(person=subject, kind=CUSTODY_FLAG, superseded_at__isnull=True).exclude(code="")
    rows = rows.select_related("record__source__agency").order_by("-since")[:WAITING_SHOWN]
    return [_from_record("custody", row.pk, row.record, row.since, row.code) for row in rows]


def _from_record(source: str, number: int, record: SourceRecord | None, on: date, codes: str) -> Told:
    agency = record.source.agency if record else None
    return Told(source, str(number), on, forms_of(codes), agency.pk if agency else None, agency.name if agency else "")


def _worried_calls(subject: UUID) -> list[Told]:
    pieces = CallPiece.objects.filter(call=OuterRef("pk"), field="why_worried", held_back=False)
    rows = Call.objects.filter(Exists(pieces), person=subject, state="filed").order_by("-opened_at")[:WAITING_SHOWN]
    return [Told("call", str(row.pk), london_day(row.opened_at), (), None) for row in rows]


def hint_that_waits(subject: UUID, key: str, held: Context, *, viewer: Viewer) -> Told | None:
    """One of them, for the form that is opened on it."""
    return next((each for each in hints_waiting(subject, held, viewer=viewer) if each.key == key), None)


def named_here(hints: Iterable[Told], *, hidden: bool) -> list[Told]:
    """The same, with no agency named while a shield stands: a school's name tells where the child is."""
    return [replace(each, agency_name="") if hidden else each for each in hints]
