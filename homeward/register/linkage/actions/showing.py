"""Whose word on one fact is shown, where sources differ: a worker's choice, which deletes nothing (¶24)."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import DisplayChoice, Profile
from homeward.register.linkage.queries.saying import SAID, facts_of
from homeward.register.people import actions as people
from homeward.register.people.actions.corrections import keep_revision
from homeward.register.people.models import Person


class NothingToChoose(HomewardError):
    """A fact was named that nobody chooses, or a source that says nothing of it."""

    def __init__(self) -> None:
        super().__init__(
            got="a fact or a source that is not on the child’s page",
            expected="one of the words shown beside each other",
            next_step="Open the child’s page again and choose one that is shown.",
        )


@action("child.correct", about="child", field_class="core")
def choose_display(*, by: Viewer, at: datetime, child: UUID, field: str, profile: int | None) -> DisplayChoice:
    """Show what one source says of a fact, whatever a later file says; without a profile, let files speak again.

    What stood before is kept as a revision, and every source's word stays where it is. Raises NothingToChoose.
    """
    person = Person.objects.select_for_update().get(pk=child)
    said = Profile.objects.filter(pk=profile, subject=child).first() if profile else None
    if field not in SAID or (profile and (said is None or getattr(said, field) in ("", None, "U"))):
        raise NothingToChoose
    value = getattr(said, field) if said else facts_of([child]).get(child, {}).get(field, getattr(person, field))
    before = {field: str(getattr(person, field) or "")}
    if people.choose(person=person, values={field: value}, keep=said is not None):
        keep_revision(person, before, at=at)
    audit.current().note(field=field, profile=said.pk if said else None)
    return DisplayChoice.objects.create(subject_id=child, field=field, profile=said, by_id=by.worker_id, at=at)
