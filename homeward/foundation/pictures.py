"""A photograph drawn again from what it shows, so that nothing else of the file is kept: no place and no program.

`python -I pictures.py` reads a file from its input and writes the new picture to its output. It is run as a process of
its own with no keys in its surroundings, little memory and little time, since a file from outside is being taken apart
(S-26, S-27). What is refused is told by a code; `WORDS` says how to put it right.
"""

import io
import resource
import sys
import warnings

LARGEST_PIXELS = 50_000_000  # S-26
SMALLEST_SIDE = 100
LONGEST_SIDE = 1_600
MEMORY, SECONDS = 512 * 1024 * 1024, 30  # S-27
KINDS = ("JPEG", "PNG", "WEBP")
# Beginnings of files that people take for photographs, and of those that are none.
BEGINNINGS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftyphevc")
# What makes a file a page, a program or a document as well as a picture.
SOMETHING_ELSE = (b"<script", b"<?php", b"<html", b"<!doctype html", b"%pdf-", b"<iframe")
ARCHIVE, ARCHIVE_ENDS_WITHIN = b"PK\x05\x06", 66_000
REFUSED = 3

WORDS = {
    "empty": "The file is empty. Choose the photograph again.",
    "not-a-picture": "This is not a photograph. Choose a JPEG, PNG or WebP file.",
    "drawing": "This is an SVG drawing, which can hold programs. Choose a photograph: a JPEG, PNG or WebP file.",
    "other-kind": "This kind of picture is not taken. Save it as a JPEG or PNG, and choose that.",
    "heic": "This is a photograph as some phones keep them (HEIC). Save or share it as a JPEG, and choose that.",
    "two-things": "This file is a picture and something else at once. Save the picture by itself, and choose that.",
    "too-small": f"The picture is too small to know anybody by. It needs {SMALLEST_SIDE} pixels each way or more.",
    "too-large": "The picture has more than 50 million pixels. Save it smaller, and choose that.",
    "broken": "Half of the picture is missing, or it is damaged. Copy it from where it came, and choose it again.",
    "too-much": "The picture takes more time or memory than there is for one. Save it smaller, and choose that.",
}


class NotAPhotograph(ValueError):
    """A file that is not taken for a photograph, by the code of why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(content: bytes) -> str:
    """Which of the kinds that are taken a file is, by what it holds and never by its name. Raises NotAPhotograph."""
    if not content:
        raise NotAPhotograph("empty")
    kind = next((kind for begins, kind in BEGINNINGS.items() if content.startswith(begins)), "")
    if not kind and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = "WEBP"
    if not kind:
        raise NotAPhotograph(_what_else(content))
    lowered = content.lower()
    if any(each in lowered for each in SOMETHING_ELSE) or ARCHIVE in content[-ARCHIVE_ENDS_WITHIN:]:
        raise NotAPhotograph("two-things")
    return kind


def _what_else(content: bytes) -> str:
    if b"<svg" in content[:4096].lower():
        return "drawing"
    if content[4:12] in HEIC:
        return "heic"
    return "other-kind" if content.startswith(OTHER_PICTURES) else "not-a-picture"


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG of at most 1,600 pixels a side, upright, with nothing beside it. Raises NotAPhotograph."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # slow to start, and not for the process that serves pages

    Image.MAX_IMAGE_PIXELS = None  # our own bound is asked before a pixel is read
    kind = kind_of(content)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise NotAPhotograph("too-large")
            if min(picture.size) < SMALLEST_SIDE:
                raise NotAPhotograph("too-small")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
            onto = Image.new("RGB", upright.size, "white")
            onto.paste(upright, mask=upright.getchannel("A"))
            onto.save(kept := io.BytesIO(), "JPEG", quality=85)
            return kept.getvalue()
    except MemoryError:
        raise NotAPhotograph("too-much") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError) as error:
        if isinstance(error, NotAPhotograph):
            raise
        raise NotAPhotograph("broken") from None


def bound(*, seconds: int = SECONDS) -> None:
    """Let this process take little memory and time, and open nothing more: no file, no program and no connection.

    A new socket, a new file and a loaded library each need a number, and there is none left to give. It needs no
    privilege, and only an administrator of the machine could lift it again.
    """
    # What the library loads only when a picture asks for it must be there before nothing can be loaded any more.
    from PIL import Image, ImageColor, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

    Image.preinit()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def main() -> int:
    """Draw the picture on the input again, within bounds that are set before a byte of it is read."""
    bound()
    try:
        picture = redrawn(sys.stdin.buffer.read())
    except NotAPhotograph as refused:
        sys.stderr.write(refused.code)
        return REFUSED
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
