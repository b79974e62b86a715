"""Answering whoever told: a sentence of a list that names nobody, and words for an agency with an account."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.practice.frontdoor.actions.deciding import ANSWER
from homeward.practice.frontdoor.actions.saying import not_here
from homeward.practice.frontdoor.models import Answer, Concern
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import settle
from homeward.vocabulary.loader import load_whole


class NotSafeToSay(HomewardError):
    """An answer that more people could read than it is meant for."""


@action("concern.decide")
def answer(*, concern: UUID, sentence: str, how: str, words: str = "", by: Viewer, at: datetime) -> Answer:
    """Answer whoever told. Without an account the sentence must be one that anybody may read, and there are no words.

    The reference may have been found, or typed by somebody who stands beside the child.
    """
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None:
        raise not_here()
    entry = load_whole("concern_answers").get(sentence)
    open_to_anyone = entry is not None and entry.group == "anyone"
    if (
        entry is None
        or how not in load_whole("concern_answered_how")
        or (row.agency_id is None and not (open_to_anyone and not words.strip()))
    ):
        raise NotSafeToSay(
            got="an answer that is not on the list, or that only an account may read",
            expected="a sentence that anybody may read, where nobody signed in",
            next_step="Choose one of the first sentences. What you said on the telephone goes into the reason.",
        )
    kept = sealed(words.strip(), table="frontdoor_answer", row=row.pk, column="words") if words.strip() else ""
    settle(kind=ANSWER, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=how)
    audit.current().note(concern=str(row.pk), answer=sentence, how=how)
    return Answer.objects.create(concern=row, sentence=sentence, how=how, sealed_words=kept, by_id=by.worker_id, at=at)
