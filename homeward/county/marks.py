"""Identifiers that no real child can hold.

NHS numbers come from the 999 test range with a right check digit; unique pupil numbers carry a wrong check letter;
postcodes are in area ZZ, which exists nowhere, and never in ZZ99, which real records use for 'no fixed abode'.
"""

from homeward.county.chance import Stream
from homeward.foundation.identifiers import nhs_number
from homeward.foundation.identifiers.upn import CHECK_LETTERS, check_letter

INWARD = "ABDEFGHJLNPQRSTUWXYZ"
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
MOST_CHILDREN = 200_000
NHS_STEP = 7919  # shares no factor with the number above, so that every child's is another


class TooManyChildren(ValueError):
    """The test range of NHS numbers cannot give every child one."""


def invented_nhs_number(number: int, start: int) -> str:
    """A child's test NHS number; of five neighbours at most one has no usable check digit, so none is shared.

    The first of five is a child's of the county; further ones are for brothers and sisters (numbers from 200,000) and
    for whoever has a second number (from 400,000).
    """
    turn, place = divmod(number, MOST_CHILDREN)
    if not 0 <= turn < 4:
        raise TooManyChildren(f"The test range holds {4 * MOST_CHILDREN} numbers, and this is number {number}.")
    first = (place * NHS_STEP + start) % MOST_CHILDREN * 5
    nines = (f"999{first + offset:06d}" for offset in range(5))
    return [nine + nhs_number.check_digit(nine) for nine in nines if nhs_number.check_digit(nine)][turn]


def wrong_upn(number: int, year: int) -> str:
    """A pupil number whose check letter is wrong, so that it can belong to nobody."""
    twelve = f"999{number // 1000 % 10000:04d}{year % 100:02d}{number % 1000:03d}"
    right = CHECK_LETTERS.index(check_letter(twelve))
    return CHECK_LETTERS[(right + 1 + number % 21) % 23] + twelve


def postcode(outward: int, stream: Stream) -> str:
    """A postcode in an outward area of ZZ."""
    return f"ZZ{outward} {stream.below(10)}{stream.one_of(INWARD)}{stream.one_of(INWARD)}"


# Home telephone numbers that ring nobody: Ofcom keeps these thousands for drama. Its thousand mobile numbers are not
# among them, since they are spent on lines.
DRAMA_HOMES = (
    "01632 960", "0113 4960", "0114 4960", "0115 4960", "0116 4960", "0117 4960", "0118 4960", "0121 4960", "0131 4960",
    "0141 4960", "0151 4960", "0161 4960", "0191 4980", "020 79460", "028 96496", "029 20180",
)  # fmt: skip
THOUSAND = 1000
PHONE_STEP = 7919  # shares no factor with how many such numbers there are


def home_phone(number: int) -> str:
    """A home's telephone number, which can be assigned to nobody."""
    thousand, last = divmod(number * PHONE_STEP % (len(DRAMA_HOMES) * THOUSAND), THOUSAND)
    return f"{DRAMA_HOMES[thousand]}{last:03d}"


def police_reference(number: int) -> str:
    """The police's number for a person: SYN, and digits that say nothing of any other number of theirs."""
    return f"SYN{1_000_000 + number * 611_953 % 1_000_003}"


def agency_number(prefix: str, number: int) -> str:
    """An agency's number for a person: a letter, and digits that say nothing of any other number of theirs."""
    return f"{prefix}{number * 6_119_531 % 10_000_019:08d}"


def wrong_pnc(number: int, year: int) -> str:
    """A Police National Computer number whose check letter is wrong, so that it can be nobody's."""
    serial = f"{number * 6_119_531 % 10_000_019 % 10_000_000:07d}"
    right = int(f"{year % 100:02d}{serial}") % len(PNC_LETTERS)
    return f"{year}/{serial}{PNC_LETTERS[(right + 1 + number % 21) % len(PNC_LETTERS)]}"
