"""Reading every page that somebody can reach, and every answer to what they may try, for words that must not be there.

Pages are reached by following links from today's page; forms found on the way are sent empty, so that their errors are
read; then each child's addresses are tried, the canaries themselves are searched for, and what can be taken away is.
"""

import html
import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core import mail
from django.db import models, transaction
from django.test import Client
from django.urls import resolve, reverse

from homeward.practice.assessment.models import Assessment
from homeward.practice.missing.models import MissingEpisode
from homeward.register.accounts.models import Account
from homeward.register.people.models import Person
from tests.spec.canaries import Reader, World, account_of, canary, found_in

DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
LINK = re.compile(r"""(?:href|src|action)="(/[^"#]*)""")
FORM = re.compile(r"""<form[^>]*method="post"[^>]*>""", re.IGNORECASE)
ACTION = re.compile(r"""action="(/[^"#]*)""")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
CHILD = re.compile(r"^/(children|who-looked)/")
LEFT_ALONE = re.compile(r"^/(static|sign-in|me/sessions|me/sign-in|kit)/")
# A form that nobody has filled in still carries its token; without one it would not count as sent.
NOTHING_BUT_A_TOKEN = {"csrfmiddlewaretoken": "x"}
SEARCHED = ("postcode", "urn", "school", "address")
# What is tried on each child, whether or not a link leads there.
TRIED_ON_SOME = (
    "chronology",
    "placement",
    "missing_reports",
    "missing_places",
    "judge_report",
    "sources",
    "find_me",
    "host_notices",
    "correct",
    "open_on_call",
    "open_in_emergency",
    "ask_to_lower",
    "who_looked",
    "child_cases",
    "child_services",
    "child_plan",
    "challenges",
    "safe_contacts",
    "find_service",
    "find_confidential",
    "tell_for_child",
    "case",
    "assessments",
    "child_indicators",
    "observations",
    "note_observation",
    "case_child",
    "case_analysis",
    "capacities",
    "nrm_referrals",
    "factors",
    "transition",
    "adults",
)
# And on each assessment of the child.
TRIED_ON_AN_ASSESSMENT = ("assessment", "assessment_shown", "withdraw_assessment")
# And on each of the child's absences.
TRIED_ON_AN_ABSENCE = (
    "missing_episode", "missing_note", "missing_grade", "missing_found", "return_interview", "prevention_interview",
)  # fmt: skip


@dataclass
class Crawl:
    """How much was read, and every canary that the reader may not see."""

    responses: int = 0
    leaks: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def read(self, reader: Reader, what: str, answer: Any) -> str:
        """Read one answer, its headers and all, and note what it tells."""
        self.responses += 1
        text = text_of(answer)
        told = {(name, number) for name, number in found_in(text) if name not in reader.may}
        self.leaks += [f"{reader}: {what} tells {name} of child {number}" for name, number in sorted(told)]
        if answer.status_code >= 500:
            self.differences.append(f"{reader}: {what} answers {answer.status_code}")
        return text


def text_of(answer: Any) -> str:
    """Everything an answer says: its headers and its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{body_of(answer)}"


def body_of(answer: Any) -> str:
    """The body as text, opened where it is a document."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    return html.unescape(body.decode("utf-8", "replace"))


@contextmanager
def undone() -> Iterator[None]:
    """Do something, and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def crawled(reader: Reader, world: World, crawl: Crawl, *, every: int = 1, alike: int = 1) -> None:
    """Read everything as one reader. `every` is how far apart the children are on whom the rest is tried."""
    with undone():
        account = account_of(reader, world.children)
        client = signed_in(account)
        pages_reached(reader, client, crawl, alike)
        children_tried(reader, client, world.children, crawl, every)
        canaries_sought(reader, client, crawl)
        taken_away(reader, client, world, crawl)


def signed_in(account: Account) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(account, backend=DOOR)
    return client


def pages_reached(reader: Reader, client: Client, crawl: Crawl, alike: int) -> None:
    """Follow every link from today's page, and send every form empty; `alike` pages of each route are enough."""
    waiting, seen, kinds = ["/"], {"/"}, {}  # type: ignore[var-annotated]  # filled as pages are read
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address)
        text = crawl.read(reader, f"GET {address}", answer)
        for form in FORM.findall(text):
            sent_empty(reader, client, (ACTION.search(form) or [None, address])[1], crawl)
        for link in LINK.findall(text):
            if link not in seen and not CHILD.match(link) and not LEFT_ALONE.match(link):
                seen.add(link)
                kind = resolve(link.partition("?")[0]).route
                kinds[kind] = kinds.get(kind, 0) + 1
                waiting += [link] if kinds[kind] <= alike else []


def sent_empty(reader: Reader, client: Client, address: str, crawl: Crawl) -> None:
    """Send a form with nothing in it, read what it says, and take back what it did."""
    if LEFT_ALONE.match(address):
        return
    with undone():
        crawl.read(reader, f"POST {address}", client.post(address, NOTHING_BUT_A_TOKEN))


def children_tried(reader: Reader, client: Client, children: list[Person], crawl: Crawl, every: int) -> None:
    """The record of every child whom the reader knows, and on some children every page and every form."""
    for number, person in enumerate(children):
        fully = number % every == 0 or number == len(children) - 1
        if reader.because or fully:
            crawl.read(reader, "record", client.get(reverse("record", args=[person.pk])))
        for route, address in addresses_of(person) if fully else ():
            crawl.read(reader, route, client.get(address))
            sent_empty(reader, client, address, crawl)


def addresses_of(person: Person) -> Iterator[tuple[str, str]]:
    """Every page of a child that is tried: of the child, each assessment, each absence, and each call filed to one."""
    yield from ((route, reverse(route, args=[person.pk])) for route in TRIED_ON_SOME)
    for assessment in Assessment.objects.filter(subject=person.pk):
        of = [person.pk, assessment.pk]
        yield from ((route, reverse(route, args=of)) for route in TRIED_ON_AN_ASSESSMENT)
    for episode in MissingEpisode.objects.filter(person=person):
        of = [person.pk, episode.pk]
        yield from ((route, reverse(route, args=of)) for route in TRIED_ON_AN_ABSENCE)
        for call in episode.calls.all():
            yield "move_call", reverse("move_call", args=[*of, call.pk])
            yield "call", reverse("call", args=[call.pk])


def canaries_sought(reader: Reader, client: Client, crawl: Crawl) -> None:
    """Search for the canaries themselves: the answer is the one that any nonsense gets."""
    for address, key in ((reverse("find"), "words"), (reverse("accounts"), "name")):
        words = {name: canary(name, 0) for name in SEARCHED} | {"": "QQQQQQQQ"}
        answers = {name: client.post(address, {key: word}) for name, word in words.items()}
        crawl.responses += len(answers)
        bare = {name: plain(answer, words[name]) for name, answer in answers.items()}
        told = [name for name in SEARCHED if bare[name] != bare[""] or found_in(bare[name][1])]
        crawl.differences += [f"{reader}: searching {address} for the {name} of a child tells of it" for name in told]


def plain(answer: Any, word: str) -> tuple[int, str]:
    """An answer's status and body, without what was typed and without the token of its forms."""
    return answer.status_code, TOKEN.sub("", body_of(answer)).replace(word, "…")


def taken_away(reader: Reader, client: Client, world: World, crawl: Crawl) -> None:
    """Whatever leaves the hub as a file: the paper, the copy of the audit memory, the list of refusals."""
    assert world.delivery is not None
    refusals = reverse("delivery_refusals", args=[world.delivery.pk])
    crawl.read(reader, "refusals", client.get(refusals))
    crawl.read(reader, "delivery", client.get(reverse("delivery", args=[world.delivery.pk])))
    for address in (reverse("ask_for_audit_copy"), *papers_taken()):
        asked = client.post(address)
        crawl.read(reader, "asking for a file", asked)
        if asked.status_code == 302:
            crawl.read(reader, "a file", client.get(asked.headers["Location"]))


def papers_taken() -> list[str]:
    """Where each paper that was made is taken away."""
    papers = apps.get_model("reports.BoardPaper").objects.values_list("pk", flat=True)
    return [reverse("paper_take", args=[paper]) for paper in papers]


class Heard(logging.Handler):
    """Keeps what is logged, with the words of any exception."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.formatter = logging.Formatter()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def listening() -> Iterator[Heard]:
    """Everything that is logged meanwhile, however quietly."""
    heard, root = Heard(), logging.getLogger()
    level, before = root.level, root.handlers
    root.handlers, root.level = [heard], logging.DEBUG
    try:
        yield heard
    finally:
        root.handlers, root.level = before, level


def told_outside(heard: Heard) -> list[str]:
    """Canaries in the log and in the post."""
    letters = [f"{letter.subject}\n{letter.body}" for letter in getattr(mail, "outbox", [])]
    log = found_in("\n".join(heard.lines))
    return [f"the log tells {each}" for each in log] + [
        f"a letter tells {each}" for each in found_in("\n".join(letters))
    ]


def told_by_the_database() -> list[str]:
    """Canaries that lie open in some column of some table. The names of schools are open: who goes there is not."""
    leaks = []
    for model in apps.get_models():
        texts = [
            each.name
            for each in model._meta.concrete_fields
            if isinstance(each, (models.CharField, models.TextField, models.JSONField))
        ]
        for row in model.objects.values_list(*texts) if texts and model is not apps.get_model("places.School") else []:
            leaks += [f"{model._meta.label} holds {each}" for each in found_in(" ".join(map(str, row)))]
    return leaks


def hidden_and_absent(client: Client, children: Iterable[Person], routes: Iterable[str]) -> list[str]:
    """Where the answer about a child who is hidden differs from the one about a child who does not exist."""
    told = []
    for person in children:
        for route in routes:
            one, other = (client.get(reverse(route, args=[each])) for each in (person.pk, uuid4()))
            if plain(one, str(person.pk)) != plain(other, "…"):
                told.append(f"{route} tells that a hidden child is there")
    return told
