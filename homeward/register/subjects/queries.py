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
