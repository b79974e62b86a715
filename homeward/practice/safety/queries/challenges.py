"""What was challenged, and what was answered."""

from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.safety.models import Challenge, ChallengeAnswer
from homeward.register.keys.queries import opened


def challenges_of(subject: UUID) -> list[Challenge]:
    """Each challenge with its answers, the newest first, in two statements."""
    answers = ChallengeAnswer.objects.select_related("by").order_by("-number")
    rows = Challenge.objects.filter(person=subject).select_related("by")
    return list(rows.prefetch_related(Prefetch("answers", answers)).order_by("-raised_on", "-at"))


def words_of(row: Challenge) -> str:
    """What they said, in their words."""
    return opened(row.sealed_words, table="safety_challenge", row=row.pk, column="words")


def answer_of(row: ChallengeAnswer) -> str:
    """What they were answered."""
    return opened(
        row.sealed_words, table="safety_challengeanswer", row=f"{row.challenge_id}:{row.number}", column="words"
    )
