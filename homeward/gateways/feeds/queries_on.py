"""What somebody should look at in a file and that keeps no row out: the queries of a return's own rules.

They are counted by rule, with the first few rows of each, so that the memory does not grow with the file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.rows import Problem

NAMED = 5


@dataclass
class Asked:
    """One rule's query of one column: how many rows it is about, and the first of them."""

    many: int = 0
    first: list[Problem] = field(default_factory=list)


@dataclass
class Queries:
    """The queries on one part that is being read."""

    by_rule: dict[tuple[str, str], Asked] = field(default_factory=dict)

    def sorted_out(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that keep a row out; those that only ask are taken note of."""
        for problem in problems:
            if problem.query:
                asked = self.by_rule.setdefault((problem.rule, problem.column), Asked())
                asked.many += 1
                if len(asked.first) < NAMED:
                    asked.first.append(problem)
            else:
                yield problem

    def notes(self, part: Part, placed: Callable[[Problem], Problem]) -> tuple[str, ...]:
        """What is said of each rule's query of each column: the rule, its words, and where to look."""
        asked = sorted(self.by_rule.items(), key=lambda each: each[0])
        return tuple(self._note(part, rule, about, placed) for (rule, _), about in asked)

    def _note(self, part: Part, rule: str, asked: Asked, placed: Callable[[Problem], Problem]) -> str:
        first = placed(asked.first[0])
        rows = ", ".join(f"{each.row:,}" for each in sorted(asked.first, key=lambda each: each.row))
        more = f" and {asked.many - len(asked.first):,} more" if asked.many > len(asked.first) else ""
        where = f", the first at {first.place}" if first.place else ""
        return f"Query {rule}, {part.title}: {first.message} {counted(asked.many, 'row')}: {rows}{more}{where}."
