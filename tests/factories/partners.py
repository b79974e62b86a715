"""Rows of the files that partners send about plainly invented children: one function for each feed's part."""

from homeward.county.marks import wrong_upn
from homeward.foundation.identifiers import nhs_number

Row = dict[str, object]
WREN: Row = {
    "forename": "Wren",
    "middle_name": "Alder",
    "surname": "Applegarth",
    "also_known_as": "",
    "birth_date": "14/06/2011",
    "sex": "F",
    "postcode": "ZZ11 2AB",
}
EVERY: Row = {"council": "", "council_local_id": "", "withdrawn": "", "extracted_on": "01/02/2026", "synthetic": "1"}


def nhs(number: int) -> str:
    """A test NHS number; numbers without a check digit are passed over."""
    nines = (f"999{each:06d}" for each in range(number * 20, number * 20 + 20))
    return next(nine + digit for nine in nines if (digit := nhs_number.check_digit(nine)))


def upn(number: int) -> str:
    """A pupil number that can belong to nobody."""
    return wrong_upn(number, 2017)


def suspension(number: int = 1, **cells: object) -> Row:
    """A suspension of five days."""
    row = _pupil(number) | {
        "category": "SUSP",
        "reason": "DA",
        "second_reason": "",
        "third_reason": "",
        "start_date": "01/12/2025",
        "end_date": "05/12/2025",
        "sessions": "10",
    }
    return row | cells


def concern(number: int = 1, **cells: object) -> Row:
    """A child who missed six sessions in ten."""
    row = _pupil(number) | {
        "concern": "severe",
        "period_start": "01/09/2025",
        "period_end": "19/12/2025",
        "sessions_possible": "150",
        "sessions_missed": "93",
        "ended": "",
    }
    return row | cells


def _pupil(number: int) -> Row:
    own: Row = {"pupil_id": f"P{number:05d}", "upn": upn(number), "ethnicity": "WBRI"}
    return EVERY | WREN | own | {"school_urn": "990012", "school_name": "Chalkstream Academy"}


def custody(number: int = 1, **cells: object) -> Row:
    """A night in custody for an alleged supply of drugs."""
    row = EVERY | WREN | {
        "custody_record": f"SYN-C-{number:04d}",
        "force": "Middleshire Police",
        "person_reference": f"SYN{number:07d}",
        "pnc": "",
        "ethnicity": "W1",
        "arrested_at": "03/06/2025 21:10",
        "arrived_at": "03/06/2025 21:40",
        "released_at": "04/06/2025 11:15",
        "offence_group": "drugs-supply",
        "appropriate_adult": "social-worker",
        "appropriate_adult_at": "03/06/2025 23:30",
        "outcome": "under-investigation",
        "exploitation_flags": "cce;county-lines",
        "nrm_considered": "referred",
    }  # fmt: skip
    return row | cells


def youth_justice(number: int = 1, **cells: object) -> Row:
    """A referral order that goes on."""
    row = EVERY | WREN | {
        "intervention_reference": f"SYN-Y-{number:04d}",
        "service": "Middleshire Youth Justice Service",
        "yjs_number": f"YJ{number:05d}",
        "pnc": "",
        "upn": "",
        "ethnicity": "W1",
        "work": "referral-order",
        "offence_group": "drugs-supply",
        "started_on": "10/09/2025",
        "due_to_end_on": "10/06/2026",
        "ended_on": "",
        "outcome": "",
    }  # fmt: skip
    return row | cells


def attendance(number: int = 1, **cells: object) -> Row:
    """An evening in an emergency department with a knife wound."""
    row = EVERY | {
        "attendance_reference": f"SYN-A-{number:04d}",
        "provider": "Middleshire General Hospital",
        "patient_number": f"H{number:06d}",
        "nhs_number": nhs(number),
        "birth_date": "14/06/2011",
        "sex": "F",
        "service": "emergency-department",
        "arrived_at": "12/11/2025 20:05",
        "left_at": "12/11/2025 23:40",
        "reason": "stabbing",
        "outcome": "went-home",
    }
    return row | cells


def nrm(number: int = 1, **cells: object) -> Row:
    """A referral that was decided positively on both grounds."""
    row = EVERY | WREN | {
        "nrm_reference": f"SYN-N-{number:04d}",
        "person_reference": f"SYN{number:07d}",
        "ethnicity": "W1",
        "first_responder": "council",
        "referred_on": "04/08/2025",
        "exploited_under_18": "yes",
        "exploitation": "criminal;county-lines",
        "decided_by": "single-authority",
        "reasonable_grounds": "positive",
        "reasonable_grounds_on": "08/08/2025",
        "conclusive_grounds": "positive",
        "conclusive_grounds_on": "10/11/2025",
    }  # fmt: skip
    return row | cells


def referral(number: int = 1, **cells: object) -> Row:
    """A worry about a child that a force tells the front door."""
    row = EVERY | WREN | {
        "referral_reference": f"SYN-R-{number:04d}",
        "person_reference": f"SYN{number:07d}",
        "referred_on": "30/01/2026",
        "referrer": "police",
        "forms": "county-lines",
        "in_danger": "no",
        "worry": "Two phones.",
        "done_already": "",
    }  # fmt: skip
    return row | cells


def ssd_missing(number: int = 1, **cells: object) -> Row:
    """A night away, as a case system exports it."""
    row: Row = {
        "miss_table_id": f"{9000 + number}",
        "miss_person_id": f"MS{number:06d}",
        "miss_missing_episode_start_date": "2025-06-03 21:40:00",
        "miss_missing_episode_type": "M",
        "miss_missing_episode_end_date": "2025-06-04 07:15:00.000",
        "miss_missing_rhi_offered": "Y",
        "miss_missing_rhi_accepted": "N",
    }
    return row | cells


def identity(number: int = 1, **cells: object) -> Row:
    """A child whom an agency shares because it is concerned that she is exploited."""
    row = EVERY | WREN | {
        "own_number": f"A{number:06d}",
        "birth_precision": "day",
        "ethnicity": "WBRI",
        "upn": "",
        "nhs_number": "",
        "pnc": "",
        "reason": "exploitation-concern",
    }  # fmt: skip
    return row | cells
