"""The one way a list is read: checked against its shape, cached, and cut to what was in force on a day.

A list that is wrong stops the program as it starts, naming the file, the line and the entry. It never falls
back on an older copy or leaves an entry out, because a code missing in silence is a child missing from a
count.
"""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from homeward.foundation.errors import HomewardError
from homeward.vocabulary.marked_yaml import MarkedText
from homeward.vocabulary.shapes import ENTRY_KINDS, Entry, Vocabulary

LISTS = Path(__file__).parent / "lists"


class ListUnreadable(HomewardError):
    """A list in the vocabulary that is missing or does not have its shape."""


class ListNotInForce(HomewardError):
    """A list was asked for as at a day on which it was not in force."""


def load(name: str, *, on: date) -> Vocabulary:
    """The list as it stood on a day: the entries in force then, in their own order.

    Pass the day of the event and not today, so that last year's record is read by last year's codes. Raises
    ListUnreadable or ListNotInForce.
    """
    whole = load_whole(name)
    if not whole.in_force(on):
        raise ListNotInForce(
            got=f"a question about {name} as at {on.isoformat()}",
            expected=f"a day from {whole.since.isoformat()}" + (f" to before {whole.until}" if whole.until else ""),
            next_step="Check the date of the event, or add the list that was in force then.",
        )
    return whole.model_copy(update={"entries": tuple(entry for entry in whole.entries if entry.in_force(on))})


@cache
def load_whole(name: str) -> Vocabulary:
    """The list with every entry it has ever had, for printing and for checks over many years."""
    path = LISTS / f"{name}.yaml"
    if name not in list_names():
        raise ListUnreadable(
            got=f"the name {name}",
            expected=f"a list in {LISTS.parent.name}/{LISTS.name}",
            next_step="Check the spelling against the files there.",
        )
    return read(path.read_text(encoding="utf-8"), file=path.name)


@cache
def list_names() -> tuple[str, ...]:
    """The names of every list, in alphabetical order."""
    return tuple(sorted(path.stem for path in LISTS.glob("*.yaml")))


def read(text: str, *, file: str) -> Vocabulary:
    """A list from its text. Raises ListUnreadable, naming the file, the line and the entry."""
    try:
        marked = MarkedText(text)
    except yaml.YAMLError as mistake:
        mark = getattr(mistake, "problem_mark", None)
        problem = getattr(mistake, "problem", None) or "text that is not YAML"
        raise _unreadable(file, mark.line + 1 if mark else 1, problem) from None
    return _checked(marked, file)


def _checked(marked: MarkedText, file: str) -> Vocabulary:
    if not isinstance(marked.values, dict) or not isinstance(marked.values.get("entries"), list):
        raise _unreadable(file, 1, "no entries")
    shape = ENTRY_KINDS.get(str(marked.values.get("kind")), Entry)
    entries = tuple(_entry(marked, file, shape, index) for index in range(len(marked.values["entries"])))
    try:
        vocabulary = Vocabulary.model_validate({**marked.values, "entries": entries})
    except ValidationError as mistake:
        first = mistake.errors()[0]
        raise _unreadable(file, marked.line_of(first["loc"]), _told(first["loc"], first["msg"])) from None
    _refuse_wrong_name(vocabulary, file)
    _refuse_codes_in_force_twice(vocabulary, marked, file)
    return vocabulary


def _entry(marked: MarkedText, file: str, shape: type[Entry], index: int) -> Entry:
    try:
        return shape.model_validate(marked.values["entries"][index])
    except ValidationError as mistake:
        first = mistake.errors()[0]
        line = marked.line_of(("entries", index, *first["loc"]))
        raise _unreadable(file, line, f"entry {index + 1}, {_told(first['loc'], first['msg'])}") from None


def _refuse_wrong_name(vocabulary: Vocabulary, file: str) -> None:
    if file != f"{vocabulary.name}.yaml":
        raise _unreadable(file, 1, f"a list that calls itself {vocabulary.name}")


def _refuse_codes_in_force_twice(vocabulary: Vocabulary, marked: MarkedText, file: str) -> None:
    seen: dict[str, list[Entry]] = {}
    for index, entry in enumerate(vocabulary.entries):
        earlier = seen.setdefault(entry.code, [])
        if any(_share_a_day(entry, other) for other in earlier):
            line = marked.line_of(("entries", index))
            raise _unreadable(file, line, f"entry {index + 1}, code {entry.code} in force twice on one day")
        earlier.append(entry)


def _share_a_day(one: Entry, other: Entry) -> bool:
    since = max(one.since or date.min, other.since or date.min)
    return since < min(one.until or date.max, other.until or date.max)


def _told(where: tuple[str | int, ...], message: str) -> str:
    return f"{'.'.join(str(step) for step in where)}: {message}" if where else message


def _unreadable(file: str, line: int, problem: str) -> ListUnreadable:
    return ListUnreadable(
        got=f"in {file}, line {line}: {problem}",
        expected="a list as the vocabulary's README describes it",
        next_step="Correct that line. Codes that look like numbers or yes and no need quotation marks.",
    )
