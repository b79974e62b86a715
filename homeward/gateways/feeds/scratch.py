"""What must be remembered of each row while a delivery is checked, kept off the memory so that size does not matter.

A private database that SQLite makes on a temporary disk and unlinks at once: nothing is left of it when the reading
ends, or is killed. It holds digests keyed with a random key that is never written down, and facts sealed with another,
so that nobody can read a child in it while it lasts.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from homeward.gateways.feeds.rows import Facts

PAGES_IN_MEMORY = 4000
DIGEST = 16
NONCE = 12


class Noted(NamedTuple):
    """One good row: whose it is, what tells it from others, what it says, and what would become of it.

    `changed` marks the columns in which it says something else than before, a bit for each.
    """

    owner: bytes
    key: bytes
    number: int
    content: bytes
    outcome: str
    facts: bytes | None
    changed: int = 0


class Scratch:
    """The rows of the part being read, and whom the parts before it spoke of."""

    def __init__(self) -> None:
        self._key, self._cipher = secrets.token_bytes(32), AESGCM(AESGCM.generate_key(bit_length=256))
        self._sealed = 0
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA temp_store=FILE")
        self._base.execute(f"PRAGMA cache_size={PAGES_IN_MEMORY}")
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute(
            "CREATE TABLE noted (owner BLOB, key BLOB, number INT, content BLOB, outcome TEXT, facts BLOB, changed INT)"
        )
        self._base.execute("CREATE TABLE before (owner BLOB PRIMARY KEY) WITHOUT ROWID")
        self._base.execute("CREATE TABLE seen (owner BLOB PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def digest(self, *words: str) -> bytes:
        """A digest that means something in this reading alone."""
        return hashlib.blake2b("\x1f".join(words).encode(), key=self._key, digest_size=DIGEST).digest()

    def hidden(self, facts: Facts | None) -> bytes | None:
        """A row's facts, sealed for as long as this reading lasts."""
        if facts is None:
            return None
        self._sealed += 1
        nonce = self._sealed.to_bytes(NONCE, "big")
        return nonce + self._cipher.encrypt(nonce, json.dumps(facts).encode(), None)

    def shown(self, hidden: bytes) -> Facts:
        """The facts that were sealed."""
        return tuple(json.loads(self._cipher.decrypt(hidden[:NONCE], hidden[NONCE:], None)))

    def note(self, rows: Iterable[Noted]) -> None:
        """Remember good rows of the part being read."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO noted VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._base.execute("COMMIT")

    def in_order(self) -> Iterator[Noted]:
        """Every row noted, by whose it is, then by its key, then as they came; sorted on the disk."""
        rows = self._base.execute(
            "SELECT owner, key, number, content, outcome, facts, changed FROM noted ORDER BY 1, 2, 3"
        )
        return map(Noted._make, rows)

    def changes(self) -> Iterator[tuple[int, int]]:
        """The first row of each key that says something else than before, with the columns in which it does."""
        yield from self._base.execute(
            "SELECT number, changed FROM (SELECT MIN(number) AS number, changed FROM noted GROUP BY key) "
            "WHERE changed > 0 ORDER BY number"
        )

    def told_before(self, owners: Iterable[str]) -> int:
        """Remember whom an earlier delivery told of, and say how many they are."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO before VALUES (?)", ([self.digest(each)] for each in owners))
        self._base.execute("COMMIT")
        return int(self._base.execute("SELECT COUNT(*) FROM before").fetchone()[0])

    def told_again(self, owners: Iterable[str]) -> None:
        """Take whom this delivery tells of, too, from those of the earlier one."""
        self._base.execute("BEGIN")
        self._base.executemany("DELETE FROM before WHERE owner = ?", ([self.digest(each)] for each in owners))
        self._base.execute("COMMIT")

    def not_told_again(self) -> int:
        """Of how many the earlier delivery told and this one does not."""
        return int(self._base.execute("SELECT COUNT(*) FROM before").fetchone()[0])

    def next_part(self) -> None:
        """Forget the rows of the part that has been read; whom it spoke of stays."""
        self._base.execute("DELETE FROM noted")

    def seen(self, part: str, owners: Iterable[str]) -> "Seen":
        """Remember whom a part spoke of, for the parts that are read after it."""
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?)", ([self.digest(part, each)] for each in owners))
        self._base.execute("COMMIT")
        return Seen(self, part)

    def has_seen(self, part: str, owner: str) -> bool:
        """Whether a part that was read before spoke of them."""
        found = self._base.execute("SELECT 1 FROM seen WHERE owner = ?", [self.digest(part, owner)]).fetchone()
        return found is not None


class Seen:
    """Whom one part of a delivery spoke of: asked with `in`, and never counted or listed."""

    def __init__(self, scratch: Scratch, part: str) -> None:
        self._scratch, self._part = scratch, part

    def __contains__(self, owner: object) -> bool:
        return self._scratch.has_seen(self._part, str(owner))
