"""Who sends each partner's feed, and a file of a few rows of it loaded as theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeward.gateways.feeds.loading import load_paths
from homeward.gateways.feeds.rows import Checked, Problem, Row
from homeward.register.agencies.models import Agency
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.feeds.samples import as_values, write

AGREEMENT = "SYN-HEALTH-1"
SENDERS = {
    "education": ("middleshire-education", "education", "Middleshire Education Service"),
    "custody": ("middleshire-police", "police", "Middleshire Police"),
    "youth-justice": ("middleshire-yjs", "youth-justice", "Middleshire Youth Justice Service"),
    "health": ("middleshire-general", "health", "Middleshire General Hospital"),
    "nrm": ("middleshire-police", "police", "Middleshire Police"),
    "referrals": ("middleshire-police", "police", "Middleshire Police"),
    "ssd-missing": ("middleshire", "council", "Middleshire"),
    "open-cases": ("middleshire", "council", "Middleshire"),
    "agency-identity": ("middleshire-yjs", "youth-justice", "Middleshire Youth Justice Service"),
}


def sender(feed: str) -> Agency:
    """The agency that sends this feed."""
    code, kind, name = SENDERS[feed]
    return f.agency(code, kind=kind, name=name)


@dataclass
class Partner:
    """A partner that sends one file after another of its feed."""

    feed: str
    place: Path
    sent: int = 0

    def send(self, agency: Agency | None = None, **parts: Sequence[Mapping[str, object]]) -> Delivery:
        """Load a file of these rows for each part."""
        self.sent += 1
        paths = write(self.place / f"{self.feed}{self.sent}", self.feed, parts)
        return self.load(paths, agency)

    def load(self, paths: list[Path], agency: Agency | None = None) -> Delivery:
        """Load these files as this partner's."""
        under = AGREEMENT if self.feed == "health" else ""
        clock = lambda: f.NOW  # noqa: E731  (the clock stands)
        return load_paths(self.feed, paths, agency=agency or sender(self.feed), clock=clock, agreement=under)


def checked(feed: str, part: str, row: Mapping[str, object]) -> Checked:
    """A row whose cells have been read."""
    return Checked(Row(part, 2, {}), as_values(feed, part, row))


def assert_told_well(problems: Sequence[Problem], cells: Mapping[str, object]) -> None:
    """Each message says how to put a fault right, and repeats nothing that the row held."""
    for problem in problems:
        assert problem.message.endswith("."), problem.message
        assert len(problem.message) <= 300
        assert not [cell for cell in cells.values() if len(str(cell)) > 5 and str(cell) in problem.message]
