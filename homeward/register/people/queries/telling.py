"""What this room adds to a child's chronology, each line with who said so."""

from datetime import date

from homeward.register.people.models import CareEpisode, Residence, ResponsibleAuthority, SchoolSpell
from homeward.register.people.queries.labels import label
from homeward.register.people.queries.reading import ChildRecord
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.rules import Happening


def _told(record: SourceRecord, on: date, kind: str, title: str, field_class: str, text: str = "") -> Happening:
    return Happening(
        on,
        kind,
        title,
        field_class,
        text,
        source=record.source.name,
        record_id=record.pk,
        received_at=record.received_at,
        synthetic=record.synthetic,
    )


def entries_of(record: ChildRecord) -> list[Happening]:
    """What this room adds to a child's chronology, from a record already read for its viewer: no statement of its
    own.
    """
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
    placement = label("ssda903_placement_type", episode.placement_type)
    text = f"{label('ssda903_legal_status', episode.legal_status)}. {placement}."
    first = label("ssda903_new_episode_reason", episode.reason_started)
    happenings = [_told(episode.record, episode.since, "care", f"Care: {first}", "core", text)]
    if episode.until:
        last = label("ssda903_episode_ceased_reason", episode.reason_ended)
        happenings.append(_told(episode.record, episode.until, "care", f"Care episode ended: {last}", "core"))
    return happenings


def _span(
    row: SchoolSpell | Residence | ResponsibleAuthority, kind: str, began: str, ended: str, field_class: str
) -> list[Happening]:
    happenings = [_told(row.record, row.since, kind, began, field_class)]
    if row.until:
        happenings.append(_told(row.record, row.until, kind, ended, field_class))
    return happenings
