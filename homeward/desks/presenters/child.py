"""What is read of a child, in the words and shapes that the page kit prints."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Conflict, Difference, Entry, FindCard, Identity, Link, Row, Table, Tag
from homeward.desks.rules import Stretch, care_spells
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import clock_in_words, counted, day_in_words, moment_in_words
from homeward.foundation.london import LONDON, london_day
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.presenters import at_odds, day_or_moment, length_of, words_of_reports
from homeward.practice.missing.queries import KINDS
from homeward.register.access.models import Relationship
from homeward.register.events.queries import Occurrence, Occurrences, text_of
from homeward.register.people.actions import CORRECTABLE, ChangedMeanwhile
from homeward.register.people.models import Identifier, Person
from homeward.register.people.queries import ChildRecord, Found, Whereabouts
from homeward.register.people.rules import known_as
from homeward.register.subjects.queries import mark_of
from homeward.register.subjects.rules import Happening
from homeward.vocabulary.labels import label

KIND_TAGS = {
    "missing": Tag("Missing", "red"),
    "care": Tag("Care", "blue"),
    "school": Tag("School", "turquoise"),
    "home": Tag("Home", "green"),
    "authority": Tag("Authority", "grey"),
    "social-care": Tag("Social care", "purple"),
    "education": Tag("Education", "orange"),
    "health": Tag("Health", "pink"),
    "analysis": Tag("Analysis", "yellow"),
    "justice": Tag("Police and youth justice", "light-blue"),
}
LATEST = 10
NOT_LINKED = Tag("Not yet linked", "yellow")


def name_of(person: Person | Found) -> str:
    """The name a child is known by, or words that say nobody has given one."""
    return known_as(person.forename, person.surname) or "Name not known"


def age_in_words(birth_date: date | None, on: date) -> str:
    """An age in years; a child whose birth date nobody knows is treated as a child."""
    return counted(age_on(birth_date, on), "year") if birth_date and birth_date <= on else ""


def card_of(found: Found, *, on: date, missing: bool = False, open_now: bool = True) -> FindCard:
    """A find card, which leads to the record when the viewer may open it and to the reason for opening when not yet."""
    tags = ([Tag("Missing now", "red")] if missing else []) + ([] if found.linked else [NOT_LINKED])
    route = "record" if open_now else "open_on_call"
    return FindCard(
        name=name_of(found),
        href=reverse(route, args=[found.subject_id]),
        age=age_in_words(found.birth_date, on),
        district=found.district,
        team=found.team,
        communication=found.communication_needs or "None recorded",
        tags=tuple(tags),
        action="Open the record" if open_now else "Open on a call or referral",
    )


def identity_of(record: ChildRecord, *, on: date, missing: bool, lapsing: Relationship | None = None) -> Identity:
    """The head of a child's record: enough to be sure it is the right child."""
    person = record.person
    born = day_in_words(person.birth_date) if person.birth_date else ""
    age = age_in_words(person.birth_date, on)
    numbers = [Row(called(each), each.value) for each in record.identifiers]
    authority = next((row.agency.name for row in record.authorities if row.until is None), "")
    facts = [
        Row("Born", f"{born} ({age})" if age else born),
        Row("Sex", label("sex", person.sex)),
        *_protected(record),
        *numbers,
        Row("Responsible authority", authority),
        Row("Allocated to", ", ".join(filter(None, (record.worker, record.team))) or "Nobody yet"),
        *_home(record),
        Row("District", person.district.name if person.district else ""),
        Row("Communication needs", person.communication_needs or "None recorded"),
    ]
    return Identity(
        name_of(person),
        tuple(facts),
        _tags(record, missing=missing, on=on),
        also_known_as=person.also_known_as,
        notice=lapse_in_words(lapsing),
    )


def called(number: Identifier) -> str:
    """What a number is called: an agency's own by the agency, since a child may have several."""
    return f"{number.issuer.name} number" if number.type == "local" and number.issuer else number.get_type_display()


def lapse_in_words(lapsing: Relationship | None) -> str:
    """Until when this record is open to the viewer, and what opened it; nothing when it is theirs to work with."""
    if lapsing is None or lapsing.until is None:
        return ""
    what = {"emergency": "in an emergency, which will be reviewed"}.get(lapsing.kind, f"on a {lapsing.kind}")
    return f"Open to you until {moment_in_words(lapsing.until)}, {what}."


def _home(record: ChildRecord) -> list[Row]:
    if "location" not in record.classes or record.shielded:
        return []
    return [Row("Home address", record.home_address)]


def _protected(record: ChildRecord) -> list[Row]:
    if "protected-characteristics" not in record.classes:
        return []
    return [Row("Ethnicity", label("ethnicity_ssda903", record.person.ethnicity) if record.person.ethnicity else "")]


def _tags(record: ChildRecord, *, missing: bool, on: date) -> tuple[Tag, ...]:
    in_care = any(row.since <= on and (row.until is None or row.until > on) for row in record.care_episodes)
    tags = [
        Tag("Missing now", "red") if missing else None,
        Tag("Looked after", "blue") if in_care else None,
        Tag("Whereabouts shielded", "purple") if record.shielded else None,
        None if record.person.linked else NOT_LINKED,
    ]
    return tuple(tag for tag in tags if tag)


def left_out(total: int) -> str:
    """What a record's table says when it shows only the newest rows."""
    return f"The latest {LATEST} of {total:,}. All are in the chronology." if total > LATEST else ""


def care_table(record: ChildRecord) -> Table:
    """Placements, newest first, without where any of them is."""
    rows = tuple(
        (
            Cell(day_in_words(row.since)),
            Cell(day_in_words(row.until) if row.until else "Now"),
            Cell(label("ssda903_placement_type", row.placement_type)),
            Cell(label("ssda903_legal_status", row.legal_status)),
            Cell(row.record.source.name),
        )
        for row in record.care_episodes[:LATEST]
    )
    spells = care_spells([Stretch(row.since, row.until) for row in record.care_episodes])
    columns = ("From", "To", "Placement", "Legal status", "Source")
    return Table(
        "Time looked after",
        tuple(Column(each) for each in columns),
        rows,
        note=" ".join(filter(None, (spells_in_words(spells), left_out(len(record.care_episodes))))),
        hide_caption=True,
        empty="No agency has said that this child has been looked after.",
    )


def spells_in_words(spells: list[Stretch]) -> str:
    """How often a child has been looked after, and since when."""
    if not spells:
        return ""
    last = spells[-1]
    now = f"now, since {day_in_words(last.since)}" if last.until is None else f"last until {day_in_words(last.until)}"
    return f"{counted(len(spells), 'spell')} of being looked after; {now}."


def school_table(record: ChildRecord) -> Table:
    """Schools, newest first."""
    rows = tuple(
        (
            Cell(row.school.name),
            Cell(day_in_words(row.since)),
            Cell(day_in_words(row.until) if row.until else "Now"),
            Cell(row.record.source.name),
        )
        for row in record.school_spells[:LATEST]
    )
    return Table(
        "Schools",
        tuple(Column(each) for each in ("School", "From", "To", "Source")),
        rows,
        note=left_out(len(record.school_spells)),
        hide_caption=True,
        empty="No agency has named a school.",
    )


def episodes_table(episodes: list[MissingEpisode], *, at: datetime) -> Table:
    """Missing episodes, newest first, each with how long it lasted and how many reports tell of it."""
    rows = tuple(
        (
            Cell(day_or_moment(each.since, each.precision)),
            Cell(day_or_moment(each.until, each.until_precision))
            if each.until
            else Cell("", tag=Tag("Not yet back", "red")),
            Cell(length_of(each, at=at)),
            Cell(KINDS[each.type], note=words_of_reports(each)),
            Cell(", ".join(dict.fromkeys(report.told_by for report in each.reports.all())), note=at_odds(each)),
        )
        for each in episodes
    )
    columns = ("From", "To", "Length", "What", "Said by")
    return Table(
        "Missing episodes",
        tuple(Column(each) for each in columns),
        rows,
        note=left_out(episodes[0].of_all if episodes else 0),
        hide_caption=True,
        empty="No agency has reported this child missing.",
    )


def events_table(occurrences: Occurrences) -> Table:
    """What agencies say happened, newest first, of the kinds of fact that the viewer may read."""
    rows = tuple(
        (
            Cell(_days_of(each)),
            Cell(each.title, note=text_of(each), tag=KIND_TAGS[each.table]),
            Cell(each.record.source.agency.name, note=_in_what(each)),
        )
        for each in occurrences.shown
    )
    return Table(
        "What agencies say happened",
        tuple(Column(each) for each in ("When", "What", "Said by")),
        rows,
        note=left_out(occurrences.total),
        hide_caption=True,
        empty="No agency has told of anything here that you may read.",
    )


def _in_what(each: Occurrence) -> str:
    """The kind of file an agency told it in, and by which of its own references."""
    return each.record.source.name + (f", reference {each.reference}" if each.reference else "")


def _days_of(each: Occurrence) -> str:
    began = day_with_clock(each.since, each.at)
    if each.until is None:
        return f"{began}, not ended" if each.ended else began
    ended = day_with_clock(each.until, each.until_at)
    return began if began == ended else f"{began} to {ended}"


def day_with_clock(day: date, moment: datetime | None) -> str:
    """A day, with the time where a source gave one."""
    clock = moment.astimezone(LONDON) if moment else None
    return day_in_words(day) + (f", {clock_in_words(clock.hour, clock.minute)}" if clock else "")


def entry_of(happening: Happening, *, analyse: Callable[[str], str] | None = None) -> Entry:
    """One line of a chronology, with who said so and when it was received.

    `analyse` gives the address at which an author writes what they make of the entry with a mark.
    """
    own = analyse and happening.kind != "analysis"
    clock = happening.at.astimezone(LONDON) if happening.at else None
    received = f", received {day_in_words(london_day(happening.received_at))}" if happening.received_at else ""
    return Entry(
        when=day_with_clock(happening.on, happening.at),
        machine_date=clock.isoformat(timespec="minutes") if clock else happening.on.isoformat(),
        title=happening.title,
        text=happening.text,
        kind=KIND_TAGS[happening.kind],
        source=f"{happening.source}{received}",
        synthetic=happening.synthetic,
        links=(Link("Write what you make of it", analyse(mark_of(happening)), f": {happening.title}"),) if own else (),
    )


def sections_of(subject_id: UUID, *, here: str, routes: dict[str, str]) -> tuple[Link, ...]:
    """The parts of one child's record that the viewer may turn to."""
    return tuple(
        Link(words, reverse(route, args=[subject_id]), active=route == here) for route, words in routes.items()
    )


def whereabouts_rows(places: list[Whereabouts]) -> tuple[Row, ...]:
    """Where a child is placed now, line by line."""
    return tuple(
        row
        for place in places
        for row in (
            Row("Placement", place.placement_type),
            Row("Since", day_in_words(place.since)),
            Row("Postcode", place.postcode),
            Row("Provider’s reference number", place.provider_urn),
            Row("School", place.school),
        )
    )


def correctable(person: Person) -> dict[str, str | int]:
    """What the correction form opens on, with the version it was opened on."""
    return {name: getattr(person, name) for name in CORRECTABLE} | {"version": person.version}


def conflict_of(changed: ChangedMeanwhile, mine: dict[str, str]) -> Conflict:
    """Both versions of one child's details. What the second person did not touch stays as the first has saved it."""
    person = changed.person
    theirs = {name: getattr(person, name) for name in CORRECTABLE}
    touched = {name: value for name, value in mine.items() if value != changed.stood.get(name, theirs[name])}
    resent = {**theirs, **touched}
    return Conflict(
        what="This child’s details",
        saved_by="somebody else",
        saved_at="",
        differences=tuple(
            Difference(name.replace("_", " ").capitalize(), resent[name], theirs[name]) for name in CORRECTABLE
        ),
        action=reverse("correct", args=[person.pk]),
        keep_theirs_href=reverse("record", args=[person.pk]),
        resend=(*resent.items(), ("version", str(person.version))),
    )
