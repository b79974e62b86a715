"""How the memory is chained, and how an export of it is proved unedited.

Each event is hashed, and each seal hashes its own number, the seal before it and the event: so that no event can be
altered, taken out, put in or moved without every later seal changing, and a signed checkpoint then no longer
matching. Leaves and links are hashed under different first bytes, so that one can never pass for the other
(S-19, S-20; RFC 6962, section 2.1).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
FORM = "homeward-audit-1"
SHAPES = {
    "header": {"kind", "form", "public_key"},
    "seal": {"kind", "number", "previous", "digest", "event"},
    "checkpoint": {"kind", "number", "digest", "made_at", "signature"},
    "end": {"kind", "seals", "digest", "lines", "made_at", "signature"},
}

Signed = Callable[[bytes, str], bool]


_as_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


def canonical(value: Any) -> bytes:
    """A value as JSON in the one way it can be written: sorted names, no spaces, nothing beyond ASCII."""
    return _as_text(value).encode("ascii")


def moment(at: datetime) -> str:
    """A moment to the microsecond, in universal time, whatever zone a database gave it back in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def leaf(text: bytes) -> bytes:
    """The hash of one event with its subjects: a zero byte, the length, and the event as canonical JSON."""
    return hashlib.sha256(b"\x00" + len(text).to_bytes(8, "big") + text).digest()


def link(number: int, previous: str, event: dict[str, Any]) -> str:
    """The digest of a seal: a one byte, its number, the digest of the seal before it, and its event's hash."""
    return link_of_text(number, previous, canonical(event))


def link_of_text(number: int, previous: str, text: bytes) -> str:
    """The same, of an event that is canonical JSON already."""
    body = b"\x01" + number.to_bytes(8, "big") + bytes.fromhex(previous) + leaf(text)
    return hashlib.sha256(body).hexdigest()


def event_in(line: bytes, item: dict[str, Any]) -> bytes:
    """The event's own text within a seal's line that has been found canonical.

    `digest` stands before it, and what comes after it is known. Cutting it out spares writing every event a second
    time.
    """
    before = len(b'{"digest":,"event":') + len(canonical(item["digest"]))
    rest = {name: item[name] for name in ("kind", "number", "previous")}
    return line[before : -len(canonical(rest))]


def checkpoint_words(number: int, digest: str, made_at: str) -> bytes:
    """What a checkpoint signs: how long the chain was, its last digest, and when."""
    return f"homeward audit checkpoint\n{number}\n{digest}\n{made_at}".encode()


def end_words(seals: int, digest: str, lines: str, made_at: str) -> bytes:
    """What the last line of an export signs: the seals in it, the last digest, and a hash of every line before."""
    return f"homeward audit export\n{seals}\n{digest}\n{lines}\n{made_at}".encode()


@dataclass
class Reading:
    """An export as it is read: how far the chain has got, and everything found wrong with it."""

    key: str
    signed: Signed
    seals: int = 0
    digest: str = GENESIS
    lines: Any = field(default_factory=hashlib.sha256)
    checkpoints: list[dict[str, Any]] = field(default_factory=list)
    digests: dict[int, str] = field(default_factory=dict)
    ended: bool = False
    began: bool = False
    problems: list[str] = field(default_factory=list)

    def say(self, problem: str) -> None:
        """Keep one thing that shows the export was edited."""
        self.problems.append(problem)


def proved(lines: Iterable[bytes], *, key: str, signed: Signed, held: Iterable[dict[str, Any]] = ()) -> Reading:
    """Read an export to its end and say everything that shows it was edited; no problems means that it is whole.

    `key` is the public key that the reader already holds, never the one in the file. `held` are checkpoints a partner
    agency kept: only they tell that the owner of the database has cut the end off, or hashed everything again.
    """
    held = list(held)
    reading = Reading(key, signed)
    wanted = {number for item in held if isinstance(number := item.get("number"), int)}
    for number, line in enumerate(lines, start=1):
        _read(reading, number, line.rstrip(b"\n"), wanted)
    if not reading.ended:
        reading.say("the end: the export has no signed last line, so its tail may have been cut off")
    for item in held:
        _compare(reading, item)
    return reading


def _read(reading: Reading, number: int, line: bytes, wanted: set[int]) -> None:
    try:
        item = json.loads(line)
    except ValueError:
        return reading.say(f"line {number}: not readable")
    kind = item.get("kind") if isinstance(item, dict) else None
    if kind not in SHAPES or set(item) != SHAPES[kind] or canonical(item) != line:
        return reading.say(f"line {number}: not as an export writes it")
    if reading.ended or (kind == "header") == reading.began:
        reading.say(f"line {number}: out of its place")
    reading.began = True
    try:
        _READ[kind](reading, item, line)
    except (TypeError, ValueError, OverflowError):
        reading.say(f"line {number}: holds something other than an export would")
    reading.lines.update(line + b"\n")
    if reading.seals in wanted:
        reading.digests[reading.seals] = reading.digest
    return None


def _header(reading: Reading, item: dict[str, Any], line: bytes) -> None:
    if item["form"] != FORM or item["public_key"] != reading.key:
        reading.say("the first line: another form, or another key than the one you hold")


def _seal(reading: Reading, item: dict[str, Any], line: bytes) -> None:
    number = item["number"]
    if number != reading.seals + 1:
        reading.say(f"seal {number}: expected number {reading.seals + 1}, so events are missing, added or moved")
    if item["previous"] != reading.digest:
        reading.say(f"seal {number}: does not follow the seal before it")
    if item["digest"] != link_of_text(number, item["previous"], event_in(line, item)):
        reading.say(f"seal {number}: the event is not the one that was sealed")
    reading.seals, reading.digest = number, item["digest"]


def _checkpoint(reading: Reading, item: dict[str, Any], line: bytes) -> None:
    words = checkpoint_words(item["number"], item["digest"], item["made_at"])
    if not reading.signed(words, item["signature"]):
        reading.say(f"checkpoint {item['number']}: the signature does not hold")
    if (item["number"], item["digest"]) != (reading.seals, reading.digest):
        reading.say(f"checkpoint {item['number']}: the chain is not the one that was signed")
    reading.checkpoints.append(item)


def _end(reading: Reading, item: dict[str, Any], line: bytes) -> None:
    words = end_words(item["seals"], item["digest"], item["lines"], item["made_at"])
    if not reading.signed(words, item["signature"]):
        reading.say("the end: the signature of the last line does not hold")
    if (item["seals"], item["digest"]) != (reading.seals, reading.digest):
        reading.say("the end: the chain is longer or shorter than the last line says")
    if item["lines"] != reading.lines.hexdigest():
        reading.say("the end: a line is not as it was written")
    reading.ended = True


_READ: dict[str, Callable[[Reading, dict[str, Any], bytes], None]] = {
    "header": _header,
    "seal": _seal,
    "checkpoint": _checkpoint,
    "end": _end,
}


def _compare(reading: Reading, held: dict[str, Any]) -> None:
    number, digest = held.get("number"), held.get("digest")
    words = checkpoint_words(held.get("number", 0), held.get("digest", ""), held.get("made_at", ""))
    if not reading.signed(words, held.get("signature", "")):
        reading.say(f"held checkpoint {number}: its own signature does not hold, so it proves nothing")
    elif reading.digests.get(held["number"]) != digest:
        reading.say(f"held checkpoint {number}: the chain was cut shorter or hashed again since it was held")
    elif held["signature"] not in {item["signature"] for item in reading.checkpoints}:
        reading.say(f"held checkpoint {number}: it was taken out since it was held")


def export_lines(
    seals: Iterable[dict[str, Any]],
    checkpoints: Iterable[dict[str, Any]],
    *,
    key: str,
    made_at: str,
    sign: Callable[[bytes], str],
) -> Iterator[bytes]:
    """The lines of an export: a header, each seal with its event, checkpoints where they fell, and a signed end."""
    whole = hashlib.sha256()
    count, digest = 0, GENESIS

    def written(item: dict[str, Any]) -> bytes:
        line = canonical(item) + b"\n"
        whole.update(line)
        return line

    yield written({"kind": "header", "form": FORM, "public_key": key})
    waiting = iter([*checkpoints])
    following = next(waiting, None)
    for seal in seals:
        yield written({"kind": "seal", **seal})
        count, digest = seal["number"], seal["digest"]
        while following and following["number"] <= count:
            yield written({"kind": "checkpoint", **following})
            following = next(waiting, None)
    while following:
        yield written({"kind": "checkpoint", **following})
        following = next(waiting, None)
    lines = whole.hexdigest()
    signature = sign(end_words(count, digest, lines, made_at))
    end = {"seals": count, "digest": digest, "lines": lines, "made_at": made_at, "signature": signature}
    yield written({"kind": "end", **end})
