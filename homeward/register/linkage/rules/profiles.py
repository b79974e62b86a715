"""What a row says of who its child is, in a form that can be compared: plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.foundation.names import comparable_name

# Between the parts of a tuple: no name, number or date can hold it.
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Tuple:
    """What was said of who a child is, with its spelling levelled; nothing where nothing was said."""

    own_key: str = field(default="", repr=False)
    forename: str = field(default="", repr=False)
    middle_name: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    also_known_as: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    birth_precision: str = "day"
    sex: str = ""
    postcode: str = field(default="", repr=False)
    upn: str = field(default="", repr=False)
    nhs: str = field(default="", repr=False)
    pnc: str = field(default="", repr=False)

    @property
    def thin(self) -> bool:
        """Whether it says too little to tell one child from another by (linkage reference, decision 2)."""
        named = bool(self.forename and self.surname and self.birth_date)
        return not named and not (self.upn or self.nhs or self.pnc)

    @property
    def bare(self) -> bool:
        """Whether it adds nothing to the agency's own number but, at most, a birth date and a sex.

        The rows of a return about an absence or a placement are so: they belong with what its header says of the child.
        """
        said = (self.forename, self.middle_name, self.surname, self.also_known_as, self.postcode)
        return bool(self.own_key) and not any((*said, self.upn, self.nhs, self.pnc))

    def text(self, *apart: object) -> str:
        """The whole as one text, of which an index is made; `apart` keeps it from another that says the same."""
        born = self.birth_date.isoformat() if self.birth_date else ""
        parts = (
            self.own_key, self.forename, self.middle_name, self.surname, self.also_known_as, born,
            self.birth_precision if born else "", self.sex, self.postcode, self.upn, self.nhs, self.pnc,
        )  # fmt: skip
        return BETWEEN.join((*parts, *map(str, apart)))


def levelled(
    *,
    own_key: str,
    names: Sequence[str],
    birth_date: date | None,
    birth_precision: str,
    sex: str,
    postcode: str,
    numbers: Sequence[str],
) -> Tuple:
    """What was said, levelled: names without case, accents and marks, numbers and postcode in one form.

    `names` are forename, middle name, surname and other names; `numbers` are UPN, NHS number and PNC number.
    """
    forename, middle_name, surname, also_known_as = (comparable_name(name) if name else "" for name in names)
    upn, nhs, pnc = ("".join(number.split()).upper() for number in numbers)
    return Tuple(
        own_key.strip().upper(),
        forename,
        middle_name,
        surname,
        also_known_as,
        birth_date,
        birth_precision,
        "" if sex == "U" else sex,
        "".join(postcode.split()).upper(),
        upn,
        nhs,
        pnc,
    )


def belongs_with(bare: Tuple, *, birth_date: date | None, birth_precision: str, sex: str) -> bool:
    """Whether a bare tuple may be counted to a profile of the same number: it says nothing that the profile does not.

    Something other than what the profile says is another word on the child, and stands by itself.
    """
    same_birth = bare.birth_date is None or (bare.birth_date, bare.birth_precision) == (birth_date, birth_precision)
    return same_birth and bare.sex in ("", sex)
