"""Who looked, shields and emergency openings as plain words for a page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Link, Row, Table, Tag
from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words, span_in_words
from homeward.register.access.queries.emergencies import Opening
from homeward.register.access.queries.memory import Looked
from homeward.register.access.queries.shields import Kept
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import Withholding
from homeward.register.audit.queries import ChainState
from homeward.register.keys.queries import opened
from homeward.vocabulary.labels import label
from homeward.vocabulary.roles import load_roles

Names = Mapping[UUID, str]


def words_for(list_name: str, code: str) -> str:
    """The words for a code; one that nobody has given words is shown with its marks as spaces, never left out."""
    words = label(list_name, code)
    return words if words != code else code.replace("-", " ").replace(".", ", ")


def reference_of(subject_id: UUID) -> str:
    """How a child is named to somebody who may not know who it is."""
    return f"Child {subject_id.hex[:4]}-{subject_id.hex[4:8]}"


def named(subject_id: UUID, names: Names) -> str:
    """The child's name for whoever may find the child, and a reference for everybody else."""
    return names.get(subject_id) or reference_of(subject_id)


def watermark(viewer: Viewer, at: datetime) -> str:
    """Who opened a page and when, so that a sheet left on a desk says whose it is."""
    return f"{viewer.name}, {moment_in_words(at)}"


def who(looked: Looked) -> str:
    """The worker's name, or the program's when nobody was at the keyboard."""
    return looked.worker or "Homeward itself"


def where_from(looked: Looked) -> str:
    """The worker's team and agency, and the roles they held."""
    titles = [role.title for role in load_roles().roles if role.code in looked.roles]
    return ", ".join(filter(None, [looked.team, looked.agency, *titles]))


def what(looked: Looked) -> str:
    """What was done, and whether it was only asked for."""
    words = words_for("audited_actions", looked.action)
    if looked.outcome == "denied":
        return f"{words}: refused"
    return f"{words}: only the form, nothing was opened" if looked.form_only else words


def why(looked: Looked) -> str:
    """The reason the rule found, and the purpose the worker gave."""
    reason = words_for("audited_reasons", looked.reason_code)
    return f"{reason}. {words_for('purposes', looked.purpose)}" if looked.purpose else reason


def tags_of(looked: Looked) -> Tag | None:
    """A refusal and a withheld entry are marked."""
    if looked.withholding:
        return Tag("Withheld", "purple")
    return Tag("Refused", "red") if looked.outcome == "denied" else None


def looks_table(looks: Sequence[Looked], *, may_withhold: bool) -> Table:
    """Who looked at one record."""
    columns = [Column("When"), Column("Who"), Column("What they did"), Column("Why")]
    rows = [
        (
            Cell(moment_in_words(each.at), tag=tags_of(each)),
            Cell(who(each), note=where_from(each)),
            Cell(what(each)),
            Cell(why(each)),
            *([_entry_link(each)] if may_withhold else []),
        )
        for each in looks
    ]
    return Table(
        caption="Who looked at this record, the latest first",
        columns=tuple(columns + ([Column("Entry")] if may_withhold else [])),
        rows=tuple(rows),
        empty="Nobody has looked at this record since the hub began to remember.",
        hide_caption=True,
    )


def _entry_link(looked: Looked) -> Cell:
    words = "Show again" if looked.withholding else "Withhold"
    return Cell(words, href=reverse("entry", args=[looked.uid]), hidden=f" the entry of {moment_in_words(looked.at)}")


def events_table(events: Sequence[Looked]) -> Table:
    """What everybody did, for information governance."""
    rows = [
        (
            Cell(moment_in_words(each.at), tag=tags_of(each)),
            Cell(who(each), note=where_from(each)),
            Cell(what(each), note=_about(each)),
            Cell(why(each)),
        )
        for each in events
    ]
    return Table(
        caption="Events, the latest first",
        columns=(Column("When"), Column("Who"), Column("What they did"), Column("Why")),
        rows=tuple(rows),
        empty="Nothing matches. Widen the dates, or take off a filter.",
        hide_caption=True,
    )


def _about(looked: Looked) -> str:
    if len(looked.subjects) == 1:
        return reference_of(looked.subjects[0])
    return counted(len(looked.subjects), "child", "children") if looked.subjects else ""


def chain_rows(chain: ChainState, *, now: datetime) -> list[Row]:
    """How the chain stands, in words."""
    waiting = counted(chain.waiting, "event")
    checkpoint = f"{span_in_words(now - chain.checkpoint_at)} ago" if chain.checkpoint_at else "None yet"
    return [
        Row("Sealed", counted(chain.sealed, "event"), note=f"{waiting} waiting to be sealed"),
        Row("Last signed checkpoint", checkpoint, note=f"over {counted(chain.checkpoint_number, 'event')}"),
        Row(
            "The latest part of the chain",
            "Holds together" if chain.holds else "Does not hold together",
            tag=Tag("Whole", "green") if chain.holds else Tag("Altered", "red"),
            note="" if chain.holds else "Take a copy now, and prove it against a checkpoint that a partner holds.",
        ),
    ]


def entry_rows(looked: Looked) -> list[Row]:
    """One entry, before it is withheld or shown again."""
    rows = [
        Row("When", moment_in_words(looked.at)),
        Row("Who", who(looked), note=where_from(looked)),
        Row("What they did", what(looked)),
        Row("Why", why(looked)),
    ]
    return rows + (_withheld_rows(looked.withholding) if looked.withholding else [])


def _withheld_rows(withholding: Withholding) -> list[Row]:
    reason = opened(withholding.sealed_reason, table="audit_withholding", row=withholding.pk, column="reason")
    return [
        Row("Withheld since", moment_in_words(withholding.at)),
        Row("Because", reason),
        Row("To be reviewed on", day_in_words(withholding.review_on)),
    ]


def shield_rows(kept: Kept, *, on: date) -> list[Row]:
    """One shield: never the place it covers."""
    overdue = kept.up and kept.review_on and kept.review_on <= on
    rows = [
        Row("Ground", kept.basis),
        Row("State", "Up" if kept.up else "Lowered", tag=None if kept.up else Tag("Lowered", "red")),
        Row("Since", moment_in_words(kept.since)),
        Row(
            "Review",
            day_in_words(kept.review_on) if kept.review_on else "No date set",
            tag=Tag("Review is due", "yellow") if overdue else None,
        ),
    ]
    if kept.request:
        asked = f"{kept.request.asked_by}, {moment_in_words(kept.request.asked_at)}"
        rows += [Row("Asked to be lowered by", asked), Row("Because", kept.request.reason)]
    return rows


def opening_rows(opening: Opening, *, names: Names, now: datetime) -> list[Row]:
    """One emergency opening as its reviewer reads it."""
    late = opening.reviewed_at is None and opening.review_due_at <= now
    rows = [
        Row("Opened by", f"{opening.worker}, {opening.agency}"),
        Row("Whose record", named(opening.subject_id, names)),
        Row("When", moment_in_words(opening.at), note=f"until {moment_in_words(opening.until)}"),
        Row("What was happening", words_for("emergency_categories", opening.category)),
        Row("In their words", opening.reason),
        Row("Review due", moment_in_words(opening.review_due_at), tag=Tag("Late", "red") if late else None),
    ]
    if opening.reviewed_at:
        found = words_for("emergency_findings", opening.finding)
        rows.append(Row("Found", found, note=f"{opening.reviewer}, {moment_in_words(opening.reviewed_at)}"))
    return rows


def openings_table(openings: Sequence[Opening], *, names: Names, now: datetime, reviewed: bool) -> Table:
    """The openings that wait for a review, or those that have had one."""
    rows = [
        (
            Cell(opening.worker, note=opening.agency),
            Cell(named(opening.subject_id, names)),
            Cell(moment_in_words(opening.at), note=words_for("emergency_categories", opening.category)),
            _review_cell(opening, now),
        )
        for opening in openings
    ]
    return Table(
        caption="Reviewed" if reviewed else "Waiting for your review",
        columns=(Column("Opened by"), Column("Whose record"), Column("When and why"), Column("Review")),
        rows=tuple(rows),
        empty="None has been reviewed yet." if reviewed else "No emergency opening waits for your review.",
    )


def _review_cell(opening: Opening, now: datetime) -> Cell:
    if opening.reviewed_at:
        return Cell(words_for("emergency_findings", opening.finding), note=opening.reviewer)
    due = f"Due {moment_in_words(opening.review_due_at)}"
    if opening.own:
        return Cell("Your own: somebody else reviews it", note=due)
    late = Tag("Late", "red") if opening.review_due_at <= now else None
    href = reverse("review_opening", args=[opening.id])
    return Cell("Review", href=href, tag=late, note=due, hidden=f" the opening by {opening.worker}")


def record_links(subject_id: UUID, *, may_open: bool) -> tuple[Link, ...]:
    """The other pages of the record, for whoever may open it."""
    here = Link("Who looked", reverse("who_looked", args=[subject_id]), active=True)
    if not may_open:
        return (here,)
    return (
        Link("Record", reverse("record", args=[subject_id])),
        Link("Chronology", reverse("chronology", args=[subject_id])),
        Link("Missing", reverse("missing_reports", args=[subject_id])),
        here,
    )
