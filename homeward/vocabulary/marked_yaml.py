"""YAML read with the line of every value remembered, so that a mistake in a list is told by its line.

Nothing but plain values is built, and a key written twice is refused, since the reader of the file sees the
first and the program would keep the last.
"""

from typing import Any

import yaml

Path = tuple[str | int, ...]


class MarkedText:
    """A YAML text with its values, and the line on which each begins."""

    def __init__(self, text: str) -> None:
        loader = yaml.SafeLoader(text)
        try:
            self._root = loader.get_single_node()
            _refuse_repeated_keys(self._root)
            self.values: Any = loader.construct_document(self._root) if self._root else None
        finally:
            loader.dispose()

    def line_of(self, path: Path) -> int:
        """The line, counted from 1, of the value at a path, or of the nearest thing that holds it."""
        node = self._root
        for step in path:
            below = _step(node, step)
            if below is None:
                break
            node = below
        return int(node.start_mark.line) + 1 if node else 1


def _step(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _refuse_repeated_keys(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, "a key is written twice", key.start_mark)
            seen.add(key.value)
            _refuse_repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(value)
