"""A find-me sheet in words, for the screen and for paper."""

from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Row, Tag
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.london import london_day
from homeward.practice.missing.models import Photograph
from homeward.practice.missing.queries.find_me import Sheet
from homeward.register.people.models import Person
from homeward.vocabulary.labels import label
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

NOT_WRITTEN = "Not written yet"


def who_rows(person: Person, sheet: Sheet, *, on: date) -> list[Row]:
    """Who the child is, in as much as a stranger needs to know them by."""
    age = counted(age_on(person.birth_date, on), "year") if person.birth_date and person.birth_date <= on else ""
    return [
        Row("Also known as", person.also_known_as or "Nothing else"),
        Row("Age", age),
        Row("Sex", label("sex", person.sex)),
        Row("Communication needs", person.communication_needs or "None recorded"),
        Row(
            "Missing before", counted(sheet.episodes, "time") if sheet.episodes else "Never, as far as anybody has told"
        ),
    ]


def word_rows(sheet: Sheet) -> list[Row]:
    """Each part of the sheet as it stands, and who wrote it."""
    rows = []
    for entry in load_whole("find_me_sections").entries:
        word = sheet.words.get(entry.code)
        if word is None or not word.text:
            rows.append(Row(entry.label, NOT_WRITTEN))
        else:
            who = "; ".join(f"{row.by.name}, {day_in_words(london_day(row.at))}" for row in word.rows)
            told = tuple(filter(None, word.texts))
            several = {"bullets": told} if len(told) > 1 else {"value": word.text}
            rows.append(Row(entry.label, note=who, **several))
    return rows


def found_rows(sheet: Sheet) -> list[Row]:
    """Where the child was found before, the newest first; each place once."""
    places: dict[str, str] = {}
    for moment, place in sheet.found:
        places.setdefault(place, day_in_words(london_day(moment)))
    return [Row(f"Found {day}", place) for place, day in places.items()]


def lead_rows(sheet: Sheet) -> list[Row]:
    """What confirmed leads say of people, phones and what they travel in, by kind."""
    kinds: dict[str, list[str]] = {}
    for kind, value in sheet.leads:
        kinds.setdefault(kind, []).append(value)
    order = [code for code in load_whole("lead_kinds").codes if code in kinds]
    return [Row(label("lead_kinds", kind), bullets=tuple(kinds[kind])) for kind in order]


def kept_rows(sheet: Sheet, *, on: date) -> list[Row]:
    """Who keeps the sheet up to date, and when it was last looked through."""
    keeper, looked = sheet.keeper, sheet.looked
    late = looked is None or london_day(looked.at) + timedelta(days=limit("find_me_look_days", on=on)) < on
    said = f"{day_in_words(london_day(looked.at))}, by {looked.by.name}" if looked else "Nobody has looked it through"
    return [
        Row("Kept up to date by", f"{keeper.by.name}, {keeper.by.agency.name}" if keeper else "Nobody yet"),
        Row("Last looked through", said, tag=Tag("Look it through", "yellow") if late else None),
    ]


def photograph_rows(row: Photograph, *, note: str, on: date) -> list[Row]:
    """What was said of the photograph when it was added."""
    past = row.expires_on <= on
    return [
        Row("Taken", day_in_words(row.taken_on) if row.taken_on else ""),
        Row("Held", label("photograph_purposes", row.purpose)),
        Row("Agreed", label("photograph_consents", row.consent), note=note),
        Row("Ask again by", day_in_words(row.expires_on), tag=Tag("Ask again now", "yellow") if past else None),
        Row("Added", f"{day_in_words(london_day(row.added_at))}, by {row.by.name}"),
    ]


def address_of(subject: UUID) -> str:
    """Where the sheet is."""
    return reverse("find_me", args=[subject])
