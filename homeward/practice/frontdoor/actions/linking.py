"""Saying which children a concern is about: one, twins, or nobody yet. Whoever says so opens their records on it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.practice.frontdoor.actions.saying import Chosen, keep_signed_in, not_here, send_signed_in
from homeward.practice.frontdoor.models import Concern, ConcernChild
from homeward.practice.indicators import actions as indicators
from homeward.practice.missing.actions import Newcomer, put_on_register
from homeward.practice.missing.models import MissingEpisode
from homeward.register.access.actions import action, open_on_call, step
from homeward.register.access.models import Relationship
from homeward.register.access.queries import may_about
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit

CONCERN, SIGNS = "concern", "signs"


class NotOfThisConcern(HomewardError):
    """A child who is not among those of the concern."""


@step
def offer_noticed(row: Concern, children: Collection[UUID], *, at: datetime) -> None:
    """Offer what a worry tells of each child to be looked at: its forms of exploitation, or that it names signs.

    Nothing of its words goes with it, nor who told.
    """
    if row.way != "frontdoor" or not (row.forms or row.parts.filter(box=SIGNS).exists()):
        return
    told = {"source": CONCERN, "reference": str(row.pk), "forms": row.forms, "on": row.received_on}
    for child in children:
        indicators.offer(person=child, agency=row.agency_id, at=at, **told)


@action("concern.link", about="child", field_class="core")
def link_child(*, concern: UUID, child: UUID, by: Viewer, at: datetime) -> ConcernChild:
    """Say that a concern is about this child, beside any others. Said twice, it is said once."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    if row is None:
        raise not_here()
    link, _ = ConcernChild.objects.get_or_create(
        concern=row, person_id=child, removed_at=None, defaults={"added_by_id": by.worker_id, "added_at": at}
    )
    offer_noticed(row, [child], at=at)
    if not may_about(by, "child.open", child, at=at).allowed:
        open_on_call(child=child, reference=str(row.pk), kind="referral", by=by, at=at)
    audit.current().note(concern=str(row.pk))
    return link


@action("child.add", field_class="core")
def add_new_child(*, concern: UUID, who: Newcomer, by: Viewer, at: datetime) -> UUID:
    """Add a child whom nobody has told of, once the search has been shown, and say that the concern is about them."""
    if not Concern.objects.filter(pk=concern, way="frontdoor").exists():
        raise not_here()
    if not by.on_duty:
        raise NotOfThisConcern(
            got="a child to be added off shift",
            expected="somebody on shift, who finds the children there are",
            next_step="Start your shift, search again, and add the child then.",
        )
    told = put_on_register(number=str(concern), who=who, by=by, at=at, feed="worries", name="Worries at the front door")
    audit.current().note(concern=str(concern), sent_again=told.again)
    link_child(concern=concern, child=told.child, by=by, at=at)
    return told.child


@action("concern.link", about="child", field_class="core")
def unlink_child(*, concern: UUID, child: UUID, by: Viewer, at: datetime) -> ConcernChild:
    """Take a child off a concern who was found wrongly. The record closes again to whoever opened it on that."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    link = ConcernChild.objects.filter(concern=concern, person=child, removed_at__isnull=True).first()
    if row is None or link is None or row.state == "decided":
        raise NotOfThisConcern(
            got="a child who is not of this concern, or one that is decided",
            expected="a child of an open concern",
            next_step="Open the concern again: somebody may have changed it a moment ago.",
        )
    link.removed_at, link.removed_by_id = at, by.worker_id
    link.save(update_fields=["removed_at", "removed_by"])
    indicators.withdraw_offers(source=CONCERN, reference=str(row.pk), person=child, at=at)
    opened_on = Relationship.objects.filter(subject=child, kind="referral", reference=str(row.pk))
    opened_on.filter(until__gt=at).update(until=at)
    audit.current().note(concern=str(row.pk), removed=True)
    return link


@action("concern.raise-for", about="child", field_class="core")
def tell_for_child(
    *, child: UUID, words: Mapping[str, str], chosen: Chosen, episode: UUID | None = None, by: Viewer, at: datetime
) -> Concern:
    """Tell of a worry about a child whose page is open, and send it at once; of an absence, where it came of one."""
    if episode and not MissingEpisode.objects.filter(pk=episode, person=child).exists():
        raise NotOfThisConcern(
            got="an absence that is not this child's",
            expected="one of the child's own",
            next_step="Open the page again and choose from its list.",
        )
    number = keep_signed_in(concern=None, words=words, chosen=chosen, by=by, at=at)
    send_signed_in(concern=number, by=by, at=at)
    row = Concern.objects.get(pk=number)
    row.channel, row.episode_id = ("episode" if episode else "partner"), episode
    row.save(update_fields=["channel", "episode"])
    ConcernChild.objects.create(concern=row, person_id=child, added_by_id=by.worker_id, added_at=at)
    offer_noticed(row, [child], at=at)
    return row
