"""Which county a run is of: its name, and what its council, force and services are called.

The demonstration's county is Middleshire. A region has ten counties and a country a hundred and fifty-two, each with
names, agencies and children's numbers of its own, so that no two can be taken for one. Their postcodes are the same
few areas of ZZ: there are no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

BEGINNINGS = (
    "Alder", "Brack", "Coombe", "Dell", "Esk", "Fern", "Glen", "Heath", "Isle", "Juniper", "Knoll", "Lark", "Marl",
    "Nettle", "Oaken", "Pike", "Quarr", "Ridge", "Sedge", "Thorn", "Ulver", "Vetch", "Wharf", "Yarrow",
)  # fmt: skip
ENDINGS = ("shire", "wold", "moor", "vale", "mere", "stead", "combe")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Place:
    """One county among those of a run; the first has the names that the demonstration knows."""

    number: int = 0
    name: str = "Middleshire"
    prefix: str = "MS"

    @property
    def code(self) -> str:
        """The name as agencies' codes and folders begin with it."""
        return self.name.lower()

    @property
    def authority(self) -> str:
        """The council."""
        return f"{self.name} County Council"

    @property
    def force(self) -> str:
        """The police."""
        return f"{self.name} Police"

    @property
    def education(self) -> str:
        """The council's education service, with numbers of its own."""
        return f"{self.name} Education and Inclusion"

    @property
    def youth_justice(self) -> str:
        """The youth justice service."""
        return f"{self.name} Youth Justice Service"

    @property
    def trust(self) -> str:
        """The hospital trust."""
        return f"{self.name} Hospitals NHS Trust"

    def agency(self, kind: str) -> str:
        """The code of one of its agencies."""
        return f"{self.code}-{kind}"

    def of_council(self) -> dict[str, str]:
        """What a manifest says besides of a council's delivery: nothing of the hub's own council."""
        return {"agency": self.code} if self.number else {}


HOME = Place()


def places(count: int) -> Iterator[Place]:
    """So many counties, Middleshire first."""
    yield HOME
    for number in range(1, count):
        ending, beginning = divmod(number - 1, len(BEGINNINGS))
        first, second = divmod(number, len(LETTERS))
        yield Place(number, BEGINNINGS[beginning] + ENDINGS[ending], f"{LETTERS[first]}{LETTERS[second]}")
