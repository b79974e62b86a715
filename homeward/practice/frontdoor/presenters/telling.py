"""What whoever told is told: a sentence for anybody who holds the reference, and more on an account."""

from homeward.design.values import Row
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.presenters.concern import Shown
from homeward.practice.frontdoor.queries import words_of_answer
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

RECEIVED = "We have what you told us. Somebody reads it, and decides what to do by the end of the next working day."


def asked_of_agency(referrer: str) -> str:
    """Why a kind of agency is asked for more than the public is."""
    entry = load_whole("frontdoor_fields").get(referrer)
    return entry.label if entry else ""


def heard_by_anyone(row: Concern) -> str:
    """What the reference alone says: the last sentence that anybody may read, and never what was decided.

    Of a worry about somebody who works with children it says only that it came.
    """
    if row.way == "frontdoor":
        listed = load_whole("concern_answers")
        for each in row.answers.all():
            entry = listed.get(each.sentence)
            if entry and entry.group == "anyone":
                return entry.label
    return RECEIVED


def told_line(row: Concern) -> Shown:
    """One worry that an agency told: when, by whom, and what it was answered. Nothing that was said in it."""
    answers = list(row.answers.all()) if row.way == "frontdoor" else []
    rows = [
        Row("About", label("concern_about", row.about) if row.about else ""),
        Row("Told by", row.told_by.name if row.told_by else ""),
        Row("It is", "Decided" if row.state in ("decided", "aside") and row.way == "frontdoor" else "Being looked at"),
    ]
    for each in answers:
        words = (label("concern_answers", each.sentence), words_of_answer(each))
        rows.append(Row("Answered", lines=tuple(filter(None, words)), note=moment_in_words(each.at)))
    if not answers:
        rows.append(Row("Answered", "Not yet"))
    return Shown(row.pk, f"Told on {day_in_words(london_day(row.begun_at))}", tuple(rows))
