"""What whoever told may hear: by the reference alone, or on the account of the agency that told."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from homeward.practice.frontdoor.models import Answer, Concern
from homeward.practice.frontdoor.rules import written_out
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import index, opened


def reference_of(concern: UUID) -> str:
    """The reference of a worry, as it is given to whoever told: found again from its number with the hub's key."""
    digest = index(concern.hex, purpose="concern reference")
    return written_out([int(digest[at : at + 4], 16) for at in range(0, 48, 4)])


def digest_of(reference: str) -> str:
    """How a reference is kept: nobody who reads the tables can use one."""
    return index(reference, purpose="reference given")


def _with_answers() -> "QuerySet[Concern]":
    return Concern.objects.prefetch_related(
        Prefetch("answers", queryset=Answer.objects.select_related("by").order_by("-at", "-pk"))
    )


def answered(row: Concern) -> Concern:
    """The same worry with its answers."""
    return _with_answers().get(pk=row.pk)


def told_by_agency(viewer: Viewer) -> "QuerySet[Concern]":
    """What the viewer's agency told on its accounts, the newest first. A worry about a worker shows to its teller."""
    rows = _with_answers().filter(agency=viewer.agency_id).exclude(state="draft").select_related("told_by")
    own = rows.filter(way="worker", told_by=viewer.worker_id)
    return (rows.filter(way="frontdoor") | own).order_by("-begun_at", "pk")


def words_of_answer(row: Answer) -> str:
    """What was written for the agency that told, beside the sentence."""
    if not row.sealed_words:
        return ""
    return opened(row.sealed_words, table="frontdoor_answer", row=row.concern_id, column="words")
