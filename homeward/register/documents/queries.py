"""Opening what was kept, and the addresses of the other origin at which a file is read once (S-28).

The bytes come out a piece at a time, so that the size of a file does not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

from django.conf import settings

from homeward.foundation.keyring import KeyNotOnRing
from homeward.foundation.sealing import SealBroken
from homeward.register.access.rules import Viewer
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.keys.queries import opened_bytes, sealed_bytes
from homeward.register.sources.models import Delivery

TABLE = "documents_documentpiece"
TICKET = {"table": "documents", "row": "ticket", "column": "address"}
TICKET_LASTS = timedelta(seconds=60)


@dataclass(frozen=True)
class Ticket:
    """Leave to read one file once: of which child, for whom, in which session, and the look that it is part of."""

    number: UUID
    file: UUID
    subject: UUID
    worker: UUID
    shown: UUID
    session: str
    until: datetime

    @property
    def packed(self) -> bytes:
        """All of it in few bytes: it is sealed into an address."""
        numbers = (self.number, self.file, self.subject, self.worker, self.shown)
        return b"".join(each.bytes for each in numbers) + f"{self.until.timestamp()} {self.session}".encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> "Ticket":
        """The ticket that was packed."""
        numbers = [UUID(bytes=packed[at : at + 16]) for at in range(0, 80, 16)]
        until, _, session = packed[80:].decode().partition(" ")
        return cls(*numbers, session, datetime.fromtimestamp(float(until), UTC))


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


def address_of_file(file: UUID, *, subject: UUID, viewer: Viewer, shown: UUID, at: datetime) -> str:
    """Where the viewer's browser reads a file of a child for the page that has been allowed, whose event is `shown`.

    It is sealed, so it says nothing of anybody and cannot be altered, and it lasts for a minute.
    """
    ticket = Ticket(uuid4(), file, subject, viewer.worker_id, shown, viewer.session, at + TICKET_LASTS)
    return f"{settings.FILES_ORIGIN}/{sealed_bytes(ticket.packed, **TICKET).replace('.', '/')}"


def ticket_in(text: str, *, at: datetime) -> Ticket | None:
    """The ticket that an address holds, unless it was altered, made elsewhere, or is past its time."""
    try:
        found = Ticket.unpacked(opened_bytes(text.replace("/", "."), **TICKET))
    except (SealBroken, KeyNotOnRing):
        return None
    return found if at < found.until else None
