"""How a file's bytes stand for letters, found by reading all of them, and what is refused because it is no text.

Council systems write UTF-8, spreadsheets write UTF-16 or the older Windows letters (cp1252). Windows letters are
believed only when the bytes are not UTF-8 and every one of them has a meaning, and the report says so, since a wrong
guess spoils names with accents.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from homeward.gateways.feeds.reading.kinds import looks_like_xml, refuse_other_kinds
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WINDOWS_NOTE = (
    "Read as Windows letters (cp1252), since it is not UTF-8. Check that names with accents look right, "
    "and ask for the file as UTF-8 next time."
)


@dataclass(frozen=True)
class Letters:
    """The encoding found, and what the report should say of it."""

    encoding: str
    note: str = ""


def letters_of(file: Opened) -> Letters:
    """The encoding of this file. Raises FileRefused for what is empty, not text, or mixed."""
    start = next(file.stretches(), b"")
    if not start.strip():
        raise FileRefused("empty", got="the file is empty", next_step="Ask for it to be sent again.")
    refuse_other_kinds(start)
    if looks_like_xml(start):
        step = "Send it where the feed asks for XML, if it does; otherwise ask for a CSV file."
        raise FileRefused("not-text", got="the file is XML, not a CSV file", next_step=step)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return checked(file, Letters(encoding, sixteen_note(encoding)))
    if sixteen := sixteen_without_mark(start[:4096]):
        return checked(file, Letters(sixteen, sixteen_note(sixteen)))
    return by_reading(file)


def sixteen_note(encoding: str) -> str:
    """What is said of a file in UTF-16."""
    return "Read as UTF-16." if encoding.startswith("utf-16") else ""


def sixteen_without_mark(start: bytes) -> str:
    """UTF-16 without its mark shows in English text as a zero in every second byte."""
    pairs = len(start) // 2
    first, second = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if pairs > 4 and second > pairs * 0.6 and first < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if pairs > 4 and first > pairs * 0.6 and second < pairs * 0.1 else ""


def by_reading(file: Opened) -> Letters:
    """UTF-8 if every byte of it is, else Windows letters if every byte has one."""
    for letters in (Letters("utf-8"), Letters("cp1252", WINDOWS_NOTE)):
        line = bad_line(file, letters.encoding)
        if line is None:
            return letters
    step = "Ask for it to be saved as CSV UTF-8 and sent again."
    raise FileRefused("encoding", got=f"line {line} holds bytes that stand for no letters", next_step=step)


def checked(file: Opened, letters: Letters) -> Letters:
    """The encoding, once all of the file has been read by it."""
    line = bad_line(file, letters.encoding)
    if line is None:
        return letters
    step = "It may have been cut short or damaged on its way. Ask for it to be sent again."
    raise FileRefused("encoding", got=f"line {line} cannot be read as {letters.encoding[:6]}", next_step=step)


def bad_line(file: Opened, encoding: str) -> int | None:
    """The line where reading fails, or none. A NUL is refused whatever the encoding: no text holds one."""
    line = 1
    try:
        for text in decoded(file, encoding):
            if "\0" in text:
                got = f"line {line + text[: text.index(chr(0))].count(chr(10))} holds a NUL character"
                raise FileRefused("nul", got=got, next_step="It is damaged or not text. Ask for it to be sent again.")
            line += text.count("\n")
    except UnicodeDecodeError as fault:
        return line + fault.object[: fault.start].count(b"\n")
    return None


def decoded(file: Opened, encoding: str) -> Iterator[str]:
    """The file's text, a stretch at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for stretch in file.stretches():
        for start in range(0, len(stretch), 4096):
            yield decoder.decode(stretch[start : start + 4096])
    yield decoder.decode(b"", final=True)
