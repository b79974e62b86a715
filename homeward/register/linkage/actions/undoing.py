"""Undoing a merge or a split: what was moved is put back, and what came since goes with whom it is about."""

from collections.abc import Sequence

from django.db.models import Q

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import step
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions.keying import hide_places, show_places
from homeward.register.linkage.actions.ledger import Ledger, put_back, ties
from homeward.register.linkage.actions.moving import (
    PERSON,
    SUBJECT,
    Carried,
    Why,
    carry,
    follow,
    keep_memberships,
    shield_alike,
)
from homeward.register.linkage.models import Change, Moved, Profile
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.subjects import actions as subjects
from homeward.register.subjects.models import Subject

PROFILE = "linkage_profile"


class NotToBeUndone(HomewardError):
    """A change that is no merge and no split, was undone already, or on which a later one rests."""

    def __init__(self, got: str, next_step: str) -> None:
        super().__init__(got=got, expected="a merge or a split that stands", next_step=next_step)


def refuse_to_undo(change: Change) -> None:
    """Raise NotToBeUndone where a change cannot be undone as things are."""
    if change.kind not in ("merge", "split") or Change.objects.filter(undoes=change).exists():
        raise NotToBeUndone(
            "a change that was undone, or cannot be", "Look at the child's history: it shows what stands."
        )
    stays = Subject.objects.filter(pk=change.subject_id, retired_into__isnull=True)
    other = Subject.objects.filter(pk=change.other_id, retired_into__isnull=True)
    if not stays.exists() or (change.kind == "split" and not other.exists()):
        raise NotToBeUndone("a change whose child was joined to another since", "Undo the later change first.")


@step
def undo(*, change: Change, why: Why) -> Change:
    """Put back what a merge or a split moved, each value as it was, and keep that it was undone.

    What came in since goes with the profile that says it, or that has its agency's own number. A shield raised since is
    raised over both. Raises NotToBeUndone.
    """
    assert change.subject_id and change.other_id, "a merge and a split are of two"
    list(Person.objects.select_for_update().filter(pk__in=(change.subject_id, change.other_id)).order_by("pk"))
    refuse_to_undo(change)
    undone = why.change("undo", change.subject_id, change.other_id, undoes=change)
    undone.save()
    ledger = Ledger()
    back = [int(row) for row in Moved.objects.filter(change=change, table=PROFILE).values_list("row", flat=True)]
    put_back(change=change)
    standing = Profile.objects.filter(pk__in=back).values_list("pk", "subject_id")
    keep_memberships(put=[(pk, child, undone) for pk, child in standing], why=why)
    if change.kind == "merge":
        _part(change, undone, back, why, ledger)
    else:
        _rejoin(change, undone, why, ledger)
    children = (change.subject_id, change.other_id)
    follow(children=children, why=why, ledger=ledger, change_of=lambda _: undone)
    ledger.write()
    hide_places(subject_ids=children)
    show_places(subject_ids=children)
    audit.current().about(children)
    return undone


def _part(change: Change, undone: Change, back: Sequence[int], why: Why, ledger: Ledger) -> None:
    """What came in since the merge goes back with the number under which it came."""
    assert change.subject_id and change.other_id, "a merge is of two"
    numbers = Profile.objects.filter(pk__in=back).exclude(own_key="").values_list("agency_id", "own_key")
    since = Q(pk__in=[])
    for agency, own_key in set(numbers):
        since |= Q(agency=agency, own_key=own_key)
    late = Profile.objects.filter(since, subject=change.subject_id).exclude(pk__in=back)
    profiles = (*back, *late.values_list("pk", flat=True))
    carry(carried=Carried(profiles, change.subject_id, change.other_id), change=undone, why=why, ledger=ledger)
    shield_alike(gives=change.subject_id, takes=change.other_id, at=why.at, since=change.at)


def _rejoin(change: Change, undone: Change, why: Why, ledger: Ledger) -> None:
    """Whatever has come to the one taken apart goes to the child again, and the identifier leads there."""
    assert change.subject_id and change.other_id, "a split is of two"
    into, changes = {change.other_id: change.subject_id}, {change.other_id: undone}
    left = list(Profile.objects.filter(subject=change.other_id).values_list("pk", flat=True))
    altered = people.absorb(into=into)
    for tie in ties():
        ledger.repoint(tie, into, changes)
    for fact in altered:
        ledger.note(undone, PERSON, fact.subject_id, fact.column, fact.was, fact.became)
    keep_memberships(put=[(pk, change.subject_id, undone) for pk in left], why=why)
    subjects.retire(into=into)
    ledger.note(undone, SUBJECT, change.other_id, "retired_into_id", None, change.subject_id)
