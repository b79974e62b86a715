"""Pictures of nobody, drawn for a test to send."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (320, 240), *, mode: str = "RGB", **how: Any) -> bytes:
    """A picture with a red left half, so that one turned on its side is seen to be."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.convert(mode).save(kept := io.BytesIO(), kind, **how)
    return kept.getvalue()


def located() -> bytes:
    """A photograph that says where it was taken and with what, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x010F] = "CNRYMAKER"
    exif[0x0112] = 6  # turned a quarter: shown, its red half is above
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=b"CNRYCOMMENT")


def enormous(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of a few hundred bytes that says it is 20,000 by 20,000."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")
