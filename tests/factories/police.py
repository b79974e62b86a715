"""Rows of a force's missing-persons extract about plainly invented children."""

STILL_MISSING: dict[str, object] = {
    "found_at": "",
    "found_place": "",
    "found_how": "",
    "found_condition": "",
    "prevention_interview": "not-yet",
    "prevention_interview_at": "",
}


def report(number: int = 1, **cells: object) -> dict[str, object]:
    """One report of a child missing for a night, as a force writes it."""
    row: dict[str, object] = {
        "incident_reference": f"SYN-250603-{number:04d}",
        "force": "Middleshire Police",
        "person_reference": f"SYN{number:07d}",
        "council": "",
        "council_local_id": "",
        "forename": "Wren",
        "surname": "Applegarth",
        "also_known_as": "",
        "birth_date": "14/06/2011",
        "sex": "F",
        "ethnicity": "W1",
        "address": f"{number} Alder Bank",
        "postcode": "ZZ11 2AB",
        "phone": "07700 900123",
        "reported_at": "03/06/2025 23:05",
        "last_seen_at": "03/06/2025 21:40",
        "last_seen_precision": "minute",
        "last_seen_place": "Ashmarket bus station",
        "missing_from": "foster-care",
        "missing_from_address": "12 Elder Row Fordbridge",
        "category": "missing",
        "grade": "2",
        "graded_at": "03/06/2025 23:30",
        "found_at": "04/06/2025 07:15",
        "found_place": "Ashmarket fairground",
        "found_how": "found-by-police",
        "found_condition": "unharmed",
        "exploitation_flags": "cce;county-lines",
        "prevention_interview": "done",
        "prevention_interview_at": "04/06/2025 11:00",
        "extracted_on": "01/02/2026",
        "synthetic": "1",
    }
    return row | cells
