"""Following an identifier to the subject that stands."""

from uuid import UUID

from homeward.register.subjects.models import Subject


def standing(subject_id: UUID) -> UUID:
    """The identifier that stands for this one now: itself, or the one it was retired into, however often.

    It tells nothing about anybody, so it asks for no viewer; what it leads to is guarded by the page that opens it.
    """
    now = subject_id
    while retired_into := Subject.objects.filter(pk=now).values_list("retired_into", flat=True).first():
        now = retired_into
    return now


def once(subject_id: UUID) -> list[UUID]:
    """The identifier with every one that was retired into it, however often: what was written of them is of one child.

    One statement for each time that somebody was retired into somebody who was retired in turn, which is seldom.
    """
    found, newest = [subject_id], [subject_id]
    while newest:
        newest = list(Subject.objects.filter(retired_into__in=newest).values_list("pk", flat=True))
        found += newest
    return found
