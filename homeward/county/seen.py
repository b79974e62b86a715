"""What an agency made of one thing that happened: under which record it stands, if it ever reached its system."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date

from homeward.county.agency_people import AgencyPeople, AgencyPerson
from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.views.police import PoliceRecord
from homeward.county.world import World
from homeward.county.years import DAY

Because = Callable[[str, Child, str], None]


class Seen:
    """One agency's view of things that happened to children, each drawn from a stream of its own.

    `copied` are the police's records, which youth justice may have copied; `note` keeps why a child is shared.
    """

    def __init__(
        self,
        world: World,
        people: AgencyPeople,
        first: Mapping[Child, date],
        copied: Mapping[Child, tuple[PoliceRecord, ...]],
        note: Because,
    ) -> None:
        self.world, self.people, self.first, self.copied, self.note = world, people, first, copied, note
        self.lost, self.late = (world.preset.table(f"partners.{n}")[people.agency] for n in ("lost", "days_late"))
        self.reason, self.reasons = "", dict[Child, str]()

    def because(self, reason: str, reasons: dict[Child, str] | None = None) -> "Seen":
        """The same, for things that are a reason to share who the child is; or the reason that the council has."""
        also = copy(self)
        also.reason, also.reasons = reason, reasons or {}
        return also

    def __call__(self, child: Child, on: date, kind: str) -> tuple[AgencyPerson, Stream] | None:
        """The record and the draws of one row; none where it was lost, or came later than the extract."""
        agency = self.people.agency
        draw = self.world.streams.of(f"{agency} rows of {kind}", child.number * 20_000 + on.toordinal() % 20_000)
        if draw.happens(self.lost) or on.toordinal() + draw.wait(self.late) >= (self.world.until - DAY).toordinal():
            return None
        held = self.copied.get(child, ())
        people = self.people.of(child, self.first[child], held[0] if held else None)
        if self.reason or child in self.reasons:
            self.note(agency, child, self.reason or self.reasons[child])
        return self._as_on(people, on, draw), draw

    def _as_on(self, people: tuple[AgencyPerson, ...], on: date, draw: Stream) -> AgencyPerson:
        """Any of the records; once adopted, the new one alone, and never before."""
        adopted = [each for each in people if "changed-identity" in each.differences]
        if not adopted:
            return draw.one_of(people)
        since = self.world.care.episodes[adopted[0].child][-1].until
        before = [each for each in people if each not in adopted]
        return adopted[0] if since and since <= on else draw.one_of(before)
