"""A file is kept exactly as it is, sealed, and a piece that was moved or altered does not open."""

from typing import Any

import pytest

from homeward.foundation.sealing import SealBroken
from homeward.register.access.actions import as_the_system
from homeward.register.audit.actions import NoOpenEvent
from homeward.register.documents.actions import Laid, in_pieces, keep
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import whole
from tests import factories as f

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 10_000


@as_the_system("test.keep")
def kept(*, at: Any, content: Laid | tuple[bytes, ...] = (CONTENT,)) -> Document:
    return keep(kind="paper", part="board", media_type="text/plain", content=content, at=at, synthetic=True)


def test_a_file_comes_out_byte_for_byte() -> None:
    document = kept(at=f.NOW)
    assert whole(document) == CONTENT
    assert document.size == len(CONTENT)
    assert document.pieces.count() == 3


def test_pieces_exchanged_or_altered_do_not_open() -> None:
    document = kept(at=f.NOW)
    first, second = DocumentPiece.objects.filter(document=document, number__in=(1, 2))
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    with pytest.raises(SealBroken):
        whole(document)


def test_a_file_is_sealed_before_it_is_kept_and_nothing_of_it_is_there_until_then(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        laid = Laid([CONTENT])
    assert not any(CONTENT[:64] in piece.encode() for piece in laid.pieces())
    document = kept(at=f.NOW, content=laid)
    assert whole(document) == CONTENT
    assert (document.digest, document.size) == (laid.digest, len(CONTENT))


def test_nothing_is_kept_outside_an_action() -> None:
    with pytest.raises(NoOpenEvent):
        keep(kind="paper", part="board", media_type="text/plain", content=[b"x"], at=f.NOW, synthetic=True)


@pytest.mark.parametrize("stretches", [[b"abcdefg"], [b"a"] * 7, [b"abc", b"", b"defg"], []])
def test_pieces_are_of_one_size_however_the_bytes_came(stretches: list[bytes]) -> None:
    pieces = list(in_pieces(stretches, 3))
    assert b"".join(pieces) == b"".join(stretches)
    assert all(len(piece) == 3 for piece in pieces[:-1])
