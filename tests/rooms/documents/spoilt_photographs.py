"""Photographs that anybody might send, and the ways in which one goes bad or is made to harm, by a number."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.factories.photographs import enormous, picture
from tests.feeds.reading_mutations import cut, flipped, moved, repeated, taken

CANARY = b"CNRYPHOTO"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PROGRAMS = (
    b"<script>fetch('//x.invalid')</script>", b"<?php system($_GET['c']); ?>", b"<html><body onload=x()>",
    b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>", b"<IFRAME src=x>", b"<!DOCTYPE html>", b"#!/bin/sh\nid\n",
    b"MZ\x90\0", b"\x7fELF",
)  # fmt: skip
Way = Callable[[bytes, random.Random], bytes]


@cache
def good() -> tuple[bytes, ...]:
    """Photographs that are taken: every kind, colour and turn, with all that a telephone writes beside a picture."""
    return tuple(_good())


def _good() -> Iterator[bytes]:
    for turned in range(1, 9):
        exif = Image.Exif()
        exif[0x010F], exif[0x0112] = CANARY.decode(), turned
        exif.get_ifd(0x8825)[1] = "N"
        beside = {"exif": exif, "xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
        yield picture(size=(240, 180), comment=CANARY, progressive=turned % 2 == 0, **beside)
        yield picture("WEBP", size=(240, 180), **beside)
        text = PngInfo()
        text.add_text("Comment", CANARY.decode(), zip=turned % 2 == 0)
        text.add_itxt("XML:com.adobe.xmp", CANARY.decode())
        yield picture("PNG", size=(240, 180), exif=exif, pnginfo=text)
    for kind, mode in (
        ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16"), ("JPEG", "L"),
        ("JPEG", "CMYK"), ("WEBP", "RGBA"),
    ):  # fmt: skip
        yield picture(kind, size=(160, 120), mode=mode)
    yield picture("WEBP", size=(160, 120), lossless=True)
    yield picture() + b"\0\0\0\x20ftypmp42" + CANARY * 50
    for kind in ("PNG", "WEBP", "MPO"):
        first, second = (Image.new("RGB", (160, 120), colour) for colour in ("red", "blue"))
        first.save(kept := io.BytesIO(), kind, save_all=True, append_images=[second])
        yield kept.getvalue()
    yield picture(size=(3000, 2000))
    yield picture("PNG", size=(3000, 2000))


def chunk(name: bytes, body: bytes) -> bytes:
    """A piece of a PNG, with its length and its sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def after_head(content: bytes, more: bytes) -> bytes:
    """A PNG with something more behind its first piece."""
    return content[:33] + more + content[33:]


def wrong_length(content: bytes, dice: random.Random) -> bytes:
    """A length within it says something else."""
    marks = [at for at in range(len(content) - 8) if content[at] == 0xFF and 0xC0 <= content[at + 1] < 0xFF]
    at = dice.choice([4, 8, 16, *[each + 2 for each in marks[:40]]])
    length = dice.choice([0, 1, 2, 3, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF])
    wide = struct.pack(dice.choice("<>") + "I", length) if dice.random() < 0.5 else struct.pack(">H", length & 0xFFFF)
    return content[:at] + wide + content[at + len(wide) :]


def two_things(content: bytes, dice: random.Random) -> bytes:
    """A picture that is a page, a program or a document too, behind it or within it."""
    at = dice.choice([len(content), len(content), dice.randrange(20, len(content))])
    return content[:at] + dice.choice(PROGRAMS) + content[at:]


def archive_behind(content: bytes, dice: random.Random) -> bytes:
    """A picture with an archive behind it, or an archive with a picture's beginning."""
    with zipfile.ZipFile(kept := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(dice.choice(["../../outside.sh", "word/vbaProject.bin", "a.xml"]), CANARY * 200)
    return content[: dice.choice([12, len(content)])] + kept.getvalue()


def says_another_size(content: bytes, dice: random.Random) -> bytes:
    """A PNG that says it is larger or smaller than it is, with its sum put right."""
    sides = (0, 1, 99, 101, 5000, 7000, 65_500, 2**31 - 1, 2**32 - 1)
    kind = bytes((dice.choice([1, 2, 4, 8, 16, 3]), dice.choice([0, 2, 3, 4, 6, 1]), 0, 0, dice.choice([0, 1])))
    head = chunk(b"IHDR", struct.pack(">II", dice.choice(sides), dice.choice(sides)) + kind)
    return SIGNATURE + head + (content[33:] if content.startswith(SIGNATURE) else content)


@cache
def whole_flood(colours: int, depth: int) -> bytes:
    """A PNG of 49 million pixels, within what is taken, in a few hundred thousand bytes."""
    letters = {0: 1, 2: 3, 6: 4}[colours] * depth // 8
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 7000, 7000, depth, colours, 0, 0, 0))
    body = zlib.compressobj(1)
    rows = b"".join([*(body.compress(b"\0" * (1 + 7000 * letters)) for _ in range(7000)), body.flush()])
    return SIGNATURE + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def slow_flood() -> bytes:
    """A JPEG of 49 million pixels that is drawn in many passes."""
    return picture(size=(7000, 7000), progressive=True)


def flood(content: bytes, dice: random.Random) -> bytes:
    """A few hundred thousand bytes that are very many pixels, or say so, within what is taken and beyond it."""
    if dice.random() < 0.5:
        return slow_flood() if dice.random() < 0.3 else whole_flood(*dice.choice([(0, 8), (2, 16), (6, 8), (6, 16)]))
    return enormous(*dice.choice([(7000, 7000), (50_000, 1_000), (20_000, 20_000), (200, 240_000), (60_000, 60_000)]))


def great_text(content: bytes, dice: random.Random) -> bytes:
    """Words or a profile beside the picture that unfold to very much."""
    packed = zlib.compress(b"\0" * dice.choice([200_000, 3_000_000, 60_000_000]))
    name = dice.choice([b"zTXt", b"iCCP", b"iTXt"])
    middle = b"Comment\0\1\0\0\0" if name == b"iTXt" else b"Comment\0\0"
    return after_head(picture("PNG"), chunk(name, middle + packed))


def very_many_pieces(content: bytes, dice: random.Random) -> bytes:
    """A picture with tens of thousands of pieces beside it."""
    many = dice.choice([1_000, 20_000])
    if dice.random() < 0.5:
        return after_head(picture("PNG"), chunk(b"tEXt", b"a\0b") * many)
    plain = picture()
    return plain[:2] + b"\xff\xfe\x00\x04ab" * many + plain[2:]


def strange_facts(content: bytes, dice: random.Random) -> bytes:
    """Facts of the camera that are noise, lead back to themselves, or point behind the end."""
    noise = dice.randbytes(dice.choice([0, 6, 40, 3000]))
    looped = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    exif = b"Exif\0\0" + dice.choice([noise, looped, b"MM\0*" + noise, b"II*\0" + b"\xff" * 20 + noise])
    plain = picture()
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


def begins_as_another(content: bytes, dice: random.Random) -> bytes:
    """The beginning of one kind, and the rest of another or noise."""
    begins = dice.choice([b"\xff\xd8\xff", SIGNATURE, b"RIFF\x10\0\0\0WEBP", b"RIFF\x10\0\0\0WEBPVP8X\x0a\0\0\0"])
    return begins + dice.choice([content, content[12:], dice.randbytes(400), b""])


SMALL: tuple[Way, ...] = (
    cut, cut, flipped, flipped, flipped, taken, repeated, moved, wrong_length, wrong_length, two_things,
    archive_behind, says_another_size, strange_facts, begins_as_another,
)  # fmt: skip
LARGE: tuple[Way, ...] = (flood, great_text, very_many_pieces)


def spoilt(number: int) -> bytes:
    """A photograph gone bad in one way, or in two. One in fifty is made to be much."""
    dice = random.Random(number)
    if number % 50 == 0:
        return dice.choice(LARGE)(b"", dice)
    content = dice.choice(good()[:-2])
    for _ in range(dice.choice([1, 1, 1, 2])):
        if len(content) > 40:
            content = dice.choice(SMALL)(content, dice)
    return content


def is_only_a_picture(drawn: bytes) -> bool:
    """Whether a JPEG holds tables and a picture, and no fact, word or profile beside them, nor a byte behind it."""
    at = 2
    while drawn[:2] == b"\xff\xd8" and at + 4 <= len(drawn) and drawn[at] == 0xFF:
        mark, length = drawn[at + 1], int.from_bytes(drawn[at + 2 : at + 4])
        if mark == 0xDA:
            return drawn.find(b"\xff\xd9", at) == len(drawn) - 2 and CANARY not in drawn
        if mark not in (0xE0, 0xDB, 0xC0, 0xC4) or (mark == 0xE0 and length != 16):
            return False
        at += 2 + length
    return False
