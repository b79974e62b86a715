"""Does every link open, for everybody, where the records came through the feeds?

The tests' own children are made one by one, and a page may meet in real files what no test thought of. So the invented
town is loaded as `script/server` loads it and its records compared; then each of the demonstration's workers signs in
and follows every link of theirs, to six addresses of each kind of page, drawn from those that a page leads to. It fails
if an answer says that the hub failed, or if a link leads to nothing. A fault is planted first, and must be found.

    script/bench links
    .venv/bin/python bench/links.py FOLDER       # a demonstration that is there, as HOMEWARD_DATA names one
"""

import logging
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from _hub import DOOR, ROOT
from _results import database, keep, machine, table

OF_EACH = 6
SEED = 2019
PLANTED = "homeward.register.linkage.presenters.pairs.waterfall_of"
ONE_OF_MANY = (
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    re.compile(r"\d{4}-Q\d"),
    re.compile(r"(?<=/)\d+(?=/)"),
)
LINK = re.compile(r'href="(/[^"#]*)')


@dataclass
class Followed:
    """What one worker met: how many addresses of which kind, and which did not open."""

    kinds: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def kind_of(address: str) -> str:
    """An address without what makes it one of many."""
    kind = address.split("?")[0]
    for pattern in ONE_OF_MANY:
        kind = pattern.sub("*", kind)
    return kind


def followed(account: Any) -> Followed:
    """Every kind of page that links lead to, from the first page on."""
    from django.test import Client

    found, todo, met, draw = Followed(), deque(["/"]), {"/"}, random.Random(SEED)
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(account, backend=DOOR)
    while todo:
        address = todo.popleft()
        kind = kind_of(address)
        if found.kinds[kind] == OF_EACH:
            continue
        found.kinds[kind] += 1
        answer = client.get(address)
        if answer.status_code == 404 or answer.status_code >= 500:
            found.failed.append(f"{answer.status_code} {address}")
        links = links_in(answer)
        for link in draw.sample(links, len(links)):
            if link not in met and not link.startswith(("/static/", "/sign-out")):
                met.add(link)
                todo.append(link)
    return found


def links_in(answer: Any) -> list[str]:
    """Where an answer leads: where it sends the browser, or the links on its page."""
    if 300 <= answer.status_code < 400:
        return [answer.headers["Location"]] if answer.headers["Location"].startswith("/") else []
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return [link.replace("&amp;", "&") for link in LINK.findall(answer.content.decode())]


def made() -> None:
    """The invented town, loaded through the feeds and compared, as a demonstration's first start makes it."""
    command = "from homeward.config.commands import run; run()"
    subprocess.run([sys.executable, "-c", command, "serve", "--size", "town", "--prepare-only"], cwd=ROOT, check=True)


def keys_of(folder: str) -> None:
    """The demonstration's own keys, where it keeps them."""
    with open(f"{folder}/keys.env", encoding="utf-8") as kept:
        os.environ.update(line.strip().split("=", 1) for line in kept if "=" in line)


def main() -> int:
    """Plant a fault and find it; then follow every link as everybody."""
    facts = machine()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as made_here:
        folder = sys.argv[1] if sys.argv[1:] else made_here
        os.environ |= {"HOMEWARD_DATA": folder, "PYTHONPATH": str(ROOT)}
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.config.settings.demonstration"
        if not sys.argv[1:]:
            made()
        keys_of(folder)
        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        warnings.simplefilter("ignore")
        from homeward.register.accounts.models import Account

        accounts = list(Account.objects.filter(worker__isnull=False).select_related("worker").order_by("pk"))
        with patch(PLANTED, side_effect=KeyError):
            planted = sum(len(followed(each).failed) for each in accounts if may_review(each))
        found = {each.worker.name: followed(each) for each in accounts}
        kind = database()
    rows = [(name, sum(each.kinds.values()), len(each.kinds), len(each.failed)) for name, each in found.items()]
    table(("who", "addresses", "kinds of page", "did not open"), rows)
    failed = sorted({line for each in found.values() for line in each.failed})
    print(*failed, f"of a planted fault: {planted} found", sep="\n")
    pages = {name: {"addresses": addresses, "kinds": kinds, "failed": bad} for name, addresses, kinds, bad in rows}
    keep("links", {"machine": facts | {"database": kind}, "planted_found": planted, "workers": pages, "failed": failed})
    return 1 if failed or not planted else 0


def may_review(account: Any) -> bool:
    """Whether the planted fault lies on this worker's way."""
    from homeward.register.access.models import RoleHolding

    return RoleHolding.objects.filter(worker=account.worker, role="matching-reviewer").exists()


if __name__ == "__main__":
    raise SystemExit(main())
