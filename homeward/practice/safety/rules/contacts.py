"""Whom one may write to, and how (S-13). Pure.

Nothing goes to a number or an address but one that somebody said is safe; one that was found unsafe is never used
again, however it is written.
"""

import re
from collections.abc import Collection


def squeezed(text: str) -> str:
    """A number or an address as it is held against another: letters and figures alone, home and abroad the same."""
    plain = re.sub(r"[^a-z0-9]+", "", text.casefold())
    return re.sub(r"^(?:00)?44(?=[1-9])", "0", plain)


def is_blocked(how: str, unsafe: Collection[str]) -> bool:
    """Whether this is one that was found unsafe."""
    return squeezed(how) in {squeezed(each) for each in unsafe}


def may_write_to(*, ended: bool, how: str, unsafe: Collection[str]) -> bool:
    """Whether a letter or a message may go there now."""
    return not ended and not is_blocked(how, unsafe)
