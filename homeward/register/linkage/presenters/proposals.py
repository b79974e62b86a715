"""What one person puts forward for another to answer, and what was changed and can be undone."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.access.rules import Viewer
from homeward.register.linkage.models import Change, Proposal
from homeward.register.linkage.presenters.questions import reason_rows

WHAT = {"merge": "Make two children’s records one", "split": "Take one child’s records apart"}
DONE = {"merge": "Two children’s records were made one", "split": "One child’s records were taken apart"}
KINDS_OF_FACT = {
    "names": "names with a birth date",
    "postcode": "the family’s home",
    "days": "the days on which they went missing",
    "upn": "the pupil number",
    "nhs": "the NHS number",
    "pnc": "the PNC number",
}
YOURS = Tag("Yours: somebody else answers", "grey")


def names_in_words(row: Proposal | Change, names: Mapping[UUID, str]) -> str:
    """The child or the two children whom it is about."""
    both = [names.get(each, "A child") for each in (row.subject_id, row.other_id) if each]
    return " and ".join(both)


def proposals_table(proposals: Sequence[Proposal], names: Mapping[UUID, str], *, viewer: Viewer) -> Table:
    """What waits for a second person, the oldest first."""
    rows = tuple(
        (
            Cell(names_in_words(each, names), href=reverse("matching_proposal", args=[each.pk])),
            Cell(WHAT[each.kind], tag=YOURS if each.proposed_by_id == viewer.worker_id else None),
            Cell(each.proposed_by.name),
            Cell(moment_in_words(each.at)),
        )
        for each in proposals
    )
    columns = ("About", "What is proposed", "By", "When")
    return Table(
        "Proposals that wait for a second person", tuple(Column(each) for each in columns), rows, hide_caption=True
    )


def proposal_rows(proposal: Proposal, *, reason: str) -> tuple[Row, ...]:
    """Who proposes what, and why."""
    answered = proposal.answered_by.name if proposal.answered_by else ""
    said = "" if proposal.answered_at is None else "Agreed" if proposal.agreed else "Refused or taken back"
    rows = (
        Row("Proposed by", proposal.proposed_by.name, note=moment_in_words(proposal.at)),
        *reason_rows(reason),
        Row("Answered by", answered, note=moment_in_words(proposal.answered_at) if proposal.answered_at else ""),
        Row("Answer", said),
    )
    return tuple(row for row in rows if row.value)


def agreeing_in_words(kinds: Collection[str]) -> str:
    """Which kinds of fact the two children share: a join needs two that do not come from one another (S-24)."""
    told = [words for kind, words in KINDS_OF_FACT.items() if kind in kinds]
    if not told:
        return "No kind of fact agrees."
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{listed[0].upper()}{listed[1:]} {'agree' if len(told) > 1 or told[0].startswith('names') else 'agrees'}."


def change_rows(change: Change, *, reason: str, moved: int) -> tuple[Row, ...]:
    """What was changed, by whom, why, and how many things were moved with it."""
    rows = (
        Row("When", moment_in_words(change.at)),
        Row("Put forward by", change.by.name if change.by else "The hub, on identifiers that agree"),
        Row("Agreed by", change.confirmed_by.name if change.confirmed_by else ""),
        *reason_rows(reason),
        Row("Moved with it", f"{moved:,} values, each of which is put back if this is undone"),
    )
    return tuple(row for row in rows if row.value)
