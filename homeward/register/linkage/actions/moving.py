"""Making two records of one child one, and taking apart what was one by mistake."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import raise_shields, step
from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries import DOWN, shields_over
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.linkage.actions.keying import hide_places
from homeward.register.linkage.actions.ledger import Ledger, Tie, Watched, ties
from homeward.register.linkage.models import (
    Change,
    DisplayChoice,
    LinkageRun,
    Membership,
    Profile,
    ProfileRecord,
    ReviewItem,
)
from homeward.register.linkage.queries.saying import facts_of
from homeward.register.people import actions as people
from homeward.register.people.models import Identifier, Person
from homeward.register.subjects import actions as subjects
from homeward.register.subjects.models import Subject

Follow = Callable[[Collection[UUID]], None]
PERSON, SUBJECT, LOWERING = "people_person", "subjects_subject", "access_shieldlowering"
# Rows that are tied to what somebody said in a row of a source, and go with it.
BY_RECORD = ("record_id", "source_record")
# Rows of this room that are of a profile: the column of the child, and that of the profile.
OF_PROFILES: dict[type, dict[str, str]] = {
    Profile: {"subject_id": "pk"},
    ReviewItem: {"subject_a_id": "a", "subject_b_id": "b"},
    DisplayChoice: {"subject_id": "profile"},
}


class NotToBeJoined(HomewardError):
    """Two children who must not be made one: one of them is invented, or has been retired already."""

    def __init__(self, got: str) -> None:
        super().__init__(
            got=got,
            expected="two children who both stand, both real or both invented",
            next_step="Open each child's record again: somebody may have joined them a moment ago.",
        )


@dataclass(frozen=True)
class Why:
    """Who changed who is who, and why: a run by itself, or two people with a reason."""

    at: datetime
    because: str
    run: LinkageRun | None = None
    by: UUID | None = None
    confirmed_by: UUID | None = None
    reason: str = field(default="", repr=False)
    follow: Follow | None = None

    def change(self, kind: str, subject: UUID, other: UUID | None, undoes: Change | None = None) -> Change:
        """The change, not yet written. Its reason is sealed, and bound to the child it is about besides the first."""
        reason = (
            sealed(self.reason, table="linkage_change", row=other or subject, column="reason") if self.reason else ""
        )
        return Change(
            kind=kind, at=self.at, run=self.run, by_id=self.by, confirmed_by_id=self.confirmed_by, sealed_reason=reason,
            undoes=undoes, subject_id=subject, other_id=other,
        )  # fmt: skip


@step
def merge(*, into: Mapping[UUID, UUID], why: Why) -> list[Change]:
    """Make each child one with another, in a constant number of statements.

    The one who goes leads to the one who stays. Every row that follows a child follows, with a note of where it was.
    The one who stays is at least as shielded as either was, and has no key of a place under a shield. What is said of
    them is chosen anew, and what a worker put right on either stays. No source record is touched. Raises NotToBeJoined.
    """
    if not into:
        return []
    _refuse(into)
    made = Change.objects.bulk_create([why.change("merge", stays, gone) for gone, stays in into.items()])
    changes = {change.other_id: change for change in made if change.other_id}
    latest = {change.subject_id: change for change in made if change.subject_id}
    ledger = Ledger()
    moved = list(Profile.objects.filter(subject__in=list(into)).values_list("pk", "subject_id"))
    altered = people.absorb(into=into)
    _tighten(into, changes, why.at, ledger)
    for tie in ties():
        ledger.repoint(tie, into, changes)
    for fact in altered:
        ledger.note(latest[fact.subject_id], PERSON, fact.subject_id, fact.column, fact.was, fact.became)
    subjects.retire(into=into)
    for gone, stays in into.items():
        ledger.note(changes[gone], SUBJECT, gone, "retired_into_id", None, stays)
    keep_memberships(put=[(pk, into[gone], changes[gone]) for pk, gone in moved], why=why)
    hide_places(subject_ids=set(into.values()))
    settle_between(children=set(into.values()), why=why, ledger=ledger, change_of=latest.__getitem__)
    follow(children=set(into.values()), why=why, ledger=ledger, change_of=latest.__getitem__)
    ledger.write()
    audit.current().about([*into, *into.values()])
    return made


def _refuse(into: Mapping[UUID, UUID]) -> None:
    everybody = {*into, *into.values()}
    list(Subject.objects.select_for_update().filter(pk__in=everybody).order_by("pk").values_list("pk"))
    rows = {each.pk: each for each in Person.objects.filter(pk__in=everybody).select_related("subject")}
    if set(into) & set(into.values()) or len(rows) != len(everybody):
        raise NotToBeJoined("a child to be joined with themselves, or with nobody")
    if any(row.subject.retired_into_id for row in rows.values()):
        raise NotToBeJoined("a child who was made one with another already")
    if any(rows[gone].synthetic != rows[stays].synthetic for gone, stays in into.items()):
        raise NotToBeJoined("an invented child and a real one")


def _tighten(into: Mapping[UUID, UUID], changes: Mapping[UUID, Change], at: datetime, ledger: Ledger) -> None:
    """Raise again a lowered shield of the one who stays, where the other's of the same kind is up (S-12)."""
    everybody = {*into, *into.values()}
    shields = list(Shield.objects.filter(subject__in=everybody).order_by("pk"))
    lowered = {row.shield_id: row.pk for row in ShieldLowering.objects.filter(DOWN, shield__in=shields)}
    own = {(each.subject_id, each.basis): each for each in shields}
    raised: dict[UUID, Change] = {}
    for shield in shields:
        stays = into.get(shield.subject_id)
        like = own.get((stays, shield.basis)) if stays else None
        if like is not None and shield.pk not in lowered and like.pk in lowered:
            raised[lowered[like.pk]] = changes[shield.subject_id]
    ShieldLowering.objects.filter(pk__in=list(raised)).update(raised_again_at=at)
    for pk, change in raised.items():
        ledger.note(change, LOWERING, pk, "raised_again_at", None, at)


@step
def keep_memberships(*, put: Sequence[tuple[int, UUID, Change]], why: Why) -> None:
    """Say that profiles stand in other children from now on. What stood before is superseded, and kept."""
    keys = [profile for profile, _, _ in put]
    Membership.objects.filter(profile__in=keys, superseded_at__isnull=True).update(superseded_at=why.at)
    since = dict(Profile.objects.filter(pk__in=keys).values_list("pk", "first_said_on"))
    day = london_day(why.at)
    audit.put(
        Membership,
        ("profile_id", "subject_id", "valid_since", "recorded_at", "because", "change_id"),
        [(pk, child, since[pk] or day, why.at, why.because, change.pk) for pk, child, change in put],
    )


@step
def settle_between(
    *, children: Collection[UUID], why: Why, ledger: Ledger, change_of: Callable[[UUID], Change]
) -> None:
    """Questions whether two profiles are one child are answered where they now stand in one."""
    asked = ReviewItem.objects.filter(kind__in=("possible", "twin"), settled_at__isnull=True, subject_a__in=children)
    rows = [row for row in asked if row.subject_a_id == row.subject_b_id]
    ReviewItem.objects.filter(pk__in=[row.pk for row in rows]).update(
        settled_at=why.at, settled_by=why.by, how="joined"
    )
    for row in rows:
        for column, became in (("settled_at", why.at), ("settled_by_id", why.by), ("how", "joined")):
            ledger.note(change_of(row.subject_a_id), "linkage_reviewitem", row.pk, column, getattr(row, column), became)


@step
def follow(*, children: Collection[UUID], why: Why, ledger: Ledger, change_of: Callable[[UUID], Change]) -> None:
    """Let the rooms above work out again what rests on who is who, and take down what they altered."""
    if why.follow is None or not children:
        return
    watched = Watched(children)
    why.follow(sorted(children))
    watched.note(ledger, change_of)


@dataclass(frozen=True)
class Carried:
    """Profiles that are taken from one child to another."""

    profiles: tuple[int, ...]
    gives: UUID
    takes: UUID


@step
def split(*, child: UUID, profiles: Collection[int], why: Why, new: UUID | None = None) -> tuple[Change, UUID]:
    """Take these profiles of a child for another child, who is minted for them.

    What came by a record of one of the profiles goes with it: numbers, homes, schools, care, absences, events and the
    ties of workers. What no record says (a task, an emergency opening, a shield) stays; a shield goes up over both.
    What is said of either is what the profiles left to them say. No source record is touched.
    """
    before = Person.objects.select_for_update().get(pk=child)
    new = new or uuid4()
    subjects.mint(kind="person", ids=[new], at=why.at)
    people.stand_apart(subject_id=new, like=before)
    change = why.change("split", child, new)
    change.save()
    ledger = Ledger()
    carry(carried=Carried(tuple(sorted(profiles)), child, new), change=change, why=why, ledger=ledger)
    follow(children=(child, new), why=why, ledger=ledger, change_of=lambda _: change)
    ledger.write()
    audit.current().about([child, new])
    return change, new


@step
def carry(*, carried: Carried, change: Change, why: Why, ledger: Ledger) -> None:
    """Take profiles from one child to another, with all that came by their records; nothing where all have gone."""
    into, changes, noted = {carried.gives: carried.takes}, {carried.gives: change}, len(ledger.rows)
    standing = Profile.objects.filter(pk__in=carried.profiles, subject=carried.gives)
    moving = list(standing.values_list("pk", flat=True))
    records = ProfileRecord.objects.filter(profile__in=carried.profiles).values("record_id")
    for tie in ties():
        only = _only(tie, carried.profiles, records)
        if only is not None:
            ledger.repoint(tie, into, changes, only)
    if len(ledger.rows) == noted:
        return
    keep_memberships(put=[(pk, carried.takes, change) for pk in moving], why=why)
    _hold_numbers(carried.gives, change, ledger)
    _hold_numbers(carried.takes, change, ledger)
    for fact in people.say_again(said=facts_of([carried.gives, carried.takes])):
        ledger.note(change, PERSON, fact.subject_id, fact.column, fact.was, fact.became)
    shield_alike(gives=carried.gives, takes=carried.takes, at=why.at)


def _only(tie: Tie, profiles: Collection[int], records: object) -> Q | None:
    """Which rows of a table go with some profiles: their own, and those that a record of theirs tells."""
    if tie.model in OF_PROFILES:
        return Q(**{f"{OF_PROFILES[tie.model][tie.column]}__in": profiles})
    names = {each.attname for each in tie.model._meta.concrete_fields}
    column = next((name for name in BY_RECORD if name in names), None)
    return Q(**{f"{column}__in": records}) if column else None


@step
def shield_alike(*, gives: UUID, takes: UUID, at: datetime, since: datetime | None = None) -> None:
    """Raise over one child every shield that is up over the other: whose whereabouts it hides nobody can say yet."""
    for shield in shields_over(gives):
        if since is None or shield.since > since:
            raise_shields(subject_ids=[takes], basis=shield.basis, at=at)
    hide_places(subject_ids=[takes])


def _hold_numbers(child: UUID, change: Change, ledger: Ledger) -> None:
    """Let a child hold every number that a profile of theirs says, so that the next row finds them again.

    A number may have been kept once for two profiles that now stand in two children.
    """
    held = set(Identifier.objects.filter(person=child).values_list("type", "issuer_id", "value"))
    for profile in Profile.objects.filter(subject=child).select_related("agency").prefetch_related("records"):
        record = next(iter(profile.records.all()), None)
        for kind, issuer, value in numbers_of(profile):
            if (kind, issuer, value) not in held and record is not None:
                held.add((kind, issuer, value))
                row = Identifier.objects.create(
                    person_id=child, type=kind, issuer_id=issuer, value=value, record_id=record.pk
                )
                ledger.note(change, "people_identifier", row.pk, "", None, "added")


def numbers_of(profile: Profile) -> list[tuple[str, int | None, str]]:
    """The numbers that a profile says, as the people's room keeps them: type, issuer and value."""
    own = "police" if profile.agency.kind == "police" else "local"
    found: list[tuple[str, int | None, str]] = [(own, profile.agency_id, profile.own_key)] if profile.own_key else []
    return found + [(kind, None, value) for kind in ("upn", "nhs", "pnc") if (value := getattr(profile, kind))]
