"""Files from a browser: as large as a feed's may be, in little memory, and never in the clear on a disk."""

import io
import random
import tracemalloc
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.gateways.feeds.uploads import PIECE, SealedFile, limit_at, request_limit_at
from homeward.register.documents.models import Document
from homeward.register.documents.queries import whole
from homeward.register.sources.models import Delivery
from tests.feeds.framework.conftest import swimmers
from tests.feeds.framework.test_pages import SEND, post, signed_in

pytestmark = pytest.mark.django_db


def sealed(content: bytes, *, stretch: int = 70_000) -> SealedFile:
    """The content, taken in a stretch at a time."""
    file = SealedFile()
    for start in range(0, len(content), stretch):
        file.append(content[start : start + stretch])
    return file


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17])
def test_what_was_taken_in_comes_out_again_from_wherever_it_is_read(size: int) -> None:
    content = random.Random(size).randbytes(size)
    with io.BufferedReader(sealed(content)) as file:
        assert file.read() == content
        for place in (0, size // 2, max(size - 3, 0)):
            file.seek(place)
            assert file.read(PIECE + 5) == content[place : place + PIECE + 5]
        assert file.seek(0, io.SEEK_END) == size


def test_nothing_of_it_lies_on_the_disk_in_the_clear() -> None:
    with sealed(b"Wren Applegarth\n" * 200_000) as file:
        file._disk.seek(0)
        on_the_disk = file._disk.read()
    assert len(on_the_disk) > 2 * PIECE
    assert b"Applegarth" not in on_the_disk


def test_a_file_of_many_pieces_takes_the_memory_of_a_few() -> None:
    tracemalloc.start()
    try:
        with SealedFile() as file:
            for _ in range(40):
                file.append(b"x" * PIECE)
            with io.BufferedReader(file) as reader:
                while reader.read(PIECE):
                    pass
        assert tracemalloc.get_traced_memory()[1] < 10 * PIECE
    finally:
        tracemalloc.stop()


def test_a_file_that_is_sent_is_kept_byte_for_byte(client: Client) -> None:
    content = swimmers(60_000)
    assert len(content) > 2 * PIECE
    assert post(signed_in(client, "administrator"), content).status_code == 302
    assert whole(Document.objects.get()) == content


def test_a_file_over_its_limit_is_refused_in_words_and_no_more_of_it_is_held_than_that(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FEED_LIMIT_BYTES = PIECE
    held: list[int] = []
    append = SealedFile.append
    monkeypatch.setattr(SealedFile, "append", lambda file, raw: (held.append(len(raw)), append(file, raw))[1])
    answer = post(signed_in(client, "administrator"), swimmers(60_000))
    assert "1 MB or smaller" in answer.content.decode()
    assert sum(held) <= 2 * PIECE
    assert not Delivery.objects.exists()


def test_only_a_feed_takes_more_than_any_other_address(client: Client, settings: Any) -> None:
    assert limit_at("/find/") == 25 * PIECE
    assert limit_at(SEND) == 250 * PIECE
    signed_in(client, "administrator")
    assert client.post("/find/", CONTENT_LENGTH=str(request_limit_at("/find/") + 1)).status_code == 413
    answer = client.post(SEND, CONTENT_LENGTH=str(request_limit_at(SEND) + 1))
    assert answer.status_code == 413
    assert "250 MB" in answer.content.decode()


def test_nothing_is_taken_in_from_somebody_who_has_not_signed_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SealedFile, "append", lambda *given: pytest.fail("a byte was taken in"))
    client.cookies["csrftoken"] = "a" * 32
    forged = Client(enforce_csrf_checks=True)
    forged.cookies["csrftoken"] = "a" * 32
    for each in (client, forged):
        answer = each.post(SEND, {"file_swimmers": SimpleUploadedFile("swimmers.csv", swimmers(3))})
        assert answer.status_code in (302, 403)
