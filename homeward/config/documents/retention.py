"""How long each thing is kept: the rules that the models name, in words, and what is kept under each."""

from homeward.config.documents.markdown import code, opening, table
from homeward.config.documents.records import our_models, retention_of, words_of

RULES = {
    "child-record": (
        "The child's record",
        "With the child's record: as long as the council's schedule for that child says.",
    ),
    "delivery": (
        "What partners sent",
        "With the delivery, which is needed while any row from it is: the sealed original proves what was sent.",
    ),
    "paper": (
        "Papers to the board",
        "As long as the board's own records are: what it was given can be given again. It names no child.",
    ),
    "worker": (
        "About workers",
        "While the worker has left a mark on any record that is kept: who did a thing is part of the record.",
    ),
    "operational": ("Work in the background", "Until it is of no use to whoever looks after the installation."),
    "reference": ("Lists", "As long as anything refers to it. It says nothing about any one person."),
    "as-long-as-the-record": (
        "Who looked",
        "As long as the longest-kept record it speaks of. Never altered and never cut: the database refuses.",
    ),
}


def retention_page() -> str:
    """The page. A rule that is named by a model and not explained here stops it."""
    kept: dict[str, list[str]] = {}
    for model in our_models():
        kept.setdefault(retention_of(model), []).append(words_of(model))
    rows = [(RULES[rule][0], code(rule), RULES[rule][1], ", ".join(kept[rule])) for rule in RULES if rule in kept]
    unexplained = sorted(set(kept) - set(RULES))
    if unexplained:
        raise KeyError(f"Say in {__name__} what these retention rules mean: {', '.join(unexplained)}")
    return opening("retention") + "\n" + table(["Rule", "Named", "Kept", "What"], rows)
