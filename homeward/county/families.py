"""Brothers and sisters of the children brought, whom other agencies know and the council does not.

They share a surname and a home with the child brought, and a few are twins: the false link that bits cannot tell. They
are beside the county's children and not among them, so that everything lived through stays as it was. Who has one, and
who they are, comes from a stream of the child's own.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.identities import Identity
from homeward.county.names import BOYS, GIRLS, SURNAMES, names_of
from homeward.county.reasons import LAWFUL
from homeward.county.world import Brought, World
from homeward.county.years import birthday

BROTHERS_AND_SISTERS = 200_000  # their numbers begin here, each its brother's or sister's and this
APART = 300  # days between two births at the least
YOUNGEST, OLDEST = 6, 17


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister of a child brought, and what other agencies know them for."""

    child: Child
    of: Child
    twin: bool
    known_for: frozenset[str]


class Families:
    """Who has a brother or sister known to others, and who anybody is; `alone` leaves brothers and sisters out."""

    def __init__(self, world: World, brought: Brought, *, alone: bool = False) -> None:
        self.world, self.brought, self.preset = world, brought, world.preset
        asked = () if alone else brought.reasons.items()
        held = (self._sibling(child) for child, reason in asked if reason in LAWFUL)
        self.siblings: dict[Child, Sibling] = {each.child: each for each in held if each is not None}
        self._known: dict[Child, Identity] = {}

    def known_for(self, reason: str) -> list[Child]:
        """The brothers and sisters known for one thing."""
        return [each.child for each in self.siblings.values() if reason in each.known_for]

    def council_knows(self, child: Child) -> bool:
        """Whether the council has a record of a child; of these brothers and sisters it has none."""
        return child not in self.siblings and self.world.council_knows(child)

    def identity_of(self, child: Child) -> Identity:
        """Who a child truly is."""
        if child not in self.siblings:
            return self.brought.identity_of(child)
        if child not in self._known:
            self._known[child] = self._identity(self.siblings[child])
        return self._known[child]

    def middle_name(self, child: Child) -> str:
        """A child's middle name, or none."""
        draw = self.world.streams.of("middle names", child.number)
        if not draw.happens(self.preset.number("families.middle_name")):
            return ""
        return draw.one_of((GIRLS if child.sex == "F" else BOYS)[names_of(child.ethnicity, draw.unit())])

    def _sibling(self, of: Child) -> Sibling | None:
        draw = self.world.streams.of("brothers and sisters", of.number)
        if of.unaccompanied or not draw.happens(self.preset.number("families.known_sibling")):
            return None
        twin = draw.happens(self.preset.number("families.multiple_births"))
        apart = timedelta(days=APART + draw.below(2200))
        born = of.born if twin else of.born + apart if draw.happens(0.5) else of.born - apart
        if not birthday(born, YOUNGEST) <= self.world.until < birthday(born, OLDEST + 1):
            return None
        sex = of.sex if twin and draw.happens(0.65) else "M" if draw.happens(0.513) else "F"
        lead = (of.vulnerability + draw.normal()) / 2
        number = of.number + BROTHERS_AND_SISTERS
        child = Child(number, born, sex, of.ethnicity, of.group, of.district, lead, None, of.free_meals)
        return Sibling(child, of, twin, self._known_for(child, draw))

    def _known_for(self, child: Child, draw: Stream) -> frozenset[str]:
        """One thing at the least; custody and youth justice not before the twelfth birthday."""
        shares = self.preset.table("families.known_for")
        old = child.age(self.world.until) >= 12
        found = {reason for reason, share in shares.items() if draw.happens(share)}
        found = {reason for reason in found if old or reason in ("excluded", "attendance")}
        return frozenset(found or {"attendance"})

    def _identity(self, each: Sibling) -> Identity:
        """The home and mostly the surname of the child brought, and a forename that is not theirs."""
        other, child = self.brought.identity_of(each.of), each.child
        own = self.brought.registrar.register(child, "", False)
        draw = self.world.streams.of("names of brothers and sisters", child.number)
        kind = names_of(child.ethnicity, draw.unit())
        forename, surname = own.forename, other.surname
        while forename == other.forename:
            forename = draw.one_of((GIRLS if child.sex == "F" else BOYS)[kind])
        if draw.happens(self.preset.number("families.other_surname")) and not each.twin:
            surname = draw.one_of(SURNAMES[kind])
        lived = tuple(home for home in other.homes if home.since >= child.born) or other.homes[-1:]
        return replace(own, forename=forename, surname=surname, homes=lived)
