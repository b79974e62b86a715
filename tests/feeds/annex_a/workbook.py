"""A workbook of Annex A about plainly invented children, as a council's system or somebody in Excel makes one."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

WHO = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age")
SHEETS = {
    "List 1": (*WHO, "Date of Contact", "Contact Source"),
    "List 2": (*WHO, "Assessment start date", "Assessment completion date", "Organisation completing assessment"),
    "List 3": (*WHO, "Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months"),
    "List 4": (
        *WHO, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
    ),
    "List 5": (
        *WHO, "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months",
    ),
    "List 6": (
        *WHO, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date",
        "Reason for Closure", "Case Status",
    ),
    "List 7": (
        *WHO, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse",
        "Date of the Last Statutory Visit", "Date of latest review conference", "Child Protection Plan End Date",
        "Number of Previous Child Protection Plans",
    ),
    "List 8": (
        *WHO, "Date Started to be Looked After", "Start date of current legal status", "Child's Legal Status",
        "Date of Last Social Work Visit", "Date Ceased to be Looked After", "Placement postcode",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    ),
}  # fmt: skip
Rows = Mapping[str, Sequence[Sequence[object]]]


def who(number: int, born: object = date(2011, 6, 14), gender: str = "b) Female", ethnicity: str = "a) WBRI") -> list:
    """The five columns that every list begins with."""
    return [f"MS{number:06}", gender, ethnicity, born, 14.7]


def contact(number: int, on: object, source: object = "q) 6: Police", **of: object) -> list:
    """One row of list 1."""
    return [*who(number, **of), on, source]  # type: ignore[arg-type]  # as a test asks


def book(rows: Rows, *, change: Callable[[Workbook], None] | None = None) -> Workbook:
    """A workbook with a sheet for each list that has rows, its column names in the first row."""
    whole = Workbook()
    whole.remove(whole.active)
    for name, many in rows.items():
        sheet = whole.create_sheet(name)
        sheet.append(list(SHEETS.get(name, ("Child Unique ID",))))
        for row in many:
            sheet.append(list(row))
    if change:
        change(whole)
    return whole


def content(whole: Workbook) -> bytes:
    """The workbook's bytes."""
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def packed(rows: Rows, *, change: Callable[[Workbook], None] | None = None) -> bytes:
    """The bytes of a workbook with these rows."""
    return content(book(rows, change=change))


def repacked(whole: bytes, *, more: Mapping[str, bytes] | None = None, change: Callable | None = None) -> bytes:
    """The same archive with parts added, or each part changed: what Excel would not make."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, change(info.filename, part) if change else part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return kept.getvalue()


def saved(path: Path, whole: bytes) -> Path:
    """The bytes as a file."""
    path.write_bytes(whole)
    return path
