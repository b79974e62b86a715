"""The agreements under which a partner sends what it may not send without one: the hub's own list, by day."""

from datetime import date

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Mapping
from homeward.vocabulary.loader import load, load_whole

LIST = "sharing_agreements"


class NotUnderAgreement(HomewardError):
    """Files that may come only under an agreement, and name none that is in force."""

    def __init__(self, mapping: Mapping) -> None:
        super().__init__(
            got=f"files of the feed {mapping.feed} that name no agreement in force",
            expected="the reference of an agreement on the hub's list, for this feed, on the day they came",
            next_step="Nothing was kept. Name one in the manifest, on the page or with --agreement.",
        )


def in_force(mapping: Mapping, on: date) -> dict[str, str]:
    """The agreements under which this feed may come on a day: what each is called, by its reference."""
    return {entry.code: entry.label for entry in load(LIST, on=on).entries if entry.group == mapping.feed}


def refuse_without(mapping: Mapping, reference: str, on: date) -> None:
    """Refuse, before anything is kept, what comes without the agreement it needs. Raises NotUnderAgreement."""
    if mapping.needs_agreement and reference not in in_force(mapping, on):
        raise NotUnderAgreement(mapping)


def called(reference: str) -> str:
    """What an agreement is called, beside its reference."""
    entry = load_whole(LIST).get(reference)
    return f"{reference}: {entry.label}" if entry else reference
