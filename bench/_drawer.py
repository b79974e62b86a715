"""Draws photographs one after another, in one process within the bounds of the one that draws a single one.

It reads each with its length before it, and writes a line for each: what became of it, how long that took and what was
drawn. The last line is the most memory it had.
"""

import base64
import json
import sys
import time
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "homeward/foundation"))
import pictures  # noqa: E402  # by itself, as the process that draws one has it


def careless(content: bytes) -> bytes:
    """A planted fault: what the camera wrote is kept, and an error that is not thought of comes through."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        picture.convert("RGB").save(kept := io.BytesIO(), "JPEG", exif=picture.getexif())
    return kept.getvalue()


def became(content: bytes) -> dict[str, Any]:
    """Draw one, and say what became of it."""
    began = time.perf_counter()
    try:
        told = {"became": "drawn", "drawn": base64.b64encode(pictures.redrawn(content)).decode()}
    except pictures.NotAPhotograph as refused:
        cause = refused.__context__
        starved = isinstance(cause, ImportError) or getattr(cause, "errno", None) == 24
        told = {"became": refused.code, "fault": f"starved: {cause}"} if starved else {"became": refused.code}
    except Exception as fault:  # whatever is not a refusal in words is what the bench looks for
        told = {"became": "fault", "fault": f"{type(fault).__name__}: {fault}"[:200]}
    return told | {"seconds": round(time.perf_counter() - began, 3)}


def peak(status: TextIO) -> int:
    """The most memory this process had by itself, in mebibytes: what it was started from does not count."""
    status.seek(0)
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Draw until the input ends."""
    if "--plant" in sys.argv:
        pictures.redrawn = careless
    with Path("/proc/self/status").open() as status:  # opened while files can be
        pictures.bound(seconds=3600)
        while length := sys.stdin.buffer.read(4):
            sys.stdout.write(json.dumps(became(sys.stdin.buffer.read(int.from_bytes(length)))) + "\n")
            sys.stdout.flush()
        sys.stdout.write(json.dumps({"peak MiB": peak(status)}) + "\n")


if __name__ == "__main__":
    main()
