"""Taking a call: kept as it is typed, labelled or filed to a child, and moved when it was the wrong child."""

import json
from datetime import datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.identifiers import phone
from homeward.foundation.london import london_day
from homeward.practice.missing.actions.joining import Episodes, lock
from homeward.practice.missing.actions.live import WrongEnd
from homeward.practice.missing.models import Call, CallMove, CallPiece, MissingEpisode, MissingReport
from homeward.practice.missing.queries.calls import standing_in, standing_of
from homeward.practice.missing.rules import Told, wrong_sight
from homeward.practice.missing.rules.calls import FIELDS, LONGEST, Kept, says_something, what_becomes
from homeward.register.access.actions import capture, open_on_call
from homeward.register.access.actions.guard import action, step
from homeward.register.access.models import Relationship
from homeward.register.access.queries import may_about
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index, sealed
from homeward.register.people.models import Person
from homeward.register.tasks.actions import close, own
from homeward.register.tasks.rules import Matter
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole


class NoSuchCall(HomewardError):
    """A call that is not here, or is no longer open."""


class NothingWasSaid(HomewardError):
    """A call was to be filed in which nothing was written down of a child."""


@capture("call.take")
def save_piece(*, call: UUID, field: str, words: str, read: int, by: Viewer, at: datetime) -> tuple[Kept, int]:
    """Keep what was typed in one box. The first words of a call begin it; sent twice, they are kept once.

    The answer is what became of the words, and the number that now stands in the box. Words typed over somebody else's
    newer ones are kept and held back.
    """
    if field not in FIELDS:
        raise NoSuchCall(got="a box that the console has not", expected="one that it has", next_step="Open it again.")
    said = words[:LONGEST].strip()
    if not said and not Call.objects.filter(pk=call).exists():
        return "same", 0  # an empty box begins no call
    row = _begun(call, by, at)
    if row.state != "open":
        raise gone()
    standing = standing_of(call, field)
    became = what_becomes(standing, words=said, read=read, by=by.worker_id)
    if became == "same":
        return became, standing.number if standing else 0
    row.version += 1
    number = uuid4()
    CallPiece.objects.create(
        id=number,
        call=row,
        field=field,
        number=row.version,
        sealed_value=sealed(said, table="missing_callpiece", row=number, column="value"),
        by_id=by.worker_id,
        at=at,
        held_back=became == "beside",
    )
    if field == "callback" and became == "kept":
        row.caller_digest = digest_of_number(said)
    row.save(update_fields=["version", "caller_digest"])
    audit.current().note(call=str(row.pk), box=field, piece=row.version)
    return became, row.version if became == "kept" else standing.number if standing else 0


def digest_of_number(said: str) -> str:
    """A keyed digest of a telephone number, by which calls from it are counted; nothing where it is not a number."""
    reading = phone.normalise(said, synthetic=True)
    return index(reading.value, purpose="caller") if reading.value else ""


def _begun(call: UUID, by: Viewer, at: datetime) -> Call:
    locked = Call.objects.select_for_update()
    here = locked.filter(pk=call).first()
    if here is None:
        begun = {"opened_at": at, "taken_by_id": by.worker_id, "agency_id": by.agency_id}
        Call.objects.get_or_create(pk=call, defaults=begun)
        here = locked.get(pk=call)
    return here


def _open(call: UUID, state: str = "open") -> Call:
    row = Call.objects.select_for_update().filter(pk=call, state=state).first()
    if row is None:
        raise gone()
    return row


def gone() -> NoSuchCall:
    """What is said of a call that somebody filed or labelled first."""
    return NoSuchCall(
        got="a call that is not open",
        expected="an open call",
        next_step="Somebody filed or labelled it a moment ago. Nothing you typed before is lost.",
    )


@capture("call.take")
def label(*, call: UUID, code: str, by: Viewer, at: datetime) -> Call:
    """Say what a call seemed to be, in one press. It is provisional, and looked at again the next day."""
    if code not in load_whole("call_labels"):
        raise NoSuchCall(got="a label that is not on the list", expected="one that is", next_step="Choose a label.")
    row = _begun(call, by, at)
    if row.state != "open":
        raise gone()
    row.state, row.label, row.labelled_at, row.labelled_by_id = "labelled", code, at, by.worker_id
    row.save(update_fields=["state", "label", "labelled_at", "labelled_by"])
    audit.current().note(call=str(call), label=code)
    return row


@action("call.take")
def take_back_label(*, call: UUID, by: Viewer, at: datetime) -> Call:
    """Say that a call was labelled wrongly: it is open again, with everything that was typed in it."""
    row = _open(call, "labelled")
    row.state, row.label, row.label_settled_at, row.label_settled_by_id = "open", "", None, None
    row.save(update_fields=["state", "label", "label_settled_at", "label_settled_by"])
    audit.current().note(call=str(call), label="taken back")
    return row


@action("call.review")
def settle_label(*, call: UUID, by: Viewer, at: datetime) -> Call:
    """Say, the next day, that a label was right."""
    row = _open(call, "labelled")
    row.label_settled_at, row.label_settled_by_id = at, by.worker_id
    row.save(update_fields=["label_settled_at", "label_settled_by"])
    audit.current().note(call=str(call), label=row.label)
    return row


@action("call.file", about="child", field_class="core")
def file_call(
    *,
    call: UUID,
    child: UUID,
    kind: str,
    seen: Told,
    missing_from: str = "",
    by: Viewer,
    at: datetime,
) -> UUID:
    """File a call as a report of a child: one absence of theirs is open from then on, and whoever files it has it.

    The report is joined as any other is, so that two calls about one night are one absence. The episode is the answer.
    """
    row = _open(call)
    words = {name: each.words for name, each in standing_in(call).items()}
    refuse_empty_or_impossible(words, seen, at)
    lock([child])
    episodes = Episodes([child])
    report = MissingReport(
        person_id=child,
        call=row,
        type=kind,
        since=seen.moment,
        precision=seen.precision,
        until_precision=seen.precision,
        reported_at=row.opened_at,
        missing_from=missing_from,
        sealed_places=_sealed_place(words.get("where", ""), row.pk),
    )
    row.person_id, row.filed_at, row.filed_by_id = child, at, by.worker_id
    episodes.reports.append(report)
    episodes.join()
    episodes.write()
    row.episode_id, row.state = report.episode_id, "filed"
    row.save(update_fields=["person", "filed_at", "filed_by", "episode", "state"])
    _open_record(child, row.pk, by, at)
    own(matter=Matter("missing-episode", report.episode_id, child), worker=by.worker_id, at=at)
    audit.current().note(call=str(call), episode=str(report.episode_id))
    return report.episode_id


def refuse_empty_or_impossible(words: dict[str, str], seen: Told, at: datetime) -> None:
    """Refuse a call that says nothing of a child, or in which the child was last seen in 1900 or tomorrow."""
    if not says_something(words):
        raise NothingWasSaid(
            got="a call in which nothing is written down",
            expected="something that was said of the child",
            next_step="Write down what was said, or label the call.",
        )
    if wrong_sight(seen, at=at, days_longest=limit("last_seen_days_longest", on=london_day(at))):
        raise WrongEnd(
            got="a day to come, or one too long ago",
            expected="the day on which the child was last seen",
            next_step="Check the day, the year and the time at which the child was last seen.",
        )


def _sealed_place(where: str, call: UUID) -> str:
    if not where:
        return ""
    text = json.dumps({"last_seen": where}, ensure_ascii=False)
    return sealed(text, table="missing_missingreport", row=call, column="places")


@action("call.file", about="child", field_class="core")
def move_call(*, call: UUID, child: UUID, reason: str, by: Viewer, at: datetime) -> UUID:
    """Move a call that was filed to the wrong child. What it was stays; both children's absences are worked out again.

    Where nothing else reports the wrong child missing, the absence itself goes with the call, and all that was written
    in it. The record of the wrong child closes again to whoever opened it on this call. The episode is the answer.
    """
    row = _open(call, "filed")
    wrong = row.person_id
    if wrong is None or wrong == child or not Person.objects.filter(pk=child).exists():
        raise NoSuchCall(got="the same child", expected="the right one", next_step="Search for the right child.")
    lock([wrong, child])
    number = uuid4()
    why = sealed(reason, table="missing_callmove", row=number, column="reason")
    CallMove.objects.create(
        id=number, call=row, was_id=wrong, became_id=child, sealed_reason=why, at=at, by_id=by.worker_id
    )
    if _carry(row, child):
        close(matter=Matter("missing-episode", row.episode_id or call, wrong), at=at)
    episodes = Episodes([wrong, child])
    episodes.join()
    episodes.write()
    report = MissingReport.objects.get(call=row)
    row.person_id, row.episode_id = child, report.episode_id
    row.save(update_fields=["person", "episode"])
    opened_on = Relationship.objects.filter(subject=wrong, kind="call", worker=by.worker_id, reference=str(row.pk))
    opened_on.filter(until__gt=at).update(until=at)
    _open_record(child, row.pk, by, at)
    own(matter=Matter("missing-episode", report.episode_id, child), worker=by.worker_id, at=at)
    audit.current().about([wrong])
    audit.current().note(call=str(call), moved=True)
    return report.episode_id


@step
def _carry(row: Call, child: UUID) -> bool:
    """Take a call's report to the right child, and its absence too where nothing else is told of it."""
    report = MissingReport.objects.get(call=row)
    others = MissingReport.objects.filter(episode=report.episode_id).exclude(pk=report.pk)
    alone = not others.exists()
    MissingReport.objects.filter(pk=report.pk).update(person=child, joined_because="")
    if alone:
        MissingEpisode.objects.filter(pk=report.episode_id).update(person=child)
    return alone


def _open_record(child: UUID, call: UUID, by: Viewer, at: datetime) -> None:
    """Open the child's record to whoever took the call, unless it is open to them already."""
    if not may_about(by, "child.open", child, at=at).allowed:
        open_on_call(child=child, reference=str(call), kind="call", by=by, at=at, purpose="missing")
