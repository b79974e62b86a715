"""Following an identifier to the subject that stands, and knowing a happening again."""

from uuid import UUID

from homeward.register.keys.queries import index
from homeward.register.subjects.models import Subject
from homeward.register.subjects.rules import Happening


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


def mark_of(one: Happening) -> str:
    """By what one happening is known again, though nobody numbers them: its day, time, kind, words and source.

    It stands in an address and, sealed, in what speaks of the happening; without the key it tells nothing.
    """
    told = (one.on.isoformat(), one.at.isoformat() if one.at else "", one.kind, one.title, one.source)
    return index("|".join(told), purpose="happening")[:16]


def each_beside_its_own(ordered: list[Happening]) -> list[Happening]:
    """What speaks of another, directly below that one; where that one is not there, in its own place."""
    wanted = {one.beside for one in ordered} - {""}
    if not wanted:
        return ordered
    mark = {id(one): mark_of(one) for one in ordered if not one.beside}
    below: dict[str, list[Happening]] = {each: [] for each in wanted.intersection(mark.values())}
    for one in ordered:
        if one.beside in below:
            below[one.beside].append(one)
    kept = [one for one in ordered if one.beside not in below]
    return [each for one in kept for each in (one, *below.pop(mark.get(id(one), ""), ()))]
