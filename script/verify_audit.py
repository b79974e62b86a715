#!/usr/bin/env python3
"""Proves an export of Homeward's audit memory unedited, without any of Homeward's own code.

    python3 verify_audit.py EXPORT PUBLIC_KEY [HELD_CHECKPOINTS]

Written from the form in homeward/register/audit/README.md with Python's standard library alone, it shares nothing with
the program that makes exports: two answers that agree are worth more than one given twice.
"""

import base64
import hashlib
import json
import os
import sys

# Ed25519 (RFC 8032, section 5.1): points as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = (f - e) % P, (h - g) % P, (h + g) % P, (f + e) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(raw):
    y, odd = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed(message, signature, key):
    """Whether the signature, in base64, was made over the message by the holder of the key."""
    raw, public = base64.b64decode(signature, validate=True), base64.b64decode(key, validate=True)
    if len(raw) != 64 or len(public) != 32:
        return False
    a, r, s = point_of(public), point_of(raw[:32]), int.from_bytes(raw[32:], "little")
    if not (a and r and s < ORDER):
        return False
    h = int.from_bytes(hashlib.sha512(raw[:32] + public + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def plain(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def digest_of(number, previous, event):
    text = plain(event)
    leaf = hashlib.sha256(b"\0" + len(text).to_bytes(8, "big") + text).digest()
    return hashlib.sha256(b"\1" + number.to_bytes(8, "big") + bytes.fromhex(previous) + leaf).hexdigest()


def checkpoint_signed(item, key):
    words = f"homeward audit checkpoint\n{item['number']}\n{item['digest']}\n{item['made_at']}"
    return signed(words.encode(), item["signature"], key)


def demand(holds, words):
    if not holds:
        raise ValueError(words)


class Chain:
    """An export as it is read, line by line."""

    def __init__(self, key):
        self.key, self.count, self.last, self.ended = key, 0, "0" * 64, False
        self.signed, self.seen, self.whole = set(), {}, hashlib.sha256()

    def read(self, place, line):
        item = json.loads(line)
        demand(not self.ended and plain(item) == line, "not as it was written")
        kind = item.pop("kind")
        demand((place == 1) == (kind == "header"), "out of its place")
        {"header": self.header, "seal": self.seal, "checkpoint": self.checkpoint, "end": self.end}[kind](**item)
        self.whole.update(line + b"\n")

    def header(self, form, public_key):
        demand((form, public_key) == ("homeward-audit-1", self.key), "another form, or another key than yours")

    def seal(self, number, previous, digest, event):
        demand((number, previous) == (self.count + 1, self.last), "an event is missing, added or moved")
        demand(digest == digest_of(number, previous, event), "the event is not the one that was sealed")
        self.count, self.last, self.seen[number] = number, digest, digest

    def checkpoint(self, **item):
        demand((item["number"], item["digest"]) == (self.count, self.last), "the chain is not the one signed")
        demand(len(item) == 4 and checkpoint_signed(item, self.key), "the checkpoint's signature does not hold")
        self.signed.add(item["signature"])

    def end(self, seals, digest, lines, made_at, signature):
        demand((seals, digest, lines) == (self.count, self.last, self.whole.hexdigest()), "the end does not match")
        words = f"homeward audit export\n{seals}\n{digest}\n{lines}\n{made_at}"
        demand(signed(words.encode(), signature, self.key), "the signature of the end does not hold")
        self.ended = True

    def held(self, item):
        demand(checkpoint_signed(item, self.key), "the held checkpoint's own signature does not hold")
        found = self.seen.get(item["number"]) == item["digest"] and item["signature"] in self.signed
        demand(found, "the held checkpoint is not in this chain")


def faults(lines, key, held=()):
    """The first thing that shows an export was edited, in a list; an empty list when it is whole."""
    chain, place = Chain(key), 0
    try:
        for place, line in enumerate(lines, 1):
            chain.read(place, line.rstrip(b"\n"))
        demand(chain.ended, "the end is missing")
        for item in held:
            chain.held(item)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as fault:
        return [f"line {place}: {fault}"]
    return []


def main(export, key, kept=None):
    with open(export, "rb") as lines, open(kept or os.devnull, "rb") as held:
        found = faults(lines, key, map(json.loads, held))
    print(*(found or ["Whole and unedited."]))
    return len(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (3, 4) else __doc__)
