"""What is wrong with a definition, and where."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong: the place in the file, and the words for it."""

    where: Path
    words: str
