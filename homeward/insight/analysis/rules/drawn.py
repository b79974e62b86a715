"""Drawing a chart: the same bytes each time, offline, by a program that is loaded only where something is drawn.

A job does it, or the making of a paper; a page only shows what was drawn and kept by its content.
"""

import hashlib
import json
from html import escape
from typing import Any

from homeward.insight.analysis.rules.drawing import WIDE

DIGITS = 40  # as many as a document's part has room for


def digest_of(drawing: dict[str, Any], size: str) -> str:
    """What a drawing is kept under: another as soon as a number, a word or a line of it is."""
    content = json.dumps([drawing["title"], drawing["words"], drawing[size]], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:DIGITS]


def svg_of(drawing: dict[str, Any], size: str) -> bytes:
    """A chart for a page, with its title and its whole content in words inside it for whoever cannot see it."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(drawing[size])
    head, _, rest = drawn.partition(">")
    label = f'"{escape(drawing["title"])}"'
    said = f"<title>{escape(drawing['title'])}</title><desc>{escape(drawing['words'])}</desc>"
    return f'{head} role="img" aria-label={label}>{said}{rest}'.encode()


def png_of(drawing: dict[str, Any]) -> bytes:
    """A chart for a document, which can hold no drawing of lines."""
    import vl_convert

    png: bytes = vl_convert.vegalite_to_png(drawing[WIDE], scale=2)
    return png
