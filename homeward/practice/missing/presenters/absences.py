"""What the agencies said of each absence, in the words and shapes that the page kit prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Link, Row, Tag
from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words, span_in_words
from homeward.foundation.london import london_day
from homeward.practice.missing.models import Ending, MissingEpisode, MissingReport
from homeward.practice.missing.queries import KINDS, ending_of, places_of, words_of
from homeward.practice.missing.queries.live import found_where
from homeward.practice.missing.rules import BY_HAND, is_placed_in

WHY = {
    "first": "It was the first report of this absence.",
    "overlap": "It tells of the same time as another report of this absence.",
    "close": "It begins within a few hours of another report of this absence.",
    "same days": "It tells of the same days as another report, and one of the two gives only the day.",
    BY_HAND: "A worker said that it is of an absence of its own.",
}
SET_APART, PUT_BACK = "Set apart", "Put back"
ALONE = "No other report is of this absence."
PLACES = {"last_seen": "Last seen", "found": "Found", "missing_from": "Missing from"}


@dataclass(frozen=True, slots=True)
class Told:
    """One agency's report as a page shows it, with what a worker may do about it."""

    id: int
    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One absence as a page shows it: its days, and every report of it."""

    title: str
    length: str
    kind: str
    differ: str
    reports: tuple[Told, ...]
    tag: Tag | None = None
    href: str = ""


def words_of_reports(episode: MissingEpisode) -> str:
    """What the agencies recorded of an episode besides its times."""
    reports = list(episode.reports.all())
    return " ".join(filter(None, [*map(words_of, reports), *map(ending_of, reports)]))


def at_odds(episode: MissingEpisode) -> str:
    """Which source said what, where two differ on the days; nothing where they agree."""
    reports = list(episode.reports.all())
    days = {(london_day(each.since), london_day(each.until) if each.until else None) for each in reports}
    if len(days) < 2:
        return ""
    told = " ".join(f"{each.told_by}: {span_of(each)}." for each in reports)
    return f"The reports differ on the days. {told}"


def span_of(report: MissingReport) -> str:
    """From when until when one source says that the child was missing."""
    if report.until is None:
        return f"from {day_or_moment(report.since, report.precision)}, not yet back"
    return from_to(report, report.until)


def from_to(told: MissingReport | MissingEpisode, until: datetime) -> str:
    """From when until when; one day is named once."""
    began, ended = day_or_moment(told.since, told.precision), day_or_moment(until, told.until_precision)
    return began if began == ended else f"{began} to {ended}"


def day_or_moment(moment: datetime, precision: str) -> str:
    """A time where one was given, and otherwise only the day: nobody said that it was midnight."""
    return moment_in_words(moment) if precision == "minute" else day_in_words(london_day(moment))


def length_of(episode: MissingEpisode, *, at: datetime) -> str:
    """How long an episode lasted, or has lasted so far; by days when only days are known."""
    end = episode.until or at
    if "day" not in (episode.precision, episode.until_precision) or episode.until is None:
        return span_in_words(end - episode.since)
    days = (london_day(end) - london_day(episode.since)).days
    return counted(days, "day") if days else "Less than a day"


def absences_shown(episodes: list[MissingEpisode], *, at: datetime, places: bool, judge: str = "") -> list[Shown]:
    """Each absence with its reports. `places` shows where the child was, `judge` is where a report may be judged."""
    return [
        Shown(
            title=_days(each),
            length=length_of(each, at=at).lower(),
            kind=KINDS[each.type],
            differ=at_odds(each),
            reports=tuple(_told(report, each, places, judge) for report in each.reports.all()),
            tag=None if each.until else Tag("Not yet back", "red"),
            href=reverse("missing_episode", args=[each.person_id, each.pk]),
        )
        for each in episodes
    ]


def _days(episode: MissingEpisode) -> str:
    if episode.until is None:
        return f"Since {day_or_moment(episode.since, episode.precision)}"
    return from_to(episode, episode.until)


def _told(report: MissingReport, episode: MissingEpisode, places: bool, judge: str) -> Told:
    shown = place_rows(report) if places and not is_placed_in(report.missing_from) else []
    return Told(report.pk, report.told_by, (*report_rows(report, episode), *shown), _act(report, episode, judge))


def _act(report: MissingReport, episode: MissingEpisode, judge: str) -> tuple[Link, ...]:
    words = judgement_on(report, episode)
    if not judge or not words:
        return ()
    return (Link(words, f"{judge}{'&' if '?' in judge else '?'}report={report.pk}", hidden=report.told_by),)


def judgement_on(report: MissingReport, episode: MissingEpisode) -> str:
    """What a worker may say of a report: nothing of one that stands alone by the rule."""
    if report.joined_because == BY_HAND:
        return PUT_BACK
    return SET_APART if len(episode.reports.all()) > 1 else ""


def undo_of(report: MissingReport, episode: MissingEpisode) -> dict[str, object]:
    """What was just said of a report, in words, and what takes it back where anything can."""
    apart = report.joined_because == BY_HAND
    done = "is set apart, as an absence of its own" if apart else "is where the rule puts it"
    return {
        "report": report.pk,
        "words": f"{report.told_by}: the report {done}. The figures count it so.",
        "judgement": "back" if apart else "apart" if judgement_on(report, episode) else "",
    }


def report_rows(report: MissingReport, episode: MissingEpisode) -> tuple[Row, ...]:
    """What one agency said of an absence, when the hub received it, and why it is taken to be of this one."""
    said = " ".join(filter(None, (words_of(report), ending_of(report))))
    rows = (
        Row("Missing", span_of(report)),
        Row("Reported", moment_in_words(report.reported_at) if report.reported_at else ""),
        Row("Recorded", said),
        Row("Reference", report.reference),
        Row("Received", day_in_words(london_day(report.received_at))),
        Row("Why it is here", why_in_words(report, episode)),
    )
    return tuple(row for row in rows if row.value)


def why_in_words(report: MissingReport, episode: MissingEpisode) -> str:
    """Why a report is taken to be of this absence."""
    alone = len(episode.reports.all()) == 1 and report.joined_because != BY_HAND
    return ALONE if alone else WHY.get(report.joined_because, WHY["first"])


def place_rows(report: MissingReport) -> list[Row]:
    """Where one agency says that the child was last seen, found and missing from."""
    places = places_of(report)
    return [Row(words, places[name]) for name, words in PLACES.items() if places.get(name)]


def places_shown(episodes: list[MissingEpisode], words: Mapping[UUID, Sequence[Row]]) -> list[Told]:
    """The places of each report that tells any, and what was said on its call, for the page that opens them."""
    told = []
    for report in (report for each in episodes for report in each.reports.all()):
        rows = (*place_rows(report), *(words.get(report.call_id, ()) if report.call_id else ()))
        told += [Told(report.pk, f"{span_of(report)}, {report.told_by}", rows)] if rows else []
    return told


def endings_told(endings: Sequence[Ending]) -> list[Told]:
    """Where workers wrote that the child was found, and whether that was outside the county, for the same page."""
    return [
        Told(
            0,
            f"Found {day_or_moment(row.found_at, row.precision)}, {row.by.name}, {row.by.agency.name}",
            tuple(
                Row(words, value)
                for words, value in (("Found", found_where(row)), ("Outside the county", row.out_of_area))
                if value
            ),
        )
        for row in endings
    ]


def record_links(
    subject_id: UUID,
    *,
    who_looked: bool,
    find_me: bool = False,
    indicators: bool = False,
    here: str = "missing_reports",
) -> tuple[Link, ...]:
    """The pages of the record that the viewer may turn to."""
    routes = {"record": "Record", "chronology": "Chronology", "missing_reports": "Missing", "sources": "Sources"}
    if indicators:
        routes["child_indicators"] = "Indicators"
    if find_me:
        routes["find_me"] = "Find-me sheet"
    if who_looked:
        routes["who_looked"] = "Who looked"
    return tuple(
        Link(words, reverse(route, args=[subject_id]), active=route == here) for route, words in routes.items()
    )
