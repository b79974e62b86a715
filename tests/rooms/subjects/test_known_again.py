"""One dated thing is known again by a mark that tells nothing to whoever has no key."""

import base64
from dataclasses import replace
from datetime import date
from hashlib import sha256

from homeward.register.subjects.queries import each_beside_its_own, mark_of
from homeward.register.subjects.rules import Happening

GONE = Happening(date(2026, 1, 20), "missing", "Went missing", "core", source="Police")
BACK = replace(GONE, on=date(2026, 1, 21), title="Came back")


def told(on: date, beside: str) -> Happening:
    return Happening(on, "analysis", "Analysis", "core", beside=beside)


def test_a_mark_changes_with_what_it_is_of_and_with_the_key(settings) -> None:
    assert mark_of(GONE) == mark_of(replace(GONE)) != mark_of(BACK)
    words = "|".join(("2026-01-20", "", "missing", "Went missing", "Police"))
    assert mark_of(GONE) != sha256(words.encode()).hexdigest()[:16]
    before, settings.INDEX_KEY = mark_of(GONE), base64.b64encode(b"another key, of as many bytes..!").decode()
    assert mark_of(GONE) != before


def test_what_speaks_of_another_stands_below_it_and_else_in_its_own_place() -> None:
    of_gone, of_nothing = told(BACK.on, mark_of(GONE)), told(BACK.on, "0" * 16)
    assert each_beside_its_own([of_gone, BACK, of_nothing, GONE]) == [BACK, of_nothing, GONE, of_gone]
    assert each_beside_its_own([BACK, GONE]) == [BACK, GONE]
