"""Keeping a file exactly as it is, sealed in pieces."""

import hashlib
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from uuid import UUID

from homeward.foundation import pictures
from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import step
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import TABLE, place_of
from homeward.register.keys.queries import sealed_bytes
from homeward.register.sources.models import Delivery

PIECE = 1024 * 1024
IN_MEMORY = 2 * PIECE


class PhotographRefused(HomewardError):
    """A file that was sent as a photograph and is not taken for one."""


def redrawn(content: bytes) -> bytes:
    """A photograph drawn again by a process of its own, which has no keys, little memory and little time (S-27).

    Raises PhotographRefused, with the words that put it right.
    """
    command = [sys.executable, "-I", pictures.__file__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=pictures.SECONDS, env={}, cwd="/")  # noqa: S603  # our own file, and nothing of the sender's on the line
    except subprocess.TimeoutExpired:
        raise _refused("too-much") from None
    if done.returncode == pictures.REFUSED:
        raise _refused(done.stderr.decode("ascii", "replace"))
    if done.returncode or not done.stdout:
        raise _refused("too-much")
    return done.stdout


def _refused(code: str) -> PhotographRefused:
    return PhotographRefused(
        got="a file that is not taken for a photograph", expected="a photograph", next_step=pictures.WORDS[code]
    )


class Laid:
    """A file sealed for its place in the hub, and not yet there: its pieces lie beside, one a line, with its digest.

    Sealing a large file takes longer than writing it down, and no page should wait meanwhile. They lie in a file that
    has no name, sealed as they will be kept, and go with it when the program ends, however it ends.
    """

    def __init__(self, content: Iterable[bytes]) -> None:
        self.document, self.size = Document(), 0
        self._disk = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # lives as long as this does
        weakref.finalize(self, self._disk.close)
        digest = hashlib.sha256()
        for number, piece in enumerate(in_pieces(content), start=1):
            digest.update(piece)
            self.size += len(piece)
            text = sealed_bytes(piece, table=TABLE, row=place_of(self.document, number), column="sealed")
            self._disk.write(text.encode() + b"\n")
        self.digest = digest.hexdigest()

    def pieces(self) -> Iterator[str]:
        """The sealed pieces, in their order."""
        self._disk.seek(0)
        return (line.decode().rstrip("\n") for line in self._disk)


@step
def keep(
    *,
    kind: str,
    part: str,
    media_type: str,
    content: Laid | Iterable[bytes],
    at: datetime,
    synthetic: bool,
    delivery: Delivery | None = None,
    by: UUID | None = None,
) -> Document:
    """Keep a file in sealed pieces of a mebibyte. A small one may be sealed here and now."""
    laid = content if isinstance(content, Laid) else Laid(content)
    document = Document.objects.create(
        id=laid.document.pk,
        kind=kind,
        part=part,
        media_type=media_type,
        digest=laid.digest,
        size=laid.size,
        delivery=delivery,
        made_at=at,
        made_by_id=by,
        synthetic=synthetic,
    )
    for number, text in enumerate(laid.pieces(), start=1):
        DocumentPiece.objects.create(document=document, number=number, sealed=text)
    return document


def in_pieces(content: Iterable[bytes], size: int = PIECE) -> Iterator[bytes]:
    """The same bytes in pieces of one size, however they came."""
    held = bytearray()
    for stretch in content:
        held += stretch
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    if held:
        yield bytes(held)
