"""A device at the phone desk, without a browser: it saves, seals what it could not save, and sends it again."""

import json
import re
import time
from collections.abc import Iterator
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

BOXES = ("caller", "said", "where", "wearing")
PATIENCE = 15


def script(call: str) -> Iterator[tuple[str, str]]:
    """What is typed in one call: each box begun, and then ended. No two calls say the same."""
    for box in BOXES:
        yield box, f"{box} of {call}"
        yield box, f"{box} of {call}, and more"


class Device:
    """Does what `design/saving.js` and `design/away.js` do."""

    def __init__(self, port: int) -> None:
        self.at = f"http://localhost:{port}"
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.device, self.number, self.call = str(uuid4()), 0, ""
        self.token = self.permit = self.key = self.key_name = ""
        self.read: dict[str, int] = {}
        self.waiting: list[dict[str, Any]] = []
        self.typed: dict[tuple[str, str], list[str]] = {}

    def asked(self, path: str, sent: dict[str, str] | bytes | None = None) -> bytes:
        """One request; an OSError or an HTTPException where the line or the server is away."""
        body = urlencode(sent).encode() if isinstance(sent, dict) else sent
        kind = "application/json" if isinstance(sent, bytes) else "application/x-www-form-urlencoded"
        request = Request(self.at + path, body, {"Content-Type": kind} if body else {})
        with self.browser.open(request, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def comes_in(self) -> None:
        """Sign in by the demonstration's door, and open the console."""
        page = self.asked("/sign-in/").decode()
        self.asked("/sign-in/demonstration/call-handler/", {"csrfmiddlewaretoken": token_in(page)})
        self.token = token_in(self.asked("/calls/new/").decode())
        told = json.loads(self.asked("/calls/permit/", {"device": self.device, "csrfmiddlewaretoken": self.token}))
        self.permit, self.key, self.key_name = told["permit"], told["key"], told["key_name"]

    def begins(self) -> None:
        """The next call, whose number the page makes."""
        self.call, self.read = str(uuid4()), {}

    def types(self, box: str, words: str) -> None:
        """Words in a box, saved; where they cannot be, sealed."""
        self.typed.setdefault((self.call, box), []).append(words)
        body = {"box": box, "words": words, "read": str(self.read.get(box, 0)), "csrfmiddlewaretoken": self.token}
        try:
            self.read[box] = json.loads(self.asked(f"/calls/{self.call}/save/", body))["number"]
            self.saved(box)
        except (OSError, HTTPException, ValueError, KeyError):
            self.seals(box, words)

    def saved(self, box: str) -> None:
        """What waited of this box and call was older."""
        self.waiting = [each for each in self.waiting if each["of"] != (self.call, box)]

    def seals(self, box: str, words: str) -> None:
        """Seal what could not be saved. The last of a box takes the place of the one before."""
        from homeward.foundation.envelopes import decoded, sealed_to

        self.number += 1
        piece = str(uuid4())
        told = {
            "box": box,
            "words": words,
            "read": self.read.get(box, 0),
            "device": self.device,
            "typed_at": time.time(),
        }
        place, nonce = f"{self.call}|{piece}|{self.number}", uuid4().bytes[:12]
        parts = sealed_to(decoded(self.key), self.key_name, json.dumps(told).encode(), place=place, nonce=nonce)
        envelope = parts | {"call": self.call, "piece": piece, "number": self.number}
        self.saved(box)
        self.waiting.append({"of": (self.call, box), "envelope": envelope})

    def sends(self) -> None:
        """Send what waits, and forget it once it is taken. One that was taken before is taken again."""
        envelopes = [each["envelope"] for each in self.waiting]
        for number in range(0, len(envelopes), 10):
            some = envelopes[number : number + 10]
            self.asked("/calls/captured/", json.dumps({"permit": self.permit, "pieces": some}).encode())
            self.asked("/calls/captured/", json.dumps({"permit": self.permit, "pieces": some}).encode())
        self.waiting = []


class Forgetful(Device):
    """A planted fault: what could not be saved is not kept."""

    def seals(self, box: str, words: str) -> None:
        """Keep nothing."""


class Repeating(Device):
    """A planted fault: the first words of each box are sent once more, under a number of their own."""

    def sends(self) -> None:
        """Send what waits, and then what stood there before."""
        super().sends()
        self.read = {}
        for box in BOXES:
            self.seals(box, self.typed[self.call, box][0])
        super().sends()


def token_in(page: str) -> str:
    """The token of a page's forms."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not found:
        raise SystemExit("The page has no form: the demonstration's door did not open.")
    return found[1]
