"""Keeping a file exactly as it is, sealed in pieces."""

import hashlib
import os
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from tempfile import SpooledTemporaryFile
from threading import Timer
from uuid import UUID

from django.conf import settings

from homeward.foundation import pictures
from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import Refused, step
from homeward.register.audit import actions as audit
from homeward.register.audit.queries import is_written
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import TABLE, Ticket, place_of
from homeward.register.keys.queries import sealed_bytes
from homeward.register.sources.models import Delivery

PIECE = 1024 * 1024
IN_MEMORY = 2 * PIECE
SCANNER_SECONDS, FOUND = 120, 1


class PhotographRefused(HomewardError):
    """A file that was sent as a photograph and is not taken for one."""


class FileStopped(HomewardError):
    """A file that this installation's scanner did not pass."""


def scanned(content: Iterable[bytes]) -> None:
    """Have a file read by this installation's scanner, where it has one, before any of it is kept (S-27).

    The scanner reads it from its input and says by its exit code what it found: 0 is nothing. Raises FileStopped for
    any other, and for a scanner that is not there or does not answer: what nobody looked at is not taken in.
    """
    if settings.SCANNER and (code := _scan(content)):
        raise FileStopped(
            got="a file that the scanner stopped" if code == FOUND else "a scanner that does not answer",
            expected="a file that the scanner passes",
            next_step=(
                "The virus scanner stopped this file. Send it to nobody, and tell whoever looks after your machine."
                if code == FOUND
                else "The virus scanner does not answer, so no file is taken in. Tell whoever looks after the hub."
            ),
        )


def _scan(content: Iterable[bytes]) -> int:
    without_keys = {"PATH": os.environ.get("PATH", os.defpath)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": without_keys, "cwd": "/"}
    try:
        scanner = subprocess.Popen(settings.SCANNER, stdin=subprocess.PIPE, **quiet)  # noqa: S603  # the operator's own
    except OSError:
        return -1
    patience = Timer(SCANNER_SECONDS, scanner.kill)
    patience.start()
    try:
        with suppress(BrokenPipeError), scanner.stdin as asked:  # one that has seen enough reads no further
            for piece in content:
                asked.write(piece)
        return scanner.wait()
    finally:
        patience.cancel()


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
        raise _refused(code if (code := done.stderr.decode("ascii", "replace")) in pictures.WORDS else "broken")
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


@step
def spend(ticket: Ticket) -> None:
    """Use an address up: the event of its one reading carries its number, so there cannot be a second (S-28)."""
    reading = audit.current()
    if is_written(ticket.number):
        reading.reason_code = "address-used"
        raise Refused(reading)
    reading.uid, reading.caused_by = ticket.number, ticket.shown
