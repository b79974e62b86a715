"""How an XML file's bytes stand for letters, by its own declaration and by reading all of it, before any parser does.

The parser is handed UTF-8 alone. So an encoding that nobody uses for returns cannot hide anything from the checks, a
declaration that is not true is found and told, and no file that declares entities ever reaches it.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from homeward.gateways.feeds.reading.encoding import decoded, sixteen_without_mark
from homeward.gateways.feeds.reading.kinds import refuse_other_kinds
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused

MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
READ = {
    "utf-8": "utf-8",
    "ascii": "ascii",
    "iso8859-1": "cp1252",
    "iso8859-15": "iso8859-15",
    "cp1252": "cp1252",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}
DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
DECLARES_TYPES = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
# What every parser here is told: it resolves no entity, reads no document type and opens no address.
CAREFULLY: Any = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
LONGEST_MARK = 12
TAIL = 200
AGAIN = 'Ask for the file to be made again as UTF-8, with encoding="UTF-8" in its first line.'
DAMAGED = "It may have been cut short or damaged on its way. Ask for it to be sent again."


@dataclass(frozen=True)
class XmlLetters:
    """The encoding found, and the last letters of the file, by which one that was cut short is known."""

    encoding: str
    tail: str


def xml_letters(file: Opened) -> XmlLetters:
    """The encoding of this XML file, once it has been read to its end. Raises FileRefused."""
    start = next(file.stretches(), b"")
    if not start.strip():
        raise FileRefused("empty", got="the file is empty", next_step="Ask for it to be sent again.")
    refuse_other_kinds(start)
    marked, declared = marked_as(start), declared_as(start)
    encoding = believed(marked, declared)
    tail = read_whole(file, encoding)
    if encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii"):
        refuse_utf8_in_disguise(file)
    return XmlLetters(encoding, tail)


def marked_as(start: bytes) -> str | None:
    """The encoding that the first bytes show, whatever is declared. Raises FileRefused for one that is not read."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            if not encoding:
                raise FileRefused("encoding", got="the file is written in UTF-32", next_step=AGAIN)
            return encoding
    return sixteen_without_mark(start[:4096]) or None


def declared_as(start: bytes) -> str | None:
    """The encoding that the file says it is in, by the name it is known under here; none where it says nothing."""
    words = start[:600].replace(b"\0", b"").removeprefix(codecs.BOM_UTF8)
    words = words[2:] if words.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else words
    found = DECLARED.match(words.lstrip())
    if not found:
        return None
    try:
        known = codecs.lookup(found[1].decode()).name
    except LookupError:
        known = ""
    if known not in READ:
        raise FileRefused("encoding", got="the file declares an encoding that is not read here", next_step=AGAIN)
    return READ[known]


def believed(marked: str | None, declared: str | None) -> str:
    """The encoding to read by. Raises FileRefused where the first bytes and the declaration do not agree."""
    if marked is None:
        if declared == "utf-16":
            raise lying("UTF-16")
        return declared or "utf-8"
    if declared is None or declared[:5] == marked[:5] or (marked == "utf-8-sig" and declared == "ascii"):
        return marked
    raise lying("another encoding")


def lying(what: str) -> FileRefused:
    """The error for a declaration that the bytes do not bear out."""
    got = f"the file says that it is written in {what}, and it is not"
    return FileRefused("encoding", got=got, next_step=AGAIN)


def read_whole(file: Opened, encoding: str) -> str:
    """Read the file to its end and return its last letters. Raises FileRefused for what no return holds."""
    line, before, tail = 1, "", ""
    try:
        for text in decoded(file, encoding):
            refuse_strange(before + text, line)
            line += text.count("\n")
            before, tail = text[-LONGEST_MARK:].replace("\0", ""), (tail + text)[-TAIL:]
    except UnicodeDecodeError as fault:
        line += fault.object[: fault.start].count(b"\n")
        got = f"line {line} cannot be read in the encoding that the file declares"
        raise FileRefused("encoding", got=got, next_step=AGAIN) from None
    return tail


def refuse_strange(text: str, line: int) -> None:
    """Refuse a NUL, and any declaration of entities or of a document type: both are ways to harm whoever reads it."""
    if "\0" in text:
        raise FileRefused("nul", got=f"line {line} or one after it holds a NUL character", next_step=DAMAGED)
    if DECLARES_TYPES.search(text):
        got = "the file declares a document type or entities, which a return has no need of and which can do harm"
        step = "Ask for it without its DOCTYPE."
        raise FileRefused("entities", got=got, next_step=step)


def refuse_utf8_in_disguise(file: Opened) -> None:
    """Refuse a file that declares one byte to a letter and holds accents written in UTF-8: they would be spoilt."""
    plain = True
    try:
        for text in decoded(file, "utf-8"):
            plain = plain and text.isascii()
    except UnicodeDecodeError:
        return
    if not plain:
        raise lying("an encoding of one byte to a letter")


def as_utf8(file: Opened, encoding: str) -> Iterator[bytes]:
    """The file's bytes in UTF-8, a stretch at a time."""
    for text in decoded(file, encoding):
        if text:
            yield text.encode()
