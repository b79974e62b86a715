"""Identifiers that no real child can hold.

NHS numbers come from the 999 test range with a right check digit; unique pupil numbers carry a wrong check letter;
postcodes are in area ZZ, which exists nowhere, and never in ZZ99, which real records use for 'no fixed abode'."""

from homeward.county.chance import Stream
from homeward.foundation.identifiers import nhs_number
from homeward.foundation.identifiers.upn import CHECK_LETTERS, check_letter

INWARD = "ABDEFGHJLNPQRSTUWXYZ"
NHS_STEP = 7919  # prime to a million, so that every number comes once


class NhsNumbers:
    """Test NHS numbers, each given out once."""

    def __init__(self, start: int) -> None:
        self._at = start

    def take(self) -> str:
        """The next number with a usable check digit."""
        while True:
            self._at = (self._at + NHS_STEP) % 1_000_000
            nine = f"999{self._at:06d}"
            if check := nhs_number.check_digit(nine):
                return nine + check


def wrong_upn(number: int, year: int) -> str:
    """A pupil number whose check letter is wrong, so that it can belong to nobody."""
    twelve = f"999{number // 1000 % 10000:04d}{year % 100:02d}{number % 1000:03d}"
    right = CHECK_LETTERS.index(check_letter(twelve))
    return CHECK_LETTERS[(right + 1 + number % 21) % 23] + twelve


def postcode(outward: int, stream: Stream) -> str:
    """A postcode in an outward area of ZZ."""
    return f"ZZ{outward} {stream.below(10)}{stream.one_of(INWARD)}{stream.one_of(INWARD)}"
