"""Adding a confidential service, and ending one. Nothing of it ever reaches the open directory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.practice.pathway.models import ConfidentialMark, ConfidentialService, Service
from homeward.practice.pathway.queries.keeping import MARK, giving_away
from homeward.practice.pathway.rules import squeezed
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed

TABLE = "pathway_confidentialservice"


class NoSuchService(HomewardError):
    """A confidential service that is not here, or has ended."""


@action("services.keep-confidential", field_class="shielded-location")
def add_confidential(
    *, name: str, words: str, contact: str, marks: Sequence[str], needs: Sequence[str], minimum_age: int | None,
    maximum_age: int | None, by: Viewer, at: datetime,
) -> tuple[ConfidentialService, int]:  # fmt: skip
    """Keep a confidential service, and withhold every open one that gives it away; how many those are is told.

    `marks` are what it could be known by besides its name: postcodes, telephone numbers, addresses.
    """
    pk = uuid4()
    texts = {"name": name, "words": words, "contact": contact}
    kept = {f"sealed_{column}": sealed(text, table=TABLE, row=pk, column=column) for column, text in texts.items()}
    row = ConfidentialService.objects.create(
        id=pk, needs=";".join(needs), minimum_age=minimum_age, maximum_age=maximum_age, by_id=by.worker_id, added_at=at,
        **kept,
    )  # fmt: skip
    known_by = {squeezed(each) for each in (name, *marks)} - {""}
    ConfidentialMark.objects.bulk_create(
        ConfidentialMark(service=row, sealed_text=sealed(each, table=MARK, row=pk, column="text"))
        for each in sorted(known_by)
    )
    hidden = Service.objects.filter(pk__in=giving_away(known_by), withheld_at__isnull=True).update(withheld_at=at)
    audit.current().note(confidential=str(pk), withheld=hidden)
    return row, hidden


@action("services.keep-confidential", field_class="shielded-location")
def end_confidential(*, service: UUID, by: Viewer, at: datetime) -> None:
    """Say that a confidential service takes nobody any more. What was withheld for it stays so."""
    audit.current().note(confidential=str(service), ended=True)
    if not ConfidentialService.objects.filter(pk=service, ended_at__isnull=True).update(ended_at=at):
        raise NoSuchService(
            got="a confidential service that is not here, or has ended",
            expected="one of the list",
            next_step="Open the list again.",
        )
