"""What is kept of a call as it is typed, and how often a number has rung."""

from dataclasses import dataclass
from typing import Literal

# The boxes of the console, in the order in which they are asked. Nothing else is kept.
FIELDS = (
    "caller", "callback", "child", "said", "last_seen", "which", "where", "with_whom", "wearing", "phone", "medicine",
    "disability", "language", "interpreter", "why_worried",
)  # fmt: skip
LONGEST = 4000
# Boxes of which each alone says nothing of a child: who rang, and which of the two times of one night it was.
NOTHING_OF_A_CHILD = frozenset(("caller", "callback", "which"))
# Boxes that tell neither where a child is or lives nor who told: they show to whoever may read the child's record.
TELLS_NO_PLACE = frozenset(("wearing", "phone", "medicine", "disability", "language", "interpreter"))

Kept = Literal["kept", "same", "beside"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a box: the words, their number, and whose they are."""

    words: str
    number: int
    by: object


def what_becomes(standing: Standing | None, *, words: str, read: int, by: object) -> Kept:
    """What becomes of words typed in a box that was read at a number.

    Somebody else's newer words are never written over: both are kept and shown beside each other. One's own are; and
    words that stand already, such as those of a save that was sent twice, are not kept again.
    """
    if standing is None:
        return "kept" if words else "same"
    if standing.words == words:
        return "same"
    return "beside" if standing.number > read and standing.by != by else "kept"


def frequency(today: int, week: int) -> str:
    """How often a number rang besides now. It tells the handler, and hides and refuses nobody."""
    if not week:
        return ""
    times = f"{week} other call{'s' if week > 1 else ''} from this number in seven days"
    return f"{times}, {today} of them today" if today else times


def is_flood(within_ten_minutes: int, *, most: int) -> bool:
    """Whether so many calls came at once that the line may be flooded: every one of them is still shown."""
    return within_ten_minutes > most


def says_something(words: dict[str, str]) -> bool:
    """Whether a call holds anything that could be filed: who rang alone is not a report of a child."""
    return any(words.get(name, "").strip() for name in FIELDS if name not in NOTHING_OF_A_CHILD)
