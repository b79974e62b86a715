"""Rows of the council's extract about plainly invented children."""

from homeward.county.marks import wrong_upn
from homeward.foundation.identifiers import nhs_number


def nhs(number: int) -> str:
    """A test NHS number; numbers without a check digit are passed over."""
    nines = (f"999{each:06d}" for each in range(number * 20, number * 20 + 20))
    return next(nine + digit for nine in nines if (digit := nhs_number.check_digit(nine)))


def upn(number: int) -> str:
    """A pupil number that can belong to nobody."""
    return wrong_upn(number, 2017)


def child(number: int = 1, **cells: object) -> dict[str, object]:
    """One row about one child."""
    row: dict[str, object] = {
        "local_id": f"MS{number:06d}",
        "upn": upn(number),
        "nhs_number": nhs(number),
        "forename": "Wren",
        "surname": "Applegarth",
        "birth_date": "14/06/2011",
        "sex": "F",
        "ethnicity": "WBRI",
        "responsible_authority": "Middleshire",
        "responsible_since": "14/06/2011",
        "address": f"{number} Alder Bank",
        "postcode": "ZZ11 2AB",
        "district": "Ashmarket",
        "address_since": "03/09/2015",
        "school_urn": "990012",
        "school_name": "Chalkstream Academy",
        "school_since": "01/09/2022",
        "allocated_worker_id": "W901",
        "allocated_worker_name": "Asha Brightwater",
        "allocated_team": "Hub",
        "allocated_since": "12/05/2025",
        "reason": "looked-after",
        "extracted_on": "01/02/2026",
        "synthetic": "1",
    }
    return row | cells
