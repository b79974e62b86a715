"""The words of the house: every model is in the glossary, and no page calls a child by a word that blames."""

import re

from homeward.vocabulary.loader import load_whole
from tests.architecture.house import PACKAGE, ROOT, our_models


def spaced(name: str) -> str:
    """MissingEpisode as people write it: missing episode."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def terms() -> set[str]:
    """The terms that the glossary explains."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    return {found.lower() for found in re.findall(r"^\*\*(.+?)\*\*", text, re.MULTILINE)}


def test_every_model_is_in_the_glossary() -> None:
    assert sorted(spaced(model.__name__) for model in our_models() if spaced(model.__name__) not in terms()) == []


def refused_in(text: str, words: set[str]) -> list[str]:
    """Words never used of a child that a text uses."""
    return sorted(word for word in words if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE))


def refused_words() -> set[str]:
    """The words that the vocabulary refuses, with what to write instead."""
    entries = load_whole("refused_words").entries
    return {word for entry in entries for word in (entry.code, *getattr(entry, "forms", ()))}


def test_no_template_and_no_list_uses_a_word_that_blames_a_child() -> None:
    words = refused_words()
    files = [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("*.yaml")]
    found = {
        str(path.relative_to(ROOT)): refused
        for path in files
        if path.name != "refused_words.yaml" and (refused := refused_in(path.read_text(encoding="utf-8"), words))
    }
    assert found == {}


def test_a_planted_word_is_found() -> None:
    assert refused_in("<p>Three mispers this week</p>", refused_words()) == ["mispers"]
