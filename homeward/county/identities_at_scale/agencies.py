"""How each agency writes children down: its share of the records, what it leaves out, how often it errs.

No real multi-agency error profile is public, so every rate is an assumption. `ASSUMED` is the lighter model. `HEAVY`
has the rates of ONSBigData/synthetic4linkage: one record in four is chosen for error, and each part of it then errs far
more often. Results are published for both.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: `errs` multiplies the rates of error; `number` is how often a record bears its own number."""

    name: str
    prefix: str
    errs: float
    extra: float
    no_postcode: float
    no_birth_date: float
    upn: float = 0.0
    nhs: float = 0.0
    pnc: float = 0.0
    number: float = 0.95
    street_name: float = 0.0
    plain_letters: bool = False
    no_surname: float = 0.0
    vague: float = 0.0


EDUCATION = Agency("education", "E", 0.6, 0.26, 0.02, 0.002, upn=0.99, number=0.98, plain_letters=True)
HEALTH = Agency("health", "H", 0.8, 0.20, 0.02, 0.002, nhs=0.97, number=0.85)
SOCIAL_CARE = Agency("social-care", "S", 1.0, 0.22, 0.05, 0.02, upn=0.60, nhs=0.35, number=0.97, street_name=0.15)
POLICE = Agency(
    "police", "P", 1.8, 0.20, 0.15, 0.06, pnc=0.30, number=0.85, street_name=0.30, plain_letters=True, vague=0.2
)
CUSTODY = Agency("custody", "C", 1.0, 0.03, 0.05, 0.01, pnc=0.95, number=0.60, street_name=0.20, plain_letters=True)
YOUTH_JUSTICE = Agency("youth-justice", "Y", 0.9, 0.03, 0.03, 0.01, 0.30, 0.10, 0.30, number=0.95, street_name=0.20)
INTELLIGENCE = Agency(
    "intelligence", "", 3.0, 0.06, 0.55, 0.35, number=0.0, street_name=0.60, plain_letters=True, no_surname=0.25,
    vague=0.6,
)  # fmt: skip
AGENCIES = (EDUCATION, HEALTH, SOCIAL_CARE, POLICE, CUSTODY, YOUTH_JUSTICE, INTELLIGENCE)
IN_EDUCATION, IN_HEALTH = 0.95, 0.99


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each thing goes wrong, before an agency's `errs`; `chosen` is the share of records that err at all."""

    chosen: float = 1.0
    nickname: float = 0.12
    other_letters: float = 0.03
    forename_slip: float = 0.03
    surname_slip: float = 0.03
    misheard: float = 0.01
    middle_first: float = 0.01
    swapped: float = 0.006
    no_middle: float = 0.10
    given_order: float = 0.02
    day_and_month: float = 0.008
    year_out: float = 0.012
    days_out: float = 0.01
    first_of_january: float = 0.004
    postcode_slip: float = 0.015
    no_sex: float = 0.01
    wrong_sex: float = 0.003
    upn_slip: float = 0.002
    shared_number: float = 0.001
    copied: float = 0.02


ALWAYS_NO_MIDDLE, HALF_OF_DOUBLE, PRESENT_HOME = 0.40, 0.35, 0.80
HELD_TWICE = 0.06
ASSUMED = Rates()
HEAVY = Rates(
    chosen=0.25,
    other_letters=0.08,
    forename_slip=0.23,
    surname_slip=0.28,
    misheard=0.04,
    day_and_month=0.08,
    year_out=0.13,
    days_out=0.20,
    postcode_slip=0.04,
    wrong_sex=0.01,
    upn_slip=0.008,
    shared_number=0.004,
)
