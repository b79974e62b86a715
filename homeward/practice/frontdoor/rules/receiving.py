"""How an open form is received: the reference that is given, what looks like a robot, and how long to wait.

Nothing here refuses anybody: a robot's form is kept to be looked at, and a flood is slowed (S-45, S-50).
"""

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LONG = 12
MISREAD = str.maketrans({"0": "D", "O": "D", "I": "J", "1": "J", "L": "J", "U": "V"})
MOST_ADDRESSES = 3
LONGEST_WAIT = 60


def written_out(numbers: list[int]) -> str:
    """Twelve letters in three groups, out of twelve random numbers: a reference that can be read out on a telephone."""
    letters = "".join(LETTERS[number % len(LETTERS)] for number in numbers[:LONG])
    return "-".join(letters[at : at + 4] for at in range(0, LONG, 4))


def read_reference(typed: str) -> str:
    """A reference as it was given, from how somebody typed it; nothing where it could not be one.

    Letters that are easily misread are never given out, and are read as the ones they look like.
    """
    letters = "".join(each for each in typed.upper() if each.isalnum()).translate(MISREAD)
    if len(letters) != LONG or any(each not in LETTERS for each in letters):
        return ""
    return "-".join(letters[at : at + 4] for at in range(0, LONG, 4))


def looks_like_a_robot(*, trap: str, words: str) -> bool:
    """Whether a form looks as if a program had filled it in: the box that nobody sees, or one address after another."""
    return bool(trap.strip()) or words.count("://") > MOST_ADDRESSES


def wait_seconds(begun: int, *, most: int) -> int:
    """How long whoever begins a worry is asked to wait, when so many were begun from one place within the hour.

    Nothing up to the number that is usual, then twice as long each time, and never longer than a minute.
    """
    over = begun - most
    return 0 if over <= 0 else min(LONGEST_WAIT, 2**over)
