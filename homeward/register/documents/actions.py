"""Keeping a file exactly as it is, sealed in pieces."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from homeward.register.access.actions import step
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import TABLE, place_of
from homeward.register.keys.queries import sealed_bytes
from homeward.register.sources.models import Delivery

PIECE = 1024 * 1024


@step
def keep(
    *,
    kind: str,
    part: str,
    media_type: str,
    content: Iterable[bytes],
    at: datetime,
    synthetic: bool,
    delivery: Delivery | None = None,
    by: UUID | None = None,
) -> Document:
    """Seal a file in pieces of a mebibyte, and hash it as it passes."""
    document = Document.objects.create(
        kind=kind,
        part=part,
        media_type=media_type,
        digest="",
        size=0,
        delivery=delivery,
        made_at=at,
        made_by_id=by,
        synthetic=synthetic,
    )
    digest, size = hashlib.sha256(), 0
    for number, piece in enumerate(in_pieces(content), start=1):
        digest.update(piece)
        size += len(piece)
        text = sealed_bytes(piece, table=TABLE, row=place_of(document, number), column="sealed")
        DocumentPiece.objects.create(document=document, number=number, sealed=text)
    document.digest, document.size = digest.hexdigest(), size
    document.save()
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
