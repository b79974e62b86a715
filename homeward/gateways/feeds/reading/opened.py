"""A file that can be read again from its beginning, a stretch at a time, whether it lies on a disk or sealed."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

STRETCH = 1024 * 1024


@dataclass(frozen=True)
class Opened:
    """A file: the name it came under, and a way to read its bytes from the start."""

    name: str = field(repr=False)
    stretches: Callable[[], Iterator[bytes]] = field(repr=False)

    _first: list[tuple[str, int]] = field(default_factory=list, repr=False, compare=False)

    def digest(self) -> tuple[str, int]:
        """Its SHA-256 and its size, read to the last byte: what they were when first asked, whatever it is since."""
        if not self._first:
            self._first.append(self._digest())
        return self._first[0]

    def _digest(self) -> tuple[str, int]:
        whole, size = hashlib.sha256(), 0
        for stretch in self.stretches():
            whole.update(stretch)
            size += len(stretch)
        return whole.hexdigest(), size

    def stream(self) -> io.BufferedReader:
        """Its bytes as a stream."""
        return io.BufferedReader(Stretches(self.stretches()), STRETCH)


class Stretches(io.RawIOBase):
    """A stream over stretches of bytes, so that no more than one is ever held."""

    def __init__(self, stretches: Iterator[bytes]) -> None:
        self._stretches = stretches
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer is always bytes-like here
        if not self._left:
            self._left = next(self._stretches, b"")
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def from_path(path: Path) -> Opened:
    """A file on this machine's disk."""

    def stretches() -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from in_stretches(file)

    return Opened(path.name, stretches)


def from_upload(name: str, file: BinaryIO) -> Opened:
    """A file that has just been sent with a form."""

    def stretches() -> Iterator[bytes]:
        file.seek(0)
        return in_stretches(file)

    return Opened(name, stretches)


def from_bytes(name: str, content: bytes) -> Opened:
    """A file held in memory."""
    return from_upload(name, io.BytesIO(content))


def in_stretches(file: BinaryIO) -> Iterator[bytes]:
    """A file's bytes, a stretch at a time."""
    while stretch := file.read(STRETCH):
        yield stretch
