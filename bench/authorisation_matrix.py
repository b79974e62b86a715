"""Does each address answer each role, relationship and state as the table says? Asked of the real views.

The table is `tests/spec/matrix.py`, written from the words of the specification and never from the code, with
`_addresses.py`, which says by hand which deed each address is. A denial is a 403, or about a child the page for a child
who is not there; anything else is an allowance. First a wrong grant and a missing one are planted, and must both be
found.
"""

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from time import perf_counter
from typing import Any
from uuid import uuid4

from _addresses import Address, about_a_child, others
from _hub import DOOR, NOW, hub
from _results import database, keep, machine, table

SCHOOL, HOME = "Canaryfield Academy", "Home address in"
SHOWN_ON = {"record": {SCHOOL: "education"}, "chronology": {SCHOOL: "education", HOME: "location"}}
YES_NO = (False, True)


@dataclass
class Found:
    """What came of it."""

    cells: int = 0
    facts: int = 0
    wrong_allows: list[str] = field(default_factory=list)
    wrong_denials: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Each list as a number."""
        wrong = {name: len(getattr(self, name)) for name in ("wrong_allows", "wrong_denials", "errors")}
        return {"cells": self.cells, "facts": self.facts, **wrong}


class World:
    """The things that addresses point at, and a child for each state."""

    def __init__(self) -> None:
        from homeward.register.access.models import EmergencyOpening, Shield, ShieldLowering
        from homeward.register.keys.queries import sealed
        from homeward.register.places.models import School
        from tests import factories
        from tests.factories import memory

        self.make = factories
        self.school = School.objects.create(urn="999001", name=SCHOOL)
        self.children = {state: self.child(*state) for state in product(YES_NO, repeat=3)}
        other = factories.account("hub-practitioner", of=factories.agency("northshire")).worker
        subject = self.children[False, True, False].pk
        opening, request = uuid4(), uuid4()
        EmergencyOpening.objects.create(
            id=opening, worker=other, subject_id=subject, category="danger-now", at=NOW, until=NOW, review_due_at=NOW,
            sealed_reason=sealed("why", table="access_emergencyopening", row=opening, column="reason"),
        )  # fmt: skip
        shield = Shield.objects.filter(subject=subject)[0]
        ShieldLowering.objects.create(
            id=request, shield=shield, asked_by=other, asked_at=NOW,
            sealed_reason=sealed("why", table="access_shieldlowering", row=request, column="reason"),
        )  # fmt: skip
        self.things = {
            "opening": opening,
            "request": request,
            "shield": shield.pk,
            "entry": memory.event(subjects=[subject]).uid,
            "worker": factories.account("hub-practitioner").worker_id,
            "delivery": factories.delivery().pk,
            "source": factories.delivery().source_id,
            "agency": "middleshire",
            "role": "director",
            "status": 404,
            "number": 1,
            "quarter": "2025-Q4",
            "figure": "children-missing",
            "feed": "identity",
        }

    def child(self, missing: bool, shielded: bool, placed: bool) -> Any:
        """A child in one state, with a school, a home and a placement; `placed` is a relationship, made per viewer."""
        from homeward.register.access.models import Shield
        from homeward.register.keys.queries import sealed
        from homeward.register.people.models import Residence, SchoolSpell

        child = self.make.child("Wren", f"State{missing:d}{shielded:d}{placed:d}", ethnicity="WBRI")
        self.make.placement(child)
        if not shielded:
            Shield.objects.filter(subject=child.pk).delete()
        if missing:
            self.make.episode(child, lasted=None)
        SchoolSpell.objects.create(person=child, school=self.school, since=date(2024, 9, 1), record=self.make.record())
        home = self.make.record()
        address = sealed("1 Canary Row", table="people_residence", row=home.pk, column="address")
        Residence.objects.create(
            person=child, sealed_address=address, place_key="k", district=self.make.district(), since=date(2020, 1, 1),
            record=home,
        )  # fmt: skip
        return child

    def path(self, address: Address, child: Any = None) -> str:
        """The address itself."""
        from django.urls import reverse

        by_kind = {"child": [getattr(child, "pk", None)], "anything": [uuid4()], "twice": [uuid4(), uuid4()], "": []}
        own = {
            "openid_connect_login": ["council"],
            "openid_connect_callback": ["council"],
            "accept_invitation": [uuid4()],
            "behind_figure": ["2025-Q4", "children-missing"],
        }
        own |= {"mfa_remove_webauthn": [1], "mfa_edit_webauthn": [1]}
        args = (
            own.get(address.route)
            or by_kind.get(address.about)
            or ([self.things[address.about]] if address.about else [])
        )
        return reverse(address.route, args=args)


@contextmanager
def undone() -> Iterator[None]:
    """Do something and take it all back, so that no cell bears on the next."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Browser:
    """Somebody signed in, asking for addresses; nothing of it lasts."""

    def __init__(self, account: Any) -> None:
        from django.test import Client

        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        if account is not None:
            self.client.force_login(account, backend=DOOR)
            self.client.get("/help/")
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}

    def ask(self, method: str, path: str) -> Any:
        """The answer, with cookies and rows put back as they were."""
        with undone():
            sent = "csrfmiddlewaretoken=x" if method == "POST" else ""
            answer = self.client.generic(method, path, sent, content_type="application/x-www-form-urlencoded")
        for name, value in self.cookies.items():
            self.client.cookies[name] = value
        return answer


def allows(answer: Any, address: Address) -> bool:
    """Whether an answer is anything but a denial."""
    if address.about == "child":
        return answer.status_code not in (403, 404)
    return answer.status_code != 403


def judge(found: Found, cell: str, allowed: bool, expected: bool, answer: Any) -> None:
    """Hold one answer against the table."""
    found.cells += 1
    if answer.status_code >= 500:
        found.errors.append(cell)
    elif allowed != expected:
        (found.wrong_allows if allowed else found.wrong_denials).append(cell)


def expected_of(role: str, address: Address, state: Any) -> bool:
    """What the table says of one address."""
    from tests.spec.comparing import expected
    from tests.spec.matrix import HELD_IN

    opens = TABLE.get((role, address.action, address.field_class), [])
    if address.action == "public":
        return True
    if address.each:
        return bool(opens) and state.agency in HELD_IN[role].split()
    return expected(role, address.action, state, opens, state.reasons())


TABLE: dict[tuple[str, str, str], list[tuple[frozenset[str], frozenset[str]]]] = {}


def crossed(world: World, found: Found, roles: list[str], *, brief: bool = False) -> None:
    """Every role, in each kind of agency it is held in and one it is not."""
    from tests.spec.comparing import agencies_for

    for role in roles:
        for number, agency in enumerate(agencies_for(role)):
            for on_duty in YES_NO if number == 0 else (True,):
                with undone():
                    one_viewer(world, found, role, agency, on_duty, whole=number == 0 and not brief)


def one_viewer(world: World, found: Found, role: str, agency: str, on_duty: bool, *, whole: bool) -> None:
    """One viewer at every address: the children's pages in every relationship and state, and all others once."""
    from tests.spec.comparing import KINDS, State

    of = world.make.agency(f"viewers-{agency}", agency)
    account = world.make.account(role, of=of, in_team=world.make.team("viewers", of=of), on_duty=on_duty)
    browser, viewer = Browser(account), world.make.viewer_of(account, at=NOW)
    for address in others():
        state = State(agency, None, on_duty, False, False)
        answer = browser.ask(address.method, world.path(address))
        judge(
            found, f"{role} at {agency}, {address}", allows(answer, address), expected_of(role, address, state), answer
        )
    spans = [(None, False), *product(KINDS, YES_NO if whole else (False,))]
    for (kind, expired), (states, child) in product(spans, world.children.items()):
        if whole or all(states):
            with undone():
                relate(world, viewer, child, kind, expired, states[2])
                state = State(agency, None if expired else kind, on_duty, states[0], states[2])
                pages_of_a_child(world, found, browser, role, state, child, shielded=states[1], expired=expired)


def relate(world: World, viewer: Any, child: Any, kind: str | None, expired: bool, placed: bool) -> None:
    """Put the relationship between the two: open, or ended a minute ago."""
    if kind:
        until = NOW - timedelta(minutes=1) if expired else None
        world.make.relate(viewer, child.pk, kind, until=until)
    if placed:
        world.make.relate(viewer, child.pk, "placing")


def pages_of_a_child(
    world: World, found: Found, browser: Browser, role: str, state: Any, child: Any, *, shielded: bool, expired: bool
) -> None:
    """One child's pages, and on the record and the chronology the facts that they may show."""
    whole_state = state.missing and shielded and state.placed
    for address in about_a_child():
        if address.method == "POST" and not whole_state:
            continue  # a form is sent in one state of each relationship: it is guarded as its page is
        answer = browser.ask(address.method, world.path(address, child))
        cell = f"{role}, {address.method} {address.route}, {state}, shielded={shielded}, expired={expired}"
        judge(found, cell, allows(answer, address), expected_of(role, address, state), answer)
        if address.action == "child.open" and answer.status_code == 200:
            facts(found, cell, answer.content.decode(), role, state, shielded, address.route)


def facts(found: Found, cell: str, page: str, role: str, state: Any, shielded: bool, route: str) -> None:
    """School and home are there for whoever may read those classes, while no shield stands, and for nobody else.

    A page that has no reason to show them shows them to nobody.
    """
    for text, field_class in SHOWN_ON.get(route, {SCHOOL: "", HOME: ""}).items():
        address = Address(route, "GET", "child.open", field_class, "child")
        wanted = bool(field_class) and not shielded and expected_of(role, address, state)
        found.facts += 1
        if (text in page) != wanted:
            (found.wrong_denials if wanted else found.wrong_allows).append(f"{cell}, shows {field_class or text}")


def nobody(world: World, found: Found) -> None:
    """Whoever has not signed in is sent to sign in, at every address that is not public."""
    browser = Browser(None)
    for address in [*others(), *about_a_child()]:
        answer = browser.ask(address.method, world.path(address, world.children[False, True, False]))
        sent = answer.status_code == 302 and "/sign-in/" in answer.headers["Location"]
        if not (sent and address.action == "public"):  # a page of signing in may lead back to where that begins
            judge(found, f"nobody, {address}", not sent, address.action == "public", answer)


@contextmanager
def with_roles(roles: Any) -> Iterator[None]:
    """Let the hub read other roles for a while."""
    from homeward.vocabulary import roles as module

    real, holders = module.load_roles, []
    for each in list(sys.modules.values()):
        if getattr(each, "__name__", "").startswith("homeward.") and getattr(each, "load_roles", None) is real:
            holders.append(each)
            each.load_roles = lambda: roles  # type: ignore[attr-defined]  # a module that imported the name
    try:
        yield
    finally:
        for each in holders:
            each.load_roles = real  # type: ignore[attr-defined]  # a module that imported the name


def plant(world: World) -> dict[str, int]:
    """Give a director one grant too many and a partner one too few: how many cells tell of each."""
    from homeward.vocabulary.roles import Grant, load_roles

    roles, found = load_roles(), {}
    more = Grant(action="placement.see", because=("invited",), classes=("shielded-location",))
    for name, code, grants in (
        ("wrong_allows", "director", lambda role: (*role.grants, more)),
        ("wrong_denials", "partner", lambda role: role.grants[:-1]),
    ):
        changed = tuple(
            each.model_copy(update={"grants": grants(each)}) if each.code == code else each for each in roles.roles
        )
        compared = Found()
        with with_roles(roles.model_copy(update={"roles": changed})):
            crossed(world, compared, [code], brief=True)
        found[name] = compared.counts()[name]
    return found


def every_route_is_asked() -> list[str]:
    """Routes of the hub that the hand-written list has not heard of."""
    from django.urls import get_resolver

    def names(patterns: list[Any], within: str = "") -> Iterator[str]:
        for each in patterns:
            if hasattr(each, "url_patterns"):
                yield from names(each.url_patterns, f"{each.namespace}:" if each.namespace else within)
            else:
                yield f"{within}{each.name}"

    return sorted(set(names(get_resolver().url_patterns)) - {each.route for each in [*others(), *about_a_child()]})


def main() -> int:
    """Plant, find, and then ask every cell."""
    warnings.simplefilter("ignore")
    facts_of_machine = machine()
    with hub():
        logging.disable(logging.CRITICAL)
        from tests.spec.matrix import HELD_IN, rows

        for role, action, field_class, because, agencies in rows():
            TABLE.setdefault((role, action, field_class), []).append((because, agencies))
        if unknown := every_route_is_asked():
            raise SystemExit(f"_addresses.py does not say what these are: {', '.join(unknown)}")
        world, found = World(), Found()
        planted = plant(world)
        if not all(planted.values()):
            raise SystemExit(f"The planted grants were not found: {planted}")
        began = perf_counter()
        nobody(world, found)
        crossed(world, found, list(HELD_IN))
        seconds = round(perf_counter() - began, 1)
        told = {**found.counts(), "planted_found": planted, "seconds": seconds}
        facts_of_machine["database"] = database()
        name = "authorisation_matrix" + ("-postgresql" if "Post" in facts_of_machine["database"] else "")
        keep(
            name,
            {
                "machine": facts_of_machine,
                "roles": len(HELD_IN),
                "addresses": len(others()) + len(about_a_child()),
                **told,
            },
        )
        table(("what", "found"), list(told.items()))
        for wrong in (found.wrong_allows, found.wrong_denials, found.errors):
            print(*wrong[:10], sep="\n")
        return int(bool(found.wrong_allows or found.wrong_denials or found.errors))


if __name__ == "__main__":
    sys.exit(main())
