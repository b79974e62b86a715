"""What this room adds to a child's chronology, each line with who said so."""

from datetime import date

from homeward.register.people.models import CareEpisode, Residence, ResponsibleAuthority, SchoolSpell
from homeward.register.people.queries.reading import ChildRecord
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.rules import Happening, ending_step
from homeward.vocabulary.labels import label

GAVE_WAY = "X1"  # SSDA903 reason ceased: a new episode began on the same or the next day


def _told(
    record: SourceRecord, on: date, kind: str, title: str, field_class: str, text: str = "", step: int = 1
) -> Happening:
    return Happening(
        on,
        kind,
        title,
        field_class,
        text,
        step,
        source=record.source.name,
        record_id=record.pk,
        received_at=record.received_at,
        synthetic=record.synthetic,
    )


def entries_of(record: ChildRecord) -> list[Happening]:
    """What this room adds to a child's chronology, from a record already read for its viewer. No statement."""
    happenings: list[Happening] = []
    for episode in record.care_episodes:
        happenings += _of_care(episode)
    for spell in record.school_spells:
        happenings += _span(spell, "school", f"Joined {spell.school.name}", f"Left {spell.school.name}", "education")
    for home in record.residences:
        where = home.district.name if home.district else "a district not known"
        happenings += _span(home, "home", f"Home address in {where}", f"Left the address in {where}", "location")
    for authority in record.authorities:
        name = authority.agency.name
        happenings += _span(authority, "authority", f"{name} became responsible", f"{name} ceased to be", "core")
    return happenings


def _of_care(episode: CareEpisode) -> list[Happening]:
    """An episode's start, and its end when care ended: one that only gave way to the next says nothing new."""
    placement = label("ssda903_placement_type", episode.placement_type)
    text = f"{label('ssda903_legal_status', episode.legal_status)}. {placement}."
    first = label("ssda903_new_episode_reason", episode.reason_started)
    happenings = [_told(episode.record, episode.since, "care", first, "core", text)]
    if episode.until and episode.reason_ended != GAVE_WAY:
        last = f"Care ended: {label('ssda903_episode_ceased_reason', episode.reason_ended)}"
        step = ending_step(episode.since, episode.until)
        happenings.append(_told(episode.record, episode.until, "care", last, "core", step=step))
    return happenings


def _span(
    row: SchoolSpell | Residence | ResponsibleAuthority, kind: str, began: str, ended: str, field_class: str
) -> list[Happening]:
    happenings = [_told(row.record, row.since, kind, began, field_class)]
    if row.until:
        step = ending_step(row.since, row.until)
        happenings.append(_told(row.record, row.until, kind, ended, field_class, step=step))
    return happenings
