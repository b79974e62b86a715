"""Comparing the children's records after a load: the run itself is the register's, and what it needs is lent here.

A gateway lies above practice, so it may tell the register who is missing and on which days absences began, and let
absences be put together again.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from homeward.gateways.feeds.checking import Tell, tell_nobody
from homeward.practice.missing import actions as missing
from homeward.practice.missing.queries import began_on, missing_among
from homeward.register.linkage.actions import link, model_in_use, parameters_of, source_of
from homeward.register.linkage.models import LinkageRun


def link_register(
    *, clock: Callable[[], datetime], tell: Tell = tell_nobody, caused_by: UUID | None = None
) -> LinkageRun | None:
    """Compare every profile that no run has compared, and join and ask as it follows; nothing where there is none."""
    row, model = model_in_use(at=clock())

    def open_matters(children: Collection[UUID]) -> set[UUID]:
        return missing_among(children, at=clock())

    return link(
        model=row,
        source=source_of(row, model),
        parameters=parameters_of(model),
        clock=clock,
        tell=tell,
        follow=follow,
        open_matters=open_matters,
        occasions=began_on,
        caused_by=caused_by,
    )


def follow(children: Collection[UUID]) -> None:
    """Put the absences of children who were joined or parted together again."""
    missing.regroup(children=children)
