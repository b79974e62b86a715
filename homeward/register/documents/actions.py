"""Keeping a file exactly as it is, sealed in pieces."""

import hashlib
import weakref
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from uuid import UUID

from homeward.register.access.actions import step
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import TABLE, place_of
from homeward.register.keys.queries import sealed_bytes
from homeward.register.sources.models import Delivery

PIECE = 1024 * 1024
IN_MEMORY = 2 * PIECE


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
