"""What a workbook's cell says, as the text that it would be in a CSV file."""

from datetime import date, datetime, time, timedelta

# Excel's count of days begins at one or the other of two days; 1900 was no leap year, which the first one allows for.
BEGINS, BEGINS_1904 = date(1899, 12, 30), date(1904, 1, 1)
# A number below this was not meant as a day: 2020 alone would be one in July 1905.
LEAST, MOST = 10_000, 2_958_465
EXACT = 1e15


def text_of(cell: object) -> str:
    """The cell as text: whole numbers without a point, days as year-month-day, hard spaces as spaces."""
    if isinstance(cell, str):
        return cell.replace("\xa0", " ").strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else _as_excel_shows(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _as_excel_shows(cell: float) -> str:
    """A number that no identifier should be: beyond fifteen figures Excel has lost some of them."""
    return f"{cell:.5E}" if abs(cell) >= EXACT else repr(cell)


def day_of(cell: object, *, since_1904: bool = False) -> str:
    """The day of a number that stands where a day should, as text; nothing where the cell is no such number."""
    if not isinstance(cell, float) or not LEAST <= cell <= MOST:
        return ""
    begins = BEGINS_1904 if since_1904 else BEGINS
    return (begins + timedelta(days=int(cell))).isoformat()
