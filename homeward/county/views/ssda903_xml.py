"""The looked-after return as one XML file, in the department's own shape: what a council's system uploads."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

Row = tuple[str, ...]
HEADER = ("CHILDID", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")
WHO, FURTHER = ("CHILDID", "UPN", "SEX", "DOB", "ETHNIC"), ("MOTHER", "MC_DOB")
EPISODE = (
    "DECOM", "RNE", "LS", "CIN", "PL", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST",
    "URN",
)  # fmt: skip
MISSING = ("MISSING", "MIS_START", "MIS_END")


def write(path: Path, children: Iterable[tuple[Row, list[Row], list[Row]]]) -> None:
    """Write each child as it comes: the header with the missing periods in it, then the episodes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<EXPSSDA903>\n')
        for header, episodes, missing in children:
            file.write("<CHILD>" + _header(header, missing))
            file.writelines(_element("EPISODE", _cells(EPISODE, row[1:])) for row in episodes)
            file.write("</CHILD>\n")
        file.write("</EXPSSDA903>\n")


def _header(header: Row, missing: list[Row]) -> str:
    told = dict(zip(HEADER, header, strict=True))
    periods = "".join(_element("AMISSING", _cells(MISSING, row[2:])) for row in missing)
    who, further = (_cells(names, tuple(told[name] for name in names)) for names in (WHO, FURTHER))
    return _element("HEADER", who + _element("UASC", "") + periods + further)


def _cells(names: tuple[str, ...], cells: Row) -> str:
    return "".join(_element(name, escape(cell)) for name, cell in zip(names, cells, strict=True))


def _element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else f"<{name} />"
