"""A file on its way in from a browser, which may be larger than the memory: sealed a piece at a time as it arrives.

Its pieces lie in a temporary file that has no name and goes when it is closed, under a key that is made for the one
file and held in memory alone. So a disk never holds a partner's file in the clear, whatever its size, and what is left
when the program is killed can be opened by nobody.
"""

import io
import os
import tempfile
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

PIECE = 1024 * 1024
NONCE, TAG = 12, 16
FEEDS = "/feeds/send/"


def limit_at(path: str) -> int:
    """The largest file that an address takes: what a partner delivers may be larger than anything else (S-26)."""
    return settings.FEED_LIMIT_BYTES if path.startswith(FEEDS) else settings.UPLOAD_LIMIT_BYTES


def request_limit_at(path: str) -> int:
    """The largest request that an address takes: three files of a delivery, or one of anything else, and the form."""
    return limit_at(path) * (3 if path.startswith(FEEDS) else 1) + PIECE


class SealedFile(io.RawIOBase):
    """Bytes that are written once and read from anywhere, and lie sealed on the disk."""

    def __init__(self) -> None:
        self._cipher = AESGCM(AESGCM.generate_key(bit_length=256))
        self._disk: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the upload
        self._waiting = bytearray()
        self._pieces = self._place = self.size = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    def append(self, content: bytes) -> None:
        """Take in the bytes that follow."""
        self._waiting += content
        self.size += len(content)
        while len(self._waiting) >= PIECE:
            self._keep(bytes(self._waiting[:PIECE]))
            del self._waiting[:PIECE]

    def _keep(self, piece: bytes) -> None:
        self._disk.seek(0, os.SEEK_END)
        self._disk.write(self._cipher.encrypt(self._nonce(self._pieces), piece, None))
        self._pieces += 1

    def _nonce(self, number: int) -> bytes:
        return number.to_bytes(NONCE, "big")

    def _piece(self, number: int) -> bytes:
        if number == self._pieces:
            return bytes(self._waiting)
        if self._opened[0] != number:
            self._disk.seek(number * (PIECE + TAG))
            sealed = self._disk.read(PIECE + TAG)
            self._opened = number, self._cipher.decrypt(self._nonce(number), sealed, None)
        return self._opened[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.size}[whence]
        self._place = max(start + offset, 0)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer is always bytes-like here
        if self._place >= self.size:
            return 0
        number, within = divmod(self._place, PIECE)
        taken = self._piece(number)[within : within + len(buffer)]
        buffer[: len(taken)] = taken
        self._place += len(taken)
        return len(taken)

    def close(self) -> None:
        self._disk.close()
        super().close()


class SealedUploads(FileUploadHandler):
    """Takes in every file that is sent to the hub, sealed, and no more of one than its address takes.

    Nothing is kept for somebody who has not signed in: the middleware has said who it is before a byte is read.
    """

    chunk_size = PIECE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if getattr(self.request, "viewer", None) is None:
            raise SkipFile
        self.limit = limit_at(self.request.path_info)
        self.file = SealedFile()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= self.limit:  # one piece too many is enough to know that it is too large
            self.file.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        return UploadedFile(
            file=io.BufferedReader(self.file, PIECE),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
