"""Rows of the looked-after children return about plainly invented children."""


def header(number: int = 1, **cells: object) -> dict[str, object]:
    """One child of the header."""
    row = {"CHILD": f"MS{number:06d}", "SEX": "2", "DOB": "14/06/2011", "ETHNIC": "WBRI", "UPN": "UN1"}
    return row | cells


def episode(number: int = 1, **cells: object) -> dict[str, object]:
    """One episode of care."""
    row = {
        "CHILD": f"MS{number:06d}",
        "DECOM": "12/05/2025",
        "RNE": "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U4",
        "PLACE_PROVIDER": "PR1",
        "HOME_POST": "ZZ11 2AB",
        "PL_POST": "ZZ21 4AD",
        "URN": "9990101",
    }
    return row | cells


def absence(start: str, end: str = "", number: int = 1, **cells: object) -> dict[str, object]:
    """One absence."""
    row = {"CHILD": f"MS{number:06d}", "DOB": "14/06/2011", "MISSING": "M", "MIS_START": start, "MIS_END": end}
    return row | cells
