"""Which places and groups that are known are like what somebody said, by the words that both hold."""

from collections.abc import Collection, Iterable

SHORTEST = 3
# Words that most places have, and that say nothing of which one it is.
JOINING = {"the", "and", "for", "with", "from", "near", "next", "behind", "opposite", "there", "where"}
BUILT = {"outside", "inside", "road", "street", "lane", "avenue", "close", "way", "house", "flat", "block"}
PEOPLE = {"boys", "girls", "group", "gang", "lads", "they", "them", "their"}
EVERYWHERE = JOINING | BUILT | PEOPLE


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """The words by which one place or group could be told from another."""
    return frozenset(word for word in words if len(word) >= SHORTEST and word not in EVERYWHERE)


def likeness(said: Collection[str], known: Collection[str]) -> int:
    """How many telling words two descriptions share."""
    return len(telling_words(said) & telling_words(known))
