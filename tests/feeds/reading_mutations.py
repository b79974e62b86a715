"""Ways in which a good file goes bad: what the readers' property tests and the long run in bench/ both try."""

import random
from collections.abc import Callable

TOKENS = (
    b"<", b">", b"/>", b"</CHILD>", b"<CHILD>", b"<HEADER>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml ?>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!ENTITY", b"&b;", b"&amp;", b"&#0;", b"&#x10FFFF;", b"&#", b" xmlns='a'",
    b" a='b'", b'"', b"'", b",", b";", b"\t", b"|", b"\r", b"\n", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xfe\xff", b"\x81", b"\xc3", b"\xed\xa0\x80", "\u202e".encode(), b"=1+1", b"9" * 5000, b"x" * 70_000,
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7", "cp500")


def cut(content: bytes, dice: random.Random) -> bytes:
    """It stops anywhere."""
    return content[: dice.randrange(len(content) + 1)]


def flipped(content: bytes, dice: random.Random) -> bytes:
    """A few bytes are others."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def inserted(content: bytes, dice: random.Random) -> bytes:
    """Something that means something stands where it should not."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(content) + 1)
        content = content[:at] + dice.choice(TOKENS) + content[at:]
    return content


def taken(content: bytes, dice: random.Random) -> bytes:
    """A stretch is missing."""
    start = dice.randrange(len(content) + 1)
    return content[:start] + content[start + dice.randint(1, 200) :]


def repeated(content: bytes, dice: random.Random) -> bytes:
    """A stretch is there many times."""
    start = dice.randrange(len(content) + 1)
    stretch = content[start : start + dice.randint(1, 300)]
    return content[:start] + stretch * dice.randint(2, 60) + content[start:]


def moved(content: bytes, dice: random.Random) -> bytes:
    """A stretch stands elsewhere."""
    start = dice.randrange(len(content) + 1)
    stretch, rest = content[start : start + 100], content[:start] + content[start + 100 :]
    at = dice.randrange(len(rest) + 1)
    return rest[:at] + stretch + rest[at:]


def in_other_letters(content: bytes, dice: random.Random) -> bytes:
    """Its bytes are of another encoding than it says, or than anybody uses."""
    return content.decode("utf-8", "replace").encode(dice.choice(ENCODINGS), "replace")


def nested(content: bytes, dice: random.Random) -> bytes:
    """Elements lie in one another without end."""
    at = dice.randrange(len(content) + 1)
    return content[:at] + b"<A>" * dice.choice((5, 40, 3000)) + content[at:]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, flipped, inserted, taken, repeated, moved, in_other_letters, nested,
)  # fmt: skip


def spoilt(content: bytes, seed: int) -> bytes:
    """The file, gone bad in one to three ways; the same ways for the same seed."""
    dice = random.Random(seed)  # noqa: S311  # repeatable, and nothing secret
    for _ in range(dice.randint(1, 3)):
        content = dice.choice(WAYS)(content, dice)
    return content
