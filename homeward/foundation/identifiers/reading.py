"""What comes of reading an identifier: one form of it, or the problem in words."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """An identifier as read: its one form, or why it cannot be taken and how to put that right.

    Neither the value nor the text it came from is ever printed, since an identifier names a child.
    `is_invented` marks one that can belong to nobody, and is only let through for synthetic deliveries.
    """

    value: str | None = field(default=None, repr=False)
    problem: str = ""
    is_invented: bool = False

    @property
    def ok(self) -> bool:
        """True when there is a value to keep."""
        return self.value is not None


def refused(problem: str) -> Reading:
    """A reading that came to nothing, with the words to show beside the field."""
    return Reading(problem=problem)


def allowed(value: str, *, is_invented: bool, synthetic: bool, what: str) -> Reading:
    """A well-formed identifier, let through unless it is invented and the delivery says its people are real.

    The other way about is allowed: a synthetic delivery may hold numbers that nothing marks as invented.
    """
    if is_invented and not synthetic:
        return refused(f"{what} is a test value that belongs to nobody. Enter the real one, or leave it empty.")
    return Reading(value=value, is_invented=is_invented)


def without_spaces(text: str) -> str:
    """The text in capitals with its spaces and hyphens taken out, as identifiers are compared."""
    return "".join(letter for letter in text.upper() if not letter.isspace() and letter not in "-‐‑–")
