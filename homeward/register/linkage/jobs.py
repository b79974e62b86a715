"""Homes that no shield covers any more can be searched for again: a lowered shield lies below, and cannot say so."""

from datetime import datetime

from homeward.register.linkage.actions.keying import show_places_again
from homeward.register.linkage.queries.keys import no_longer_hidden


def show_what_was_lowered(at: datetime) -> int:
    """One turn: put back the keys of some hundreds of profiles; one that finds nothing leaves no event."""
    return show_places_again(at=at) if no_longer_hidden().exists() else 0
