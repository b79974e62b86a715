"""What tells of a refuge or other safe place, and so never stands in the open directory. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from homeward.vocabulary.loader import load_whole

SAID_IN = ("name", "alternate_name", "description")
LEAST = 5  # a mark of fewer letters or figures would stand in anybody's text


def speaks_of_safe_place(content: Mapping[str, Any]) -> bool:
    """Whether a service, an organisation or a location calls itself a refuge, in its name or in what it says of itself.

    A refugee is not a refuge. A service that tells where to ask for one is refused too: its words are easily changed,
    and an address that was once read by everybody is not.
    """
    said = " ".join(str(content.get(name, "")) for name in SAID_IN)
    return bool(_words().search(said))


@cache
def _words() -> re.Pattern[str]:
    words = "|".join(re.escape(each.label).replace(r"\ ", r"[\s-]+") for each in load_whole("safe_place_words").entries)
    return re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)


def squeezed(text: str) -> str:
    """A text as it is held against another: letters and figures alone, so that spaces and marks hide nothing."""
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def gives_away(content: Any, marks: Collection[str]) -> bool:
    """Whether anything said holds a mark of a confidential service: its name, a number, a postcode, an address.

    Numbers are held together with and without the code of the country: +44 7700 and 07700 are one.
    """
    wanted = {each for each in marks if len(each) >= LEAST}
    if not wanted:
        return False
    whole = "\n".join(_texts(content))
    return any(mark in whole or _national(mark) in whole for mark in wanted)


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for each in content.values():
            yield from _texts(each)
    elif isinstance(content, list):
        for each in content:
            yield from _texts(each)
    elif content is not None:
        yield _national(squeezed(str(content)))


def _national(text: str) -> str:
    return re.sub(r"44(?=[1-9]\d{8,9})", "0", text)
