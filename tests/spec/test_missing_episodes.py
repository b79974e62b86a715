"""How the hub counts absences: the reports of one child in, the episodes that are counted out (¶16)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.rules import Joining, Report, absence_of, absences

AS_SHIPPED = Joining(hours_between_sources=6, days_between_sources=0, hours_within_a_source=0)
SOURCES = {"return": 1, "police": 2, "school": 3}

# what it shows, the reports as they were received (source, from, until), the episodes that are counted (from, until)
EPISODES = [
    (
        "one report is one episode",
        ["return: 3 June to 5 June"],
        ["3 June to 5 June"],
    ),
    (
        "an absence of no length counts",
        ["return: 3 June to 3 June"],
        ["3 June to 3 June"],
    ),
    (
        "one source's absences that meet are two, because it sent two",
        ["return: 3 June to 5 June", "return: 5 June to 6 June"],
        ["3 June to 5 June", "5 June to 6 June"],
    ),
    (
        "one source's absences that overlap are one: the first day was corrected",
        ["return: 3 June to 5 June", "return: 4 June to 6 June"],
        ["3 June to 6 June"],
    ),
    (
        "two sources that share a day tell of one absence, and the hour is taken from the one that knows it",
        ["return: 3 June to 5 June", "police: 3 June 21:40 to 5 June 07:15"],
        ["3 June 21:40 to 5 June 07:15"],
    ),
    (
        "two sources a day apart tell of two",
        ["return: 3 June to 5 June", "police: 6 June 00:10 to 6 June 07:15"],
        ["3 June to 5 June", "6 June 00:10 to 6 June 07:15"],
    ),
    (
        "two sources that know the hour, six hours apart, tell of one",
        ["police: 3 June 18:00 to 3 June 20:00", "school: 4 June 02:00 to 4 June 03:00"],
        ["3 June 18:00 to 4 June 03:00"],
    ),
    (
        "two sources that know the hour, further apart, tell of two",
        ["police: 3 June 18:00 to 3 June 20:00", "school: 4 June 02:01 to 4 June 03:00"],
        ["3 June 18:00 to 3 June 20:00", "4 June 02:01 to 4 June 03:00"],
    ),
    (
        "a child who is still missing, and another source's report of the next week, are one absence",
        ["police: 3 June 18:00 to open", "return: 10 June to 12 June"],
        ["3 June 18:00 to 12 June"],
    ),
    (
        "a later report corrects the end",
        ["return: 3 June to 5 June", "police: 3 June 21:40 to 6 June 01:00"],
        ["3 June 21:40 to 6 June 01:00"],
    ),
    (
        "a report that does not know the end takes nothing away",
        ["police: 3 June 21:40 to 5 June 01:00", "return: 3 June to open"],
        ["3 June 21:40 to 5 June 01:00"],
    ),
    (
        "two of one source's absences on one day are not made one by another source's single report",
        ["police: 3 June 01:00 to 3 June 02:00", "police: 3 June 22:00 to 3 June 23:00", "return: 3 June to 3 June"],
        ["3 June 01:00 to 3 June 02:00", "3 June 22:00 to 3 June 23:00"],
    ),
    (
        "found on the day that a report gives only as a day: the absence cannot end before it began",
        ["police: 3 June 21:40 to open", "return: 3 June to 3 June"],
        ["3 June 21:40 to 3 June 21:40"],
    ),
    (
        "an absence that crosses midnight is one, of whichever day the council writes it down",
        ["police: 3 June 23:40 to 4 June 01:30", "return: 4 June to 4 June"],
        ["3 June 23:40 to 4 June 01:30"],
    ),
    (
        "last seen after midnight, and the council counts from the day before: its day, and the force's return",
        ["return: 3 June to 4 June", "police: 4 June 00:30 to 4 June 06:00"],
        ["3 June to 4 June 06:00"],
    ),
    (
        "found on the evening before the council's first day: two, for they share no day",
        ["police: 3 June 20:00 to 3 June 23:30", "return: 4 June to 5 June"],
        ["3 June 20:00 to 3 June 23:30", "4 June to 5 June"],
    ),
    (
        "the council writes down the day on which it was told: the force's minute of the evening before is taken",
        ["police: 3 June 21:40 to 4 June 23:50", "return: 3 June to 5 June"],
        ["3 June 21:40 to 4 June 23:50"],
    ),
    (
        "a return that comes months later and gives another end altogether is the last word",
        ["police: 3 June 21:40 to 4 June 23:50", "return: 3 June to 9 June"],
        ["3 June 21:40 to 9 June"],
    ),
    (
        "three of the force's within one of the council's are three, each with the end that the force knows",
        [
            "police: 3 June 18:00 to 4 June 07:00",
            "police: 5 June 20:00 to 6 June 03:00",
            "police: 7 June 19:00 to 8 June 09:00",
            "return: 3 June to 8 June",
        ],
        ["3 June 18:00 to 4 June 07:00", "5 June 20:00 to 6 June 03:00", "7 June 19:00 to 8 June 09:00"],
    ),
    (
        "two of the council's that meet, and the force's of each, are two",
        [
            "return: 3 June to 5 June",
            "return: 5 June to 6 June",
            "police: 3 June 20:00 to 5 June 06:00",
            "police: 5 June 22:00 to 6 June 08:00",
        ],
        ["3 June 20:00 to 5 June 06:00", "5 June 22:00 to 6 June 08:00"],
    ),
    (
        "two of the council's that meet, and the force was told of the second alone",
        ["return: 3 June to 5 June", "return: 5 June to 6 June", "police: 5 June 22:00 to 6 June 08:00"],
        ["3 June to 5 June", "5 June 22:00 to 6 June 08:00"],
    ),
    (
        "two of the council's that meet, and the force was told of the first alone",
        ["return: 3 June to 5 June", "return: 5 June to 6 June", "police: 3 June 20:00 to 5 June 06:00"],
        ["3 June 20:00 to 5 June 06:00", "5 June to 6 June"],
    ),
    (
        "one absence reported to the force twice, by the home and by the school, is one",
        ["police: 3 June 21:40 to 4 June 07:15", "police: 3 June 22:10 to 4 June 07:15"],
        ["3 June 21:40 to 4 June 07:15"],
    ),
    (
        "reported twice and the second never closed: it takes no end away",
        ["police: 3 June 21:40 to 4 June 07:15", "police: 3 June 22:10 to open"],
        ["3 June 21:40 to 4 June 07:15"],
    ),
    (
        "back, and gone again within the hour: the force counted two",
        ["police: 3 June 18:00 to 3 June 20:00", "police: 3 June 20:40 to 4 June 01:00"],
        ["3 June 18:00 to 3 June 20:00", "3 June 20:40 to 4 June 01:00"],
    ),
    (
        "gone again in the hour in which the child came back, the hour alone being known: still two",
        ["police: 3 June 18:00 to 3 June 20:30", "police: 3 June 20:00 (hour) to 4 June 01:00"],
        ["3 June 18:00 to 3 June 20:30", "3 June 20:00 to 4 June 01:00"],
    ),
    (
        "gone again on the day of the return, the day alone being known: still two",
        ["police: 3 June 20:00 to 4 June 03:00", "police: 4 June 00:00 (day) to 5 June 10:00"],
        ["3 June 20:00 to 4 June 03:00", "4 June to 5 June 10:00"],
    ),
    (
        "told twice, once with the day alone: one, from the hour that somebody knows",
        ["police: 3 June 20:00 to 4 June 15:00", "police: 3 June 00:00 (day) to 4 June 15:00"],
        ["3 June 20:00 to 4 June 15:00"],
    ),
    (
        "a child still missing whom only the force knows of",
        ["police: 3 June 21:40 to open"],
        ["3 June 21:40 to open"],
    ),
    (
        "still missing to the force, and back by the council's return: back",
        ["police: 3 June 21:40 to open", "return: 3 June to 4 June"],
        ["3 June 21:40 to 4 June"],
    ),
    (
        "one that the force never closed, and its next a week later: the child had come back between",
        ["police: 3 June 21:40 to open", "police: 10 June 20:00 to 11 June 06:00"],
        ["3 June 21:40 to open", "10 June 20:00 to 11 June 06:00"],
    ),
    (
        "one that the force never closed and the council did: the force's of two days later is another",
        ["police: 3 June 21:40 to open", "return: 3 June to 4 June", "police: 6 June 12:00 to 7 June 06:00"],
        ["3 June 21:40 to 4 June", "6 June 12:00 to 7 June 06:00"],
    ),
    (
        "one that the council never closed is not the force's of two months later",
        ["return: 3 June to open", "police: 4 August 20:00 to 5 August 06:00"],
        ["3 June to open", "4 August 20:00 to 5 August 06:00"],
    ),
    (
        "away for three weeks by the council's return, and seen by another force's in the third: one",
        ["return: 3 June to 24 June", "school: 20 June 10:00 to 20 June 11:00"],
        ["3 June to 20 June 11:00"],
    ),
    (
        "a return that knows of the absence in the middle alone joins that one",
        ["police: 3 June 20:00 to 4 June 02:00", "police: 5 June 20:00 to 6 June 02:00", "return: 5 June to 6 June"],
        ["3 June 20:00 to 4 June 02:00", "5 June 20:00 to 6 June 02:00"],
    ),
    (
        "three sources of one absence are one, from the first that saw it to the last word on its end",
        ["police: 3 June 21:40 to 4 June 07:15", "school: 4 June 09:00 to 4 June 09:30", "return: 3 June to 4 June"],
        ["3 June 21:40 to 4 June 09:30"],
    ),
    (
        "the council's two on days of their own are not joined through the force's one between them",
        ["return: 3 June to 4 June", "police: 4 June 20:00 to 5 June 06:00", "return: 5 June to 6 June"],
        ["3 June to 4 June", "4 June 20:00 to 5 June 06:00"],
    ),
    (
        "night after night, each told by both: as many as there were nights",
        [
            "return: 3 June to 4 June",
            "police: 3 June 20:00 to 4 June 06:00",
            "return: 4 June to 5 June",
            "police: 4 June 20:00 to 5 June 06:00",
            "return: 5 June to 6 June",
            "police: 5 June 20:00 to 6 June 06:00",
        ],
        ["3 June 20:00 to 4 June 06:00", "4 June 20:00 to 5 June 06:00", "5 June 20:00 to 6 June 06:00"],
    ),
    (
        "over the turn of the quarter an absence is one and began when it began",
        ["police: 30 June 23:10 to 1 July 02:00", "return: 30 June to 1 July"],
        ["30 June 23:10 to 1 July 02:00"],
    ),
]


def moment(words: str) -> datetime | None:
    """A day or a moment of June 2025 as the tables write it."""
    if words == "open":
        return None
    words = words.partition(" (")[0]
    form = "%d %B %H:%M %Y" if ":" in words else "%d %B %Y"
    return datetime.strptime(f"{words} 2025", form).replace(tzinfo=LONDON)


def precision_of(words: str) -> str:
    """How exactly a time of the tables is known: as the brackets say, or to the minute where it has one."""
    return words.partition(" (")[2].rstrip(")") or ("minute" if ":" in words else "day")


def reports(lines: list[str]) -> list[Report]:
    """The reports of one child, each received a day after the one before."""
    numbers = count(1)
    found = []
    for line in lines:
        source, days = line.split(": ", 1)
        since, until = days.split(" to ")
        began, number = moment(since), next(numbers)
        assert began is not None
        received = datetime(2025, 7, 1, tzinfo=LONDON) + timedelta(days=number)
        precision = precision_of(since)
        told = Report(number, SOURCES[source], "M", began, moment(until), received, precision)
        found.append(replace(told, until_precision="minute" if source == "police" else precision))
    return found


@pytest.mark.parametrize(("shows", "received", "counted"), EPISODES, ids=[row[0] for row in EPISODES])
def test_reports_and_the_episodes_they_are_counted_as(shows: str, received: list[str], counted: list[str]) -> None:
    expected = [tuple(moment(words) for words in line.split(" to ")) for line in counted]
    told = reports(received)
    for order in (told, told[::-1]):  # the order in which rows are read does not matter
        found = [absence_of(group) for group in absences(order, AS_SHIPPED)]
        assert [(absence.since, absence.until) for absence in found] == expected


KINDS = [
    ("both say missing", ["M", "M"], "M"),
    ("both say away without authorisation", ["A", "A"], "A"),
    ("one could not tell where the child was", ["A", "M"], "M"),
]


@pytest.mark.parametrize(("case", "kinds", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_of_what_kind_an_absence_is(case: str, kinds: list[str], kind: str) -> None:
    since = datetime(2025, 6, 3, tzinfo=LONDON)
    told = [Report(number, number, each, since, None, since) for number, each in enumerate(kinds)]
    assert absence_of(told).type == kind


PLACED = [
    ("nobody has said otherwise", None, 1),
    ("a worker said that it is another absence", "another", 2),
]


@pytest.mark.parametrize(("case", "kept_with", "episodes"), PLACED, ids=[row[0] for row in PLACED])
def test_a_worker_s_word_stands_before_the_rule(case: str, kept_with: str | None, episodes: int) -> None:
    since = datetime(2025, 6, 3, tzinfo=LONDON)
    told = [Report(1, 1, "M", since, None, since), Report(2, 2, "M", since, None, since, kept_with=kept_with)]
    assert len(absences(told, AS_SHIPPED)) == episodes


def test_how_far_apart_is_as_the_county_sets_it() -> None:
    told = reports(["police: 3 June 18:00 to 3 June 20:00", "school: 4 June 02:00 to 4 June 03:00"])
    assert len(absences(told, Joining(5, 0, 0))) == 2
