"""The search for a child, for every room: whoever is meant by what was typed, best first, and why each is shown.

It never makes, joins or refuses anything. It finds only children whom the viewer may find, and takes as many statements
whatever there is to find (¶20, ¶22; S-06, S-11).
"""

from dataclasses import dataclass, field
from datetime import datetime

from homeward.foundation.london import london_day
from homeward.methods.matching.shipped import shipped_scorer
from homeward.register.access.rules import Viewer
from homeward.register.linkage.queries.fetching import Way, fetch
from homeward.register.linkage.rules import (
    SHORTEST_WORD,
    SHOWN,
    Asked,
    Place,
    Ranked,
    arms_of,
    asked_in,
    forms_of,
    ranked,
)
from homeward.register.people.models import Person
from homeward.register.people.queries import Found, cards
from homeward.register.places.models import District


@dataclass(frozen=True)
class Meant:
    """A child who may be meant: enough to tell one from another, and why they are shown."""

    card: Found
    why: Ranked


@dataclass(frozen=True)
class Search:
    """What came of a search: the children found, best first; whether there are more; and whether a way was cut off.

    A search that was cut off says so: the child may be among those who were not weighed.
    """

    found: list[Meant] = field(default_factory=list)
    more: bool = False
    cut_off: bool = False
    enough: bool = True

    @property
    def counted(self) -> str:
        """How many are shown, as it is read out."""
        if not self.enough:
            return "Type more to search"
        if not self.found:
            return "Nobody found"
        return f"{len(self.found)} found" + (", and more" if self.more else "")


def known_places() -> list[Place]:
    """The places that a search knows by name."""
    return [Place(district, name) for district, name in District.objects.values_list("pk", "name")]


def read(words: str, *, at: datetime) -> Asked:
    """What was typed in one box, read with the places that the hub knows."""
    return asked_in(words, on=london_day(at), places=known_places())


def search(*, viewer: Viewer, at: datetime, asked: Asked) -> Search:
    """The children most likely meant, of those whom the viewer may find, in a constant number of statements."""
    if not asked.is_enough:
        return Search(enough=False)
    first, of_all, cut_off = weighed(viewer=viewer, at=at, asked=asked)
    people = Person.objects.select_related("district").in_bulk([each.subject_id for each in first])
    cards_of = {card.subject_id: card for card in cards([*people.values()], at=at)}
    found = [Meant(cards_of[each.subject_id], each) for each in first if each.subject_id in cards_of]
    return Search(found, more=of_all > SHOWN, cut_off=cut_off)


def weighed(*, viewer: Viewer, at: datetime, asked: Asked) -> tuple[list[Ranked], int, bool]:
    """Those most likely meant with the reasons, of how many children, and whether some were not looked at."""
    others = [way for way in (_put_right(asked), _initialled(asked)) if way is not None]
    fetched = fetch(
        arms_of(asked),
        numbers=asked.numbers,
        others=others,
        viewer=viewer,
        at=at,
        with_places=bool(asked.districts),
    )
    first = ranked(asked, fetched.candidates, shipped_scorer())
    return first, len({each.subject_id for each in fetched.candidates}), fetched.cut_off


def _put_right(asked: Asked) -> Way | None:
    """Put right by a worker and called by a name that was typed, or another form of it, or born on the day.

    No agency's words lead to what such a child is called now.
    """
    forms = sorted({form for word in asked.names if len(word) >= SHORTEST_WORD for form in forms_of(word)})
    if forms:
        called = " OR ".join(["d.name_key LIKE %s"] * len(forms))
        return Way(f"d.put_right AND ({called})", [f"%{form}%" for form in forms])
    if asked.born and asked.born.day:
        return Way("d.put_right AND d.birth_date = %s", [asked.born.day.isoformat()])
    return None


def _initialled(asked: Asked) -> Way | None:
    """In the place and of the age that were typed, with a name that begins so: where all of it is a letter."""
    names = [word for word in asked.names if word not in asked.may_be_a_place]
    if not names or any(len(word) >= SHORTEST_WORD for word in names) or not (asked.districts or asked.born):
        return None
    begins = " OR ".join(["lower(d.forename) LIKE %s OR lower(d.surname) LIKE %s"] * len(names))
    condition, given = f"({begins})", [f"{word}%" for word in names for _ in range(2)]
    extra: list[object] = []
    if asked.districts:
        condition += f" AND d.district_id IN ({', '.join(['%s'] * len(asked.districts))})"
        extra += sorted(asked.districts)
    if asked.born:
        condition += " AND d.birth_date BETWEEN %s AND %s"
        extra += [asked.born.earliest.isoformat(), asked.born.latest.isoformat()]
    return Way(condition, [*given, *extra])
