"""A quarter's children by name: who was missing most often, and which episodes a figure counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Table, Tag
from homeward.desks.presenters.child import age_in_words, name_of
from homeward.desks.rules import Ranked
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.behind import Counted
from homeward.methods.ranks import Placing
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.presenters import day_or_moment
from homeward.vocabulary.labels import label

ENDINGS = {1: "st", 2: "nd", 3: "rd"}
FIRST = "Their first episode of the quarter. The child counts once."
IN_CARE = "Looked after on the day it began. The child counts once."
ORDERS = {
    "newest": lambda each: (-each.begun.began_at.timestamp(), each.begun.named),
    "oldest": lambda each: (each.begun.began_at.timestamp(), each.begun.named),
    "child": lambda each: (each.begun.named, each.begun.began_at.timestamp()),
}


@dataclass(frozen=True)
class Rows:
    """What is read beside the ranked children: their episodes, who is missing now, and whose they are."""

    episodes: Mapping[UUID, MissingEpisode] = field(repr=False)
    missing_now: Collection[UUID] = field(repr=False)
    allocated: Mapping[UUID, tuple[str, str]] = field(repr=False)


def span_of(quarter: Quarter, today: date) -> str:
    """The days counted, the last of them today while the quarter goes on."""
    last = min(quarter.until - timedelta(1), today)
    return f"{day_in_words(quarter.since)} to {day_in_words(last)}"


def ordinal(number: int) -> str:
    """A place in digits: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def place_in_words(placing: Placing) -> str:
    """A place, and whether others share it."""
    return f"Equal\u00a0{ordinal(placing.rank)}" if placing.shared else ordinal(placing.rank)


def reach_in_words(placing: Placing) -> str:
    """How sure a place is, in words."""
    best, worst = ordinal(placing.best), ordinal(placing.worst)
    if placing.best == placing.worst:
        return "Hardly any other place by chance"
    between = "or" if placing.worst - placing.best == 1 else "to"
    return f"By chance, {best}\u00a0{between}\u00a0{worst}"


def most_frequent_table(shown: Sequence[Ranked], rows: Rows, quarter: Quarter, *, at: datetime) -> Table:
    """The children most often missing, each with the places that chance alone could have given."""
    columns = ("Child", "Place", "Episodes", "Time away", "Last came back", "Last graded", "Allocated to")
    return Table(
        f"Children missing most often, {quarter}",
        tuple(Column(each, numeric=each == "Episodes") for each in columns),
        tuple(_ranked_row(each, rows, at=at) for each in shown),
        empty="None of the children allocated to you or your team was missing twice or more in these days.",
        hide_caption=True,
    )


def _ranked_row(ranked: Ranked, rows: Rows, *, at: datetime) -> tuple[Cell, ...]:
    episodes = [rows.episodes[each] for each in ranked.episodes]
    person = episodes[0].person
    team, worker = rows.allocated.get(ranked.child, ("", ""))
    return (
        Cell(
            name_of(person),
            href=reverse("record", args=[ranked.child]),
            note=age_in_words(person.birth_date, london_day(at)),
            tag=Tag("Missing now", "red") if ranked.child in rows.missing_now else None,
        ),
        Cell(place_in_words(ranked.placing), note=reach_in_words(ranked.placing)),
        Cell(f"{len(episodes):,}"),
        Cell(time_away(episodes, at=at)),
        Cell(last_return(episodes)),
        Cell(last_grade(episodes)),
        Cell(", ".join(filter(None, (worker, team))) or "Nobody yet"),
    )


def time_away(episodes: Iterable[MissingEpisode], *, at: datetime) -> str:
    """How long a child was away in all, in whole days; an episode that goes on counts until now."""
    away = sum((max((each.until or at) - each.since, timedelta(0)) for each in episodes), timedelta(0))
    return counted(away.days, "day") if away.days else "Less than a day"


def last_return(episodes: Sequence[MissingEpisode]) -> str:
    """When the child last came back from one of these episodes."""
    ended = [(each.until, each.precision) for each in episodes if each.until]
    return day_or_moment(*max(ended)) if ended else "Not yet back"


def last_grade(episodes: Iterable[MissingEpisode]) -> str:
    """How grave the police last thought one of these episodes, and the day they thought so; nothing where none did."""
    reports = [report for each in episodes for report in each.reports.all() if report.grade]
    if not reports:
        return "Not graded"
    last = max(reports, key=lambda report: report.graded_at or report.since)
    return f"{label('missing_grade', last.grade)}, {day_in_words(london_day(last.graded_at or last.since))}"


def in_order(episodes: Iterable[Counted], order: str) -> list[Counted]:
    """The episodes behind a figure in the order asked for."""
    return sorted(episodes, key=ORDERS[order])


def behind_table(
    figure: str, shown: Sequence[Counted], episodes: Mapping[UUID, MissingEpisode], figure_label: str, quarter: Quarter
) -> Table:
    """The episodes that a figure counts, each with who said so and why it counts."""
    columns = ("Child", "First day", "Came back", "Said by", "Why it counts")
    return Table(
        f"{figure_label}, {quarter}: the episodes counted",
        tuple(Column(each) for each in columns),
        tuple(_behind_row(figure, each, episodes[each.begun.episode]) for each in shown),
        empty="This figure counts no episode of a child allocated to you or your team.",
        hide_caption=True,
    )


def _behind_row(figure: str, told: Counted, episode: MissingEpisode) -> tuple[Cell, ...]:
    sources = dict.fromkeys(report.told_by for report in episode.reports.all())
    back = day_or_moment(episode.until, episode.precision) if episode.until else ""
    return (
        Cell(
            name_of(episode.person),
            href=reverse("record", args=[episode.person_id]),
            note=age_in_words(episode.person.birth_date, told.begun.absence.began_on),
        ),
        Cell(day_in_words(told.begun.absence.began_on)),
        Cell(back) if back else Cell("", tag=Tag("Not yet back", "red")),
        Cell(", ".join(sources)),
        Cell(why(figure, told)),
    )


def why(figure: str, told: Counted) -> str:
    """Why a figure counts an episode, by what the figure is."""
    known = told.begun.absence.birth_date
    began = "Began in the quarter, when the child was under 18." if known else "Began in the quarter. Age not known."
    return {
        "children-missing": FIRST,
        "missing-rate": FIRST,
        "missing-episodes": began,
        "episode-rate": began,
        "repeat-incident-share": f"Their {ordinal(told.number)} episode of the quarter: a second or later one.",
        "share-from-repeaters": f"One of their {told.of_all} episodes of the quarter.",
        "looked-after-missing": IN_CARE,
        "looked-after-share": IN_CARE,
    }[figure]
