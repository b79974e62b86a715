"""The attack on a finished paper: everything the document prints, read back, and every hidden count solved for.

The reader here has the document alone: tables, sentences and the words of its charts. They can add, know that a child
who was missing has one episode at least, and know the population that a rate is of. What they can work out about each
hidden count is found with a linear program.
"""

import io
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from scipy.optimize import linprog

from homeward.insight.analysis.rules import Tally
from homeward.methods.disclosure.sums import TOTAL

LEAST, FEW = 5, range(1, 6)
SEXES = {"Boys": "M", "Girls": "F", "Not known": "U", "All": TOTAL}
SMALL = re.compile(
    r"(?<![\d.,])\b(?:[1-5]|one|two|three|four|five)(?: or fewer)? (?:boys?|girls?|child(?:ren)?|episodes?)\b", re.I
)
Key = tuple[str, str]


@dataclass
class Read:
    """What was read out of a document: its two tables of counts, its quarters, and all of its words."""

    words: list[str]
    pictures: list[str]
    tables: dict[str, list[list[str]]]
    children: dict[Key, float | None] = field(default_factory=dict)
    episodes: dict[Key, float | None] = field(default_factory=dict)


def read(content: bytes) -> Read:
    """A document as its reader has it."""
    document = Document(io.BytesIO(content))
    tables = {_caption(table): [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables}
    pictures = [shape._inline.docPr.get("descr") or "" for shape in document.inline_shapes]
    found = Read([each.text for each in document.paragraphs if each.text], pictures, tables)
    found.children = _counts(found, "Children reported missing, by sex and age")
    found.episodes = _counts(found, "Missing episodes of those children")
    _from_sentences(found)
    return found


def _caption(table: Table) -> str:
    named = table._tbl.tblPr.find(qn("w:tblCaption"))
    return named.get(qn("w:val")).partition(": ")[2] if named is not None else ""


def number(text: str) -> float | None:
    """A printed number; none for a letter that stands for one."""
    plain = text.split("\n")[0].strip().rstrip("%").replace(",", "")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def _counts(found: Read, caption: str) -> dict[Key, float | None]:
    rows = next((rows for name, rows in found.tables.items() if name.startswith(caption)), [])
    return {
        (TOTAL if row[0] == "All ages" else row[0], SEXES[column]): number(cell)
        for row in rows[1:]
        for column, cell in zip(rows[0][1:], row[1:], strict=True)
    }


def _from_sentences(found: Read) -> None:
    """What the sentences say that a table may have left out."""
    for text in found.words:
        if told := re.match(r"([\d,]+) children were reported missing(?:, in ([\d,]+) episodes)?", text):
            _learn(found.children, (TOTAL, TOTAL), told[1])
            _learn(found.episodes, (TOTAL, TOTAL), told[2])
        if told := re.match(r"([\d,]+) boys and ([\d,]+) girls were reported missing", text):
            _learn(found.children, (TOTAL, "M"), told[1])
            _learn(found.children, (TOTAL, "F"), told[2])
        if told := re.match(r"Boys had ([\d,]+) missing episodes and girls ([\d,]+)\.", text):
            _learn(found.episodes, (TOTAL, "M"), told[1])
            _learn(found.episodes, (TOTAL, "F"), told[2])
        if told := re.match(r"Most often, (boys|girls) reported missing were aged ([^:]+): ([\d,]+)", text):
            band = next(row for row, _ in found.children if row.lower() == told[2])
            _learn(found.children, (band, told[1][0].upper().replace("B", "M").replace("G", "F")), told[3])


def _learn(cells: dict[Key, float | None], key: Key, text: str | None) -> None:
    if text is not None and cells.get(key) is None:
        cells[key] = number(text)


def faults(content: bytes, truth: Tally, labels: Mapping[str, str], fixed: Set[str] = frozenset()) -> list[str]:
    """What a reader could work out that they may not: small counts printed, and hidden small counts held too closely.

    `labels` gives each age band's printed name by its code; `fixed` holds the words that no figure changes.
    """
    found = read(content)
    said = [text for text in (*found.words, *found.pictures) if text not in fixed]
    wrong = [f"printed: {text}" for text in said if SMALL.search(text)]
    for name in ("children", "episodes"):
        cells: dict[Key, float | None] = getattr(found, name)
        wrong += [f"{name} {key} is printed small" for key, value in cells.items() if value in FEW]
    keys = list(truth.children)
    if not found.children:
        return wrong
    for place, (band, sex) in enumerate(keys):
        true = truth.children[band, sex]
        if true in FEW:
            low, high = reach(found, [(labels[b], s) for b, s in keys], place)
            if high is not None and (high - low + 1 < LEAST or (low >= 1 and high <= 5)):
                wrong.append(f"children {band}/{sex} can be no more than {high:.0f} and no less than {low:.0f}")
    return wrong


def reach(found: Read, keys: Sequence[Key], place: int) -> tuple[float, float | None]:
    """The least and the most that one count of children can be."""
    size = len(keys)
    equal, equal_to = [], []
    for table, cells in enumerate((found.children, found.episodes)):
        for (row, column), value in cells.items():
            if value is not None:
                inside = [float(row in (r, TOTAL) and column in (c, TOTAL)) for r, c in keys]
                equal.append([0.0] * size * table + inside + [0.0] * size * (1 - table))
                equal_to.append(value)
    fewer = np.hstack([np.eye(size), -np.eye(size)])
    ends: list[float | None] = []
    for way in (1, -1):
        aim = np.zeros(2 * size)
        aim[place] = way
        end = linprog(aim, A_ub=fewer, b_ub=np.zeros(size), A_eq=equal or None, b_eq=equal_to or None, bounds=(0, None))
        ends.append(way * end.fun if end.status == 0 else None)
    return ends[0] or 0.0, ends[1]
