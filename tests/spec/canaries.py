"""Children whose shielded values are words found nowhere else, and those who may not read them.

A canary is a made-up word put where a shielded value would be. If it is found in any answer, log or letter, the value
has leaked, and its letters say which field of which child it came from (S-10, S-11, S-18).
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from homeward.practice.assessment.models import Assessment
from homeward.practice.cases import actions as cases
from homeward.practice.missing.models import Call, CallPiece, Ending, MissingEpisode, MissingReport
from homeward.register.access import actions as access
from homeward.register.access.models import EmergencyOpening, Shield, ShieldLowering
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Identifier, Person, Residence, SchoolSpell
from homeward.register.places.models import School
from homeward.register.sources.models import Delivery
from homeward.vocabulary.instruments.loader import version
from tests import factories
from tests.factories import NOW, pairs
from tests.feeds import samples

CANARY = re.compile(r"cnry([a-z]+?)(\d{5})z", re.IGNORECASE)
TEAM = "hub"
OPEN_EVERY = 5


def canary(name: str, number: int) -> str:
    """The word put in one field of one child."""
    return f"CNRY{name.upper()}{number:05}Z"


def found_in(text: str) -> set[tuple[str, int]]:
    """Which fields of which children a text tells."""
    return {(name.lower(), int(number)) for name, number in CANARY.findall(text)}


@dataclass(frozen=True)
class Reader:
    """Somebody who may not read some shielded values: role, agency, whether on shift, and why they know the child."""

    role: str
    agency: str = "council"
    on_duty: bool = False
    because: str = ""
    may: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.role, "on shift" if self.on_duty else "", self.because)))


PLACES = ("lastseen", "foundat", "missingfrom")
OF_AN_ABSENCE = ("said", "endedat", "endedwith")
SEES_HOMES = frozenset({"openaddress", "opentold", *(f"open{each}" for each in (*PLACES, *OF_AN_ABSENCE))})
# What is told of custody and of treatment is for those whose role opens that class, and of no child under a shield.
SEES_JUSTICE = frozenset({"openjustice"})
SEES_HEALTH = frozenset({"openhealth"})
# Each role with no reason to do with the child, and with each reason that opens the record but not the whereabouts.
# The home of a child whom no shield covers, and where they were missing from, last seen and found, are for those whose
# role opens the class of location; `may` says who.
READERS = (
    Reader("call-handler"),
    Reader("call-handler", on_duty=True),
    Reader("call-handler", on_duty=True, because="call", may=SEES_HOMES),
    Reader("emergency-duty-worker"),
    Reader("emergency-duty-worker", on_duty=True, because="allocated", may=SEES_HOMES | SEES_JUSTICE | SEES_HEALTH),
    Reader("emergency-duty-worker", on_duty=True, because="referral", may=SEES_HOMES),
    Reader("front-door-worker", on_duty=True),
    Reader("front-door-worker", on_duty=True, because="referral", may=SEES_HOMES | SEES_JUSTICE | SEES_HEALTH),
    Reader("hub-practitioner"),
    Reader("hub-practitioner", because="invited", may=SEES_HOMES | SEES_JUSTICE | SEES_HEALTH),
    Reader("hub-practitioner", "health", because="invited", may=SEES_HOMES | SEES_HEALTH),
    Reader("hub-practitioner", "voluntary", because="invited", may=SEES_HOMES),
    Reader("hub-practitioner", because="emergency", may=SEES_HOMES),
    Reader("independent-interviewer", "voluntary"),
    Reader("independent-interviewer", "voluntary", because="interview"),
    Reader("police-missing-desk", "police", on_duty=True),
    Reader("police-missing-desk", "police", on_duty=True, because="call", may=SEES_HOMES),
    Reader("police-hub", "police"),
    Reader("police-hub", "police", because="allocated", may=SEES_HOMES | SEES_JUSTICE),
    Reader("hub-intelligence-analyst", "police"),
    Reader("performance-analyst"),
    Reader("manager"),
    Reader("manager", because="invited", may=SEES_HOMES | SEES_JUSTICE | SEES_HEALTH),
    Reader("duty-director", on_duty=True, because="call", may=SEES_HOMES),
    Reader("director"),
    Reader("returns-officer"),
    Reader("meeting-chair", because="invited", may=SEES_HOMES),
    Reader("matching-reviewer", may=frozenset({"openfamilyhome", "matchingreason"})),
    Reader("information-governance", may=frozenset({"emergencyreason", "matchingreason"})),
    Reader("shield-keeper", may=frozenset({"shieldreason", "matchingreason"})),
    Reader("publisher"),
    Reader("administrator"),
    Reader("partner", "school"),
    Reader("partner", "school", because="partner"),
)


@dataclass
class World:
    """The children, and a delivery whose refused rows held canaries."""

    children: list[Person] = field(default_factory=list)
    delivery: Delivery | None = None


def world(children: int, folder: Path) -> World:
    """Children with a canary in every shielded field, a refused delivery, and reasons given in a shield's name."""
    asking = factories.viewer("hub-practitioner", in_team=factories.team("elsewhere"))
    made = World([child(number, asking) for number in range(children)])
    harmful_place(asking)
    rows = [{"local_id": canary("cell", each), "birth_date": canary("cell", each)} for each in range(3)]
    paths = samples.write(folder / "refused", "identity", {"children": rows})
    made.delivery = samples.loaded("identity", paths)
    return made


def is_open(number: int) -> bool:
    """Whether a child is one of the few whom no shield covers, and whose home is known all the same."""
    return number % OPEN_EVERY == OPEN_EVERY - 1


def child(number: int, asking: Viewer) -> Person:
    """One child with a home and a school; and, unless open, placed under a shield, with what was asked and done."""
    person = factories.child("Wren", f"Applegarth{number}")
    Identifier.objects.create(person=person, type="local", value=f"MS{number:06}")
    missing(person, number)
    home(person, canary("openaddress" if is_open(number) else "address", number))
    matched(person, number)
    told(person, number)
    assessed(person.pk, "gang-association-tool")
    name = "Open" if is_open(number) else canary("school", number)
    school = School.objects.create(urn=f"9{number:05}", name=f"{name} Academy")
    SchoolSpell.objects.create(person=person, school=school, since=date(2025, 9, 1), record=factories.record())
    if not is_open(number):
        place(person, number)
        reasons(person, number, asking)
    return person


def home(person: Person, address: str) -> None:
    """Where a child's family lives, sealed as a feed seals it."""
    record = factories.record()
    Residence.objects.create(
        person=person,
        sealed_address=sealed(address, table="people_residence", row=record.pk, column="address"),
        place_key=str(record.pk.hex),
        district=factories.district(),
        since=date(2020, 1, 1),
        record=record,
    )


def matched(person: Person, number: int) -> None:
    """Another record that may be of the child, at one home with them, and what somebody said of the two and why."""
    family = canary("openfamilyhome" if is_open(number) else "familyhome", number)
    scored = pairs.edge(pairs.profile(person, home=family), pairs.profile(factories.child("Robin"), home=family))
    pairs.question(scored)
    pairs.judgement(scored, f"siblings\n{canary('matchingreason', number)}")


def missing(person: Person, number: int) -> None:
    """An absence that has ended, with the places of its report sealed as a feed seals them."""
    before = "open" if is_open(number) else ""
    report = factories.episode(person, days_ago=20).reports.get()
    names = zip(("last_seen", "found", "missing_from"), PLACES, strict=True)
    places = {name: canary(f"{before}{place}", number) for name, place in names}
    facts = {"table": "missing_missingreport", "row": report.record_id, "column": "places"}
    report.missing_from = "home"
    report.sealed_places = sealed(json.dumps(places), **facts)
    report.save(update_fields=["missing_from", "sealed_places"])
    rang(report.episode, before, number)


def rang(episode: MissingEpisode, before: str, number: int) -> None:
    """A call that was filed to the absence, and the ending that a worker wrote, each telling where the child was."""
    by = factories.worker("Asha Brightwater")
    facts = {"person": episode.person, "episode": episode, "filed_at": episode.since, "state": "filed"}
    call = Call.objects.create(taken_by=by, agency=by.agency, opened_at=episode.since, **facts)
    words = canary(f"{before}said", number)
    piece = CallPiece(call=call, field="said", number=1, by=by, at=episode.since)
    piece.sealed_value = sealed(words, table="missing_callpiece", row=piece.pk, column="value")
    piece.save()
    MissingReport.objects.create(
        call=call, person=episode.person, episode=episode, type="M", since=episode.since, missing_from="home"
    )
    ending = Ending(episode=episode, found_at=episode.until, how="returned-by-self", recorded_at=NOW, by=by)
    for column, name in (("where", "endedat"), ("with_whom", "endedwith")):
        told = sealed(canary(f"{before}{name}", number), table="missing_ending", row=ending.pk, column=column)
        setattr(ending, f"sealed_{column}", told)
    ending.save()


def told(person: Person, number: int) -> None:
    """What agencies say happened, of three classes of fact, each with words that would tell where the child was."""
    before = "open" if is_open(number) else ""
    for name, kind in (("told", "contact"), ("justice", "custody"), ("health", "emergency-attendance")):
        factories.happened(person, kind, details={"In words": canary(f"{before}{name}", number)})


def assessed(subject: UUID, instrument: str) -> None:
    """An assessment that is finished, so that its pages are read too."""
    band = version(instrument, 1).bands[0].code
    Assessment.objects.create(
        subject_id=subject, by=factories.worker("Asha Brightwater"), instrument=instrument, version=1, band=band,
        lowest=band, highest=band, as_at=NOW.date(), started_at=NOW, done_at=NOW,
    )  # fmt: skip


def harmful_place(by: Viewer) -> None:
    """A place where children come to harm, with a case and an assessment: no child is named in any page of it."""
    context = cases.add_context(kind="place", name="The arcade", by=by, at=NOW)
    cases.open_context_case(context=context.pk, because="Cars wait.", by=by, at=NOW)
    assessed(context.pk, "place-assessment")


def place(person: Person, number: int) -> None:
    """A placement under its shield, with the postcode and the provider's number sealed as a feed seals them."""
    episode = factories.placement(person)
    where = json.dumps({"postcode": canary("postcode", number), "urn": canary("urn", number)})
    facts = {"table": "people_careepisode", "row": episode.record_id, "column": "whereabouts"}
    type(episode).objects.filter(pk=episode.pk).update(sealed_whereabouts=sealed(where, **facts))


def reasons(person: Person, number: int, asking: Viewer) -> None:
    """A request to lower the shield, and a record opened in an emergency, each with its reason sealed."""
    request = ShieldLowering(shield=Shield.objects.get(subject=person.pk), asked_by_id=asking.worker_id, asked_at=NOW)
    text = canary("shieldreason", number)
    request.sealed_reason = sealed(text, table="access_shieldlowering", row=request.pk, column="reason")
    request.save()
    words = f"{canary('emergencyreason', number)}, and nobody of the child's own team can be reached"
    if number == 0:
        access.open_in_emergency(child=person.pk, category="danger-now", reason=words, by=asking, at=NOW)
        return
    opening = EmergencyOpening(worker_id=asking.worker_id, subject_id=person.pk, category="danger-now", at=NOW)
    opening.until = opening.review_due_at = NOW + timedelta(hours=1)
    opening.sealed_reason = sealed(words, table="access_emergencyopening", row=opening.pk, column="reason")
    opening.save()


def account_of(reader: Reader, children: list[Person]) -> Account:
    """The reader's account, with the reader's reason to do with every one of these children."""
    of = factories.agency() if reader.agency == "council" else factories.agency(f"a-{reader.agency}", reader.agency)
    made = factories.account(reader.role, of=of, in_team=factories.team(TEAM, of=of), on_duty=reader.on_duty)
    viewer: Any = viewer_of(made, at=NOW)
    for person in children if reader.because else []:
        factories.relate(viewer, person.pk, reader.because)
    return made
