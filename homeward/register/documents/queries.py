"""Opening what was kept. The bytes come out a piece at a time, so that the size of a file does not matter."""

from collections.abc import Iterator
from itertools import count

from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.keys.queries import opened_bytes
from homeward.register.sources.models import Delivery

TABLE = "documents_documentpiece"


def place_of(document: Document, number: int) -> str:
    """What a piece is bound to when it is sealed: its document and its number, so that no two can be exchanged."""
    return f"{document.pk}.{number}"


def originals(of: Delivery) -> dict[str, Document]:
    """The files of a delivery as received, by the part each one is."""
    return {document.part: document for document in Document.objects.filter(delivery=of, kind="original")}


def pieces(document: Document) -> Iterator[bytes]:
    """A document's bytes, a piece at a time. Raises SealBroken when one was altered or moved.

    Each piece is a statement of its own. A cursor held open between them would outlive the batches that are committed
    meanwhile, and one left half read would hold up the connection.
    """
    for number in count(1):
        sealed = DocumentPiece.objects.filter(document=document, number=number).values_list("sealed", flat=True).first()
        if sealed is None:
            return
        yield opened_bytes(sealed, table=TABLE, row=place_of(document, number), column="sealed")


def whole(document: Document) -> bytes:
    """A document's bytes at once, for what is small: a board paper."""
    return b"".join(pieces(document))
