"""Questions that arise with a load, and hiding whoever might be a child whom a shield covers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from homeward.register.access.actions import raise_shields, step
from homeward.register.access.queries import shielded
from homeward.register.linkage.actions.keying import hide_places
from homeward.register.linkage.models import Profile, ProfileRecord, ReviewItem
from homeward.register.people.actions import DISAGREE
from homeward.register.tasks.actions import settle
from homeward.register.tasks.models import Task

MIGHT_BE = ("possible", "twin", "id-conflict")
NATIONAL = ("nhs", "upn")


@step
def ask_of_numbers(*, added: Sequence[Profile], at: datetime) -> None:
    """Ask of each national number that profiles of two children bear: a number used twice, or one child twice here.

    The load joined nobody on it. One question for each number and new profile, with the first of the other child's.
    """
    wanted = {name: {value for each in added if (value := getattr(each, name))} for name in NATIONAL}
    found = Q(pk__in=[])
    for name, values in wanted.items():
        found |= Q(**{f"{name}__in": values}) if values else Q(pk__in=[])
    if not any(wanted.values()):
        return
    bearers: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in Profile.objects.filter(found).order_by("pk"):
        for name in NATIONAL:
            if value := getattr(profile, name):
                bearers[name, value].append(profile)
    rows = {}
    for new in added:
        for name in NATIONAL:
            alike = bearers.get((name, getattr(new, name)), [])
            other = next((each for each in alike if each.subject_id != new.subject_id), None)
            if other is not None:
                row = _question(new, other, name, at)
                rows.setdefault((row.a_id, row.b_id), row)
    ReviewItem.objects.bulk_create(rows.values(), ignore_conflicts=True)
    hide_whoever_might_be(rows=list(rows.values()), at=at)


def _question(one: Profile, other: Profile, about: str, at: datetime) -> ReviewItem:
    a, b = sorted((one, other), key=lambda each: each.pk)
    return ReviewItem(
        kind="id-conflict", a=a, b=b, subject_a_id=a.subject_id, subject_b_id=b.subject_id, about=about, raised_at=at
    )


@step
def end_disagreements(*, profiles: Collection[int], at: datetime) -> int:
    """End the tasks that a load left about records whose numbers disagree, once their questions are all settled.

    A record of which no question was ever asked keeps its task: nobody has looked. Gives how many ended.
    """
    children = Profile.objects.filter(pk__in=profiles).values("subject")
    waiting = Task.objects.filter(kind=DISAGREE, done_at__isnull=True, subject__in=children)
    references = list(waiting.exclude(reference="").values_list("reference", flat=True))
    if not references:
        return 0
    said = ProfileRecord.objects.filter(record__in=references).values_list("record", "profile")
    of = {str(record): profile for record, profile in said}
    asked = ReviewItem.objects.filter(Q(a__in=of.values()) | Q(b__in=of.values()))
    open_, ever = set[int](), set[int]()
    for a, b, settled_at in asked.values_list("a", "b", "settled_at"):
        ever |= {a, b}
        open_ |= {a, b} if settled_at is None else set()
    over = [each for each in references if of.get(each) in ever - open_]
    return sum(settle(kind=DISAGREE, reference=each, at=at, done_by=None, outcome="question-settled") for each in over)


@step
def hide_whoever_might_be(*, rows: Collection[ReviewItem], at: datetime) -> None:
    """Whoever might be a shielded child is hidden as that child is, until people say otherwise (S-12)."""
    pairs = [(row.subject_a_id, row.subject_b_id) for row in rows if row.kind in MIGHT_BE]
    hidden = shielded({each for pair in pairs for each in pair}) if pairs else set()
    held = {each for pair in pairs for each in pair if hidden & set(pair)} - hidden
    if held:
        raise_shields(subject_ids=sorted(held), basis="possible", at=at)
        hide_places(subject_ids=held)
