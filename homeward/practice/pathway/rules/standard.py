"""What Open Referral UK 3.0 asks of each thing in a directory of services, and where one does not fulfil it.

Source: the Human Services Data Specification 3.0 in its UK profile, an Open Referral resource (openreferral.org). Each
line names a thing's fields, in the standard's own names: `!` where it must be there, then what kind it is of; text
where nothing is said. A fault says where it stands and how to put it right, and never what the field held.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Any, NamedTuple
from uuid import UUID

LONGEST, MOST_PARTS, OLDEST = 8_000, 200, 130
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
PLACES = ("physical", "postal", "virtual")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_OF = {
    "status": STATUSES,
    "location_type": PLACES,
    "address_type": PLACES,
    "wkst": DAYS,
    "freq": ("WEEKLY", "MONTHLY"),
}

FIELDS = {
    "organization": "id!id name! alternate_name description! email:email website:uri tax_status tax_id "
    "year_incorporated:number legal_status logo uri:uri parent_organization_id:id",
    "service": "id!id organization_id:id program_id:id name! alternate_name description url:uri email:email status! "
    "interpretation_services application_process fees_description wait_time fees accreditations "
    "eligibility_description minimum_age:age maximum_age:age assured_date assurer_email:email licenses alert "
    "last_modified:moment",
    "location": "id!id location_type! url:uri organization_id:id name alternate_name description transportation "
    "latitude:number longitude:number external_identifier external_identifier_type",
    "service_at_location": "id!id service_id:id location_id:id description",
    "taxonomy": "id!id name! description! uri:uri version",
    "taxonomy_term": "id!id code name! description! parent_id:id taxonomy language taxonomy_id:id term_uri:uri",
    "attribute": "id!id link_id:id taxonomy_term_id:id link_type link_entity value",
    "contact": "id!id organization_id:id service_id:id service_at_location_id:id location_id:id name title department "
    "email:email",
    "phone": "id!id location_id:id service_id:id organization_id:id contact_id:id service_at_location_id:id number! "
    "extension:number type description",
    "address": "id!id location_id:id attention address_1! address_2 city! region state_province! postal_code! country! "
    "address_type!",
    "schedule": "id!id service_id:id location_id:id service_at_location_id:id valid_from valid_to dtstart "
    "timezone:number until count:number wkst freq interval:number byday byweekno bymonthday byyearday description "
    "opens_at closes_at schedule_link:uri attending_type notes",
    "accessibility": "id!id location_id:id description details url:uri",
    "service_area": "id!id service_id:id name description extent extent_type uri",
    "cost_option": "id!id service_id:id valid_from valid_to option currency amount:number amount_description",
    "language": "id!id service_id:id location_id:id phone_id:id name code note",
    "funding": "id!id organization_id:id service_id:id source",
    "program": "id!id organization_id:id name! alternate_name description!",
    "required_document": "id!id service_id:id document uri",
    "organization_identifier": "id!id organization_id:id identifier_scheme identifier_type! identifier!",
}
MANY = {
    "organization": "funding contacts:contact phones:phone programs:program "
    "organization_identifiers:organization_identifier attributes:attribute",
    "service": "phones:phone schedules:schedule service_areas:service_area languages:language funding "
    "cost_options:cost_option required_documents:required_document contacts:contact attributes:attribute",
    "location": "languages:language addresses:address contacts:contact accessibility phones:phone schedules:schedule "
    "attributes:attribute",
    "service_at_location": "contacts:contact phones:phone schedules:schedule attributes:attribute",
    "contact": "phones:phone attributes:attribute",
    "phone": "languages:language attributes:attribute",
    "address": "attributes:attribute",
    "schedule": "attributes:attribute",
    "accessibility": "attributes:attribute",
    "service_area": "attributes:attribute",
    "cost_option": "attributes:attribute",
}
ONE = {"service": "program", "attribute": "taxonomy_term", "taxonomy_term": "taxonomy_detail:taxonomy"}


class Fault(NamedTuple):
    """Where something is not as the standard asks, as a path of names, and how to put it right."""

    path: str
    rule: str
    words: str


class Field(NamedTuple):
    """One field of a thing: its name, what kind of value it holds, and whether it must be there."""

    name: str
    kind: str
    required: bool


def _fields(text: str) -> dict[str, Field]:
    parted = (re.fullmatch(r"(\w+)(!?):?(\w*)", each) for each in text.split())
    return {each[1]: Field(each[1], each[3] or "text", bool(each[2])) for each in parted if each}


def _nested(text: str) -> dict[str, str]:
    return {name: kind or name for name, _, kind in (each.partition(":") for each in text.split())}


SHAPES = {thing: _fields(text) for thing, text in FIELDS.items()}
LISTS = {thing: _nested(text) for thing, text in MANY.items()}
SINGLES = {thing: _nested(text) for thing, text in ONE.items()}
# What is a thing of its own, told apart from whatever it is found in.
APART = {
    "service": {"organization": "organization", "service_at_locations": "service_at_location"},
    "organization": {"services": "service", "locations": "location"},
    "service_at_location": {"location": "location", "service": "service"},
}


def kept(thing: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the standard knows of this thing; what it does not, and what is empty, is left out."""
    held = {name: said[name] for name in SHAPES[thing] if said.get(name) not in (None, "")}
    for name, kind in LISTS.get(thing, {}).items():
        if isinstance(said.get(name), list) and said[name]:
            held[name] = [kept(kind, each) if isinstance(each, dict) else each for each in said[name]]
        elif said.get(name):
            held[name] = said[name]
    for name, kind in SINGLES.get(thing, {}).items():
        if said.get(name):
            held[name] = kept(kind, said[name]) if isinstance(said[name], dict) else said[name]
    return held


def faults(thing: str, said: Any, path: str = "") -> Iterator[Fault]:
    """Each place in which this thing is not as the standard asks, in the order of its fields."""
    if not isinstance(said, dict):
        yield Fault(path, "not-an-object", "Put an object here, in curly brackets, with the fields of the standard.")
        return
    for field in SHAPES[thing].values():
        yield from _fault_of(field, said.get(field.name), _below(path, field.name))
    for name, kind in LISTS.get(thing, {}).items():
        yield from _faults_of_list(kind, said.get(name), _below(path, name))
    for name, kind in SINGLES.get(thing, {}).items():
        if said.get(name) is not None:
            yield from faults(kind, said[name], _below(path, name))
    for name in APART.get(thing, {}):
        if said.get(name) is not None:
            words = "Put an object here, in curly brackets, or a list of them in square ones."
            yield Fault(_below(path, name), "not-an-object", words)
    if thing == "service" and _upside_down(said):
        words = "The youngest age is above the oldest. Put each in its own field."
        yield Fault(_below(path, "minimum_age"), "upside-down", words)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _faults_of_list(kind: str, said: Any, path: str) -> Iterator[Fault]:
    if said is None:
        return
    if not isinstance(said, list):
        yield Fault(path, "not-a-list", "Put a list here, in square brackets.")
    elif len(said) > MOST_PARTS:
        yield Fault(path, "too-many", f"This list has more than {MOST_PARTS} entries. Leave out what is repeated.")
    else:
        for number, each in enumerate(said, start=1):
            yield from faults(kind, each, f"{path} {number}")


def _fault_of(field: Field, value: Any, path: str) -> Iterator[Fault]:
    if value is None or value == "":
        if field.required:
            yield Fault(path, "missing", "The standard asks for this. Fill it.")
        return
    words = WRONG[field.kind](value) or _not_one_of(field.name, value)
    if words:
        yield Fault(path, f"not-{field.kind}", words)


def _not_one_of(name: str, value: Any) -> str:
    allowed = ONE_OF.get(name)
    return "" if allowed is None or value in allowed else f"Use one of: {', '.join(allowed)}."


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return "This must be text, in quotation marks."
    if len(value) > LONGEST:
        return f"Shorten this to {LONGEST:,} letters or fewer."
    return "" if _is_clean(value) else "This holds a character that cannot be shown. Type it again."


def _is_clean(value: str) -> bool:
    return not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ufffd\ud800-\udfff]", value)


def _identifier(value: Any) -> str:
    words = "This must be an identifier of 32 figures and letters in five groups (a UUID)."
    try:
        return "" if isinstance(value, str) and str(UUID(value)) == value.casefold() else words
    except ValueError:
        return words


def _address(value: Any) -> str:
    words = "This must be the address of a page, beginning with https:// or http://."
    fits = isinstance(value, str) and len(value) <= 2_000 and re.fullmatch(r"https?://[^\s<>\"\\]+", value)
    return "" if fits and _is_clean(value) else words


def _email(value: Any) -> str:
    fits = isinstance(value, str) and len(value) <= 254 and re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", value)
    return "" if fits else "This must be one e-mail address."


def _number(value: Any) -> str:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12 and isfinite(value)
    return "" if fits else "This must be a number, without quotation marks."


def _age(value: Any) -> str:
    return _number(value) or ("" if 0 <= value <= OLDEST else f"An age is a number of years from 0 to {OLDEST}.")


def _moment(value: Any) -> str:
    words = "This must be a day and a time, as in 2026-03-02T09:00:00Z."
    try:
        return "" if isinstance(value, str) and "T" in value and datetime.fromisoformat(value) else words
    except ValueError:
        return words


WRONG = {
    "text": _text, "id": _identifier, "uri": _address, "email": _email, "number": _number, "age": _age,
    "moment": _moment,
}  # fmt: skip


def _upside_down(said: Mapping[str, Any]) -> bool:
    ages = [said.get("minimum_age"), said.get("maximum_age")]
    youngest, oldest = (each if isinstance(each, int | float) and not _age(each) else None for each in ages)
    return youngest is not None and oldest is not None and youngest > oldest
