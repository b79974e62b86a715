"""Keeping what each row says of who its child is, in a constant number of statements for each batch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.foundation.identifiers import phone, plate
from homeward.foundation.london import london_day
from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index, sealed
from homeward.register.linkage.actions.asking import ask_of_numbers
from homeward.register.linkage.actions.keying import Keyed, keep_keys
from homeward.register.linkage.models import Change, Membership, Profile, ProfileRecord
from homeward.register.linkage.rules import Named, Tuple, belongs_with, levelled
from homeward.register.people.models import Person
from homeward.register.sources.models import Source, SourceRecord

BY_NUMBER = "number"
NAMES = ("forename", "middle_name", "surname", "also_known_as")
LONGEST = {each: Profile._meta.get_field(each).max_length for each in (*NAMES, "own_key", "upn", "nhs", "pnc")}
WRITTEN = (
    "agency_id", "own_key", "digest", "thin", *NAMES, "birth_date", "birth_precision", "sex", "upn", "nhs", "pnc",
    "sealed_postcode", "first_said_on", "last_said_on", "withdrawn", "synthetic", "subject_id", "scored_with",
    "unsettled",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What one row says of who its child is. The postcode is of the family home only, never of a placement.

    `own_key` is the agency's own number for the child, empty where it gives none. A telephone and a vehicle are kept as
    keys to search by, and in no other form. `withdrawn` says that the agency takes back all it said under that number.
    """

    record: SourceRecord
    person: Person
    own_key: str = field(default="", repr=False)
    forename: str = field(default="", repr=False)
    middle_name: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    also_known_as: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    birth_precision: str = "day"
    sex: str = "U"
    postcode: str = field(default="", repr=False)
    upn: str = field(default="", repr=False)
    nhs: str = field(default="", repr=False)
    pnc: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    plate: str = field(default="", repr=False)
    said_on: date | None = None
    withdrawn: bool = False

    def levelled(self) -> Tuple:
        """What it says with its spelling levelled."""
        return levelled(
            own_key=self.own_key,
            names=(self.forename, self.middle_name, self.surname, self.also_known_as),
            birth_date=self.birth_date,
            birth_precision=self.birth_precision,
            sex=self.sex,
            postcode=self.postcode,
            numbers=(self.upn, self.nhs, self.pnc),
        )

    def named(self) -> Named:
        """What the keys to search by are made of."""
        return Named(
            self.forename,
            self.middle_name,
            self.surname,
            self.also_known_as,
            self.birth_date,
            self.birth_precision,
            self.postcode,
            phone.normalise(self.phone, synthetic=True).value if self.phone else "",
            plate.normalise(self.plate, synthetic=True).value if self.plate else "",
        )


@step
def keep_profiles(*, told: Sequence[Said], at: datetime) -> None:
    """Keep each row with the profile that says the same of its child; one that nobody has said yet is added.

    A record that belongs to a profile already is left alone, so that a batch applied again changes nothing. A profile
    stands in the child its rows were judged to be about; it is never shared by two children.
    """
    if told:
        keeping = _Keeping(told, at)
        for said in keeping.new():
            keeping.keep(said)
        keeping.write()


class _Keeping:
    """One batch on its way to profiles: what is added is seen by the rows that follow, and written at the end."""

    def __init__(self, told: Sequence[Said], at: datetime) -> None:
        self.at = at
        known = ProfileRecord.objects.filter(record__in=[said.record.pk for said in told])
        self.known = set(known.values_list("record", flat=True))
        self.told = [said for said in told if said.record.pk not in self.known]
        sources = {said.record.source_id for said in self.told}
        self.agency: dict[int, int] = dict(Source.objects.filter(pk__in=sources).values_list("pk", "agency_id"))
        self.by_digest: dict[str, Profile] = {}
        self.by_number: dict[tuple[int, str], list[Profile]] = defaultdict(list)
        self.added: list[Profile] = []
        self.changed: dict[int, Profile] = {}
        self.put: list[tuple[UUID, Profile]] = []
        self.named: list[tuple[Profile, Named]] = []
        self.named_again: list[tuple[Profile, Named]] = []
        self.tuples = {said.record.pk: said.levelled() for said in self.told}
        self._read()

    def new(self) -> list[Said]:
        """The rows whose records belong to no profile yet."""
        return self.told

    def _read(self) -> None:
        """The profiles there are that a row of this batch could belong to, in two statements at most."""
        numbers = {tuple_.own_key for tuple_ in self.tuples.values() if tuple_.own_key}
        without = [said for said in self.told if not self.tuples[said.record.pk].own_key]
        held: list[Profile] = []
        if numbers:
            held += Profile.objects.filter(agency__in=set(self.agency.values()), own_key__in=numbers).order_by("pk")
        if without:
            digests = {digest for said in without for digest in self._digests(said)}
            held += Profile.objects.filter(digest__in=digests).order_by("pk")
        for profile in held:
            self._hold(profile)

    def _hold(self, profile: Profile) -> None:
        self.by_digest[profile.digest] = profile
        if profile.own_key:
            self.by_number[profile.agency_id, profile.own_key].append(profile)

    def _digests(self, said: Said) -> Iterator[str]:
        """Under what a row's profile may be kept: what it says, or that and its child where another child's says it."""
        tuple_, agency = self.tuples[said.record.pk], self.agency[said.record.source_id]
        if tuple_.thin and not tuple_.own_key:
            yield _digest(tuple_, agency, said.record.pk)
        else:
            yield _digest(tuple_, agency)
            yield _digest(tuple_, agency, said.person.pk)

    def keep(self, said: Said) -> None:
        """Put a row with its profile."""
        tuple_ = self.tuples[said.record.pk]
        held = self._same(said) or self._fuller(said, tuple_)
        profile = held or self._add(said, tuple_)
        if held is None:
            self.named.append((profile, said.named()))
        elif said.phone or said.plate:
            self.named_again.append((profile, said.named()))
        self._widen(profile, said.said_on)
        if said.withdrawn:
            self._withdraw([profile, *self.by_number[self.agency[said.record.source_id], tuple_.own_key]], said)
        self.put.append((said.record.pk, profile))

    def _same(self, said: Said) -> Profile | None:
        held = (self.by_digest.get(digest) for digest in self._digests(said))
        return next((each for each in held if each is not None and each.subject_id == said.person.pk), None)

    def _fuller(self, said: Said, tuple_: Tuple) -> Profile | None:
        """The newest profile under the same number to which a bare row adds nothing."""
        if not tuple_.bare:
            return None
        fitting = [
            each
            for each in self.by_number[self.agency[said.record.source_id], tuple_.own_key]
            if each.subject_id == said.person.pk
            and belongs_with(
                tuple_,
                birth_date=each.birth_date,
                birth_precision=each.birth_precision,
                sex="" if each.sex == "U" else each.sex,
            )
        ]
        return max(fitting, key=lambda each: each.last_said_on or date.min, default=None)

    def _add(self, said: Said, tuple_: Tuple) -> Profile:
        digest = next(each for each in self._digests(said) if each not in self.by_digest)
        facts: dict[str, Any] = {name: getattr(said, name)[: LONGEST[name]] for name in NAMES}
        facts |= {name: getattr(tuple_, name)[: LONGEST[name]] for name in ("own_key", "upn", "nhs", "pnc")}
        profile = Profile(
            agency_id=self.agency[said.record.source_id],
            digest=digest,
            thin=tuple_.thin,
            birth_date=said.birth_date,
            birth_precision=said.birth_precision,
            sex=said.sex or "U",
            sealed_postcode=_sealed(said.postcode, digest),
            first_said_on=said.said_on,
            last_said_on=said.said_on,
            synthetic=said.record.synthetic,
            subject_id=said.person.pk,
            **facts,
        )
        self.added.append(profile)
        self._hold(profile)
        return profile

    def _widen(self, profile: Profile, said_on: date | None) -> None:
        """Take note of the first and the last day on which it was said, and that it is said again."""
        if said_on is None:
            return
        first = min(profile.first_said_on or said_on, said_on)
        last = max(profile.last_said_on or said_on, said_on)
        if (first, last, False) != (profile.first_said_on, profile.last_said_on, profile.withdrawn):
            profile.first_said_on, profile.last_said_on, profile.withdrawn = first, last, False
            if profile.pk:
                self.changed[profile.pk] = profile

    def _withdraw(self, profiles: Sequence[Profile], said: Said) -> None:
        """Say of all that the agency said of a child under its number that it has taken it back; a later word stays."""
        for each in profiles:
            if each.subject_id == said.person.pk and (each.last_said_on or date.min) <= (said.said_on or date.max):
                each.withdrawn = each.unsettled = True
                if each.pk:
                    self.changed[each.pk] = each

    def write(self) -> None:
        """Everything the batch added, in one statement for each kind of row."""
        if self.added:
            self._write_added()
        if self.changed:
            Profile.objects.bulk_create(
                self.changed.values(),
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["first_said_on", "last_said_on", "withdrawn", "unsettled"],
            )
        audit.put(ProfileRecord, ("record_id", "profile_id"), [(record, each.pk) for record, each in self.put])
        keep_keys(added=_keyed(self.named), again=_keyed(self.named_again))

    def _write_added(self) -> None:
        audit.put(Profile, WRITTEN, [tuple(getattr(each, name) for name in WRITTEN) for each in self.added])
        added = Profile.objects.filter(digest__in=[each.digest for each in self.added])
        numbered: dict[str, int] = dict(added.values_list("digest", "pk"))
        for each in self.added:
            each.pk = numbered[each.digest]
        change, day = Change.objects.create(kind="join", at=self.at).pk, london_day(self.at)
        audit.put(
            Membership,
            ("profile_id", "subject_id", "valid_since", "recorded_at", "because", "change_id"),
            [(each.pk, each.subject_id, each.first_said_on or day, self.at, BY_NUMBER, change) for each in self.added],
        )
        ask_of_numbers(added=self.added, at=self.at)


def _keyed(named: Sequence[tuple[Profile, Named]]) -> list[Keyed]:
    return [Keyed(profile.pk, profile.subject_id, each) for profile, each in named]


def _digest(tuple_: Tuple, agency: int, *apart: object) -> str:
    return index(tuple_.text(agency, *apart), purpose="profile")


def _sealed(postcode: str, digest: str) -> str:
    """The postcode of the home, sealed and bound to the profile's digest; empty where none was said."""
    return sealed(postcode, table="linkage_profile", row=digest, column="postcode") if postcode else ""
