"""A board paper: what it holds, one event, the same paper for the same moment, and nothing small kept."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, jobs, queries
from homeward.insight.reports.models import BoardPaper
from homeward.register.access.actions import Refused
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from tests import factories
from tests.rooms.reports.making import AUTUMN, made, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
PARTS = [
    "Purpose of report",
    "Link to the local health and care system",
    "Recommendation",
    "Background",
    "The local picture",
    "The partnership’s response",
    "Background papers",
    "Officers to contact",
    "Relevant impact assessments",
    "Annex A: every figure, and how it is counted",
    "Annex B: what the figures rest on",
]
TABLES = [
    "Children reported missing, by sex and age when first missing",
    "Missing episodes of those children, by sex and age when first missing",
    "Children reported missing, for every 1,000 children of the same age and sex",
    "Missing episodes, for every 1,000 children of the same age and sex",
    "Children reported missing and their episodes, by quarter",
    "Children reported missing, for every 1,000 children, by quarter",
    "Missing episodes, by quarter",
    "Share of looked-after children who were reported missing, by quarter",
    "Every figure in full",
    "How each figure is counted",
    "Newest delivery of each source",
]


def test_the_paper_has_the_parts_of_the_report_it_follows() -> None:
    document = opened(made())
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == PARTS
    assert document.paragraphs[0].style.name == "Title"


def test_it_holds_every_table_and_every_chart() -> None:
    captions = [each.text for each in opened(made()).paragraphs if each.style.name == "Caption"]
    tables = [text.partition(": ")[2] for text in captions if text.startswith("Table")]
    assert len(tables) == len(TABLES)
    assert all(text.startswith(known) for text, known in zip(tables, TABLES, strict=True)), tables
    assert len([text for text in captions if text.startswith("Chart")]) == 3


def test_each_count_says_what_kind_of_change_it_is_and_both_meanings_of_repeat_are_given() -> None:
    said = [each.text for each in opened(made()).paragraphs]
    for label in ("Children", "Episodes", "Looked-after children"):
        assert [text for text in said if text.startswith(f"{label}: ")], label
    assert [text for text in said if text.startswith("Repeat missing has two meanings")]
    assert [text for text in said if text.startswith("There were 4.")]


def test_what_is_not_collected_is_one_line_each() -> None:
    said = [each.text for each in opened(made()).paragraphs if "not yet collected by this hub" in each.text]
    assert len(said) == 14 and len(set(said)) == 14


def test_of_those_missing_most_often_it_says_only_that_there_is_a_list() -> None:
    about = [each.text for each in opened(made()).paragraphs if "most often missing" in each.text]
    assert len(about) == 1 and not any(letter.isdigit() for letter in about[0])


def test_another_moment_is_another_paper() -> None:
    later = factories.NOW + timedelta(days=1)
    assert queries.content_of(made(at=later)) != queries.content_of(made())


def test_a_quarter_nobody_counted_says_so_and_invents_nothing() -> None:
    document = opened(made(Quarter(2019, 2)))
    text = "\n".join(each.text for each in document.paragraphs)
    assert "No source that the hub holds speaks of this quarter" in text
    assert "Not given" not in text and not document.inline_shapes


def test_asking_and_keeping_are_two_events_and_only_what_was_protected_is_kept() -> None:
    paper = made()
    asked, kept = (AuditEvent.objects.get(action=action) for action in ("paper.make", "paper.keep"))
    assert asked.outcome == kept.outcome == "allowed"
    assert (kept.detail["paper"], kept.caused_by) == (str(paper.pk), asked.uid)
    numbers = [
        value for _, value in [*paper.figures["children"].values(), *paper.figures["episodes"].values()] if value
    ]
    assert numbers and min(numbers) > 5
    assert all(
        figure["n"] is None or figure["n"] > 5 or figure["n"] == 0 for figure in paper.figures["figures"].values()
    )


def test_the_same_quarter_and_moment_is_the_same_paper() -> None:
    first = made()
    again = actions.ask(quarter=AUTUMN, as_at=factories.NOW, by=factories.viewer("publisher"), at=factories.LATER)
    assert again.paper == first and again.job is None
    assert BoardPaper.objects.count() == Job.objects.count() == 1


def test_asked_for_twice_while_it_is_being_made_it_is_made_once() -> None:
    asked = [
        actions.ask(quarter=AUTUMN, as_at=factories.NOW, by=factories.viewer("director"), at=factories.NOW)
        for _ in range(2)
    ]
    assert asked[0].job == asked[1].job
    other = actions.ask(
        quarter=AUTUMN, as_at=factories.NOW - timedelta(1), by=factories.viewer("director"), at=factories.NOW
    )
    assert other.job != asked[0].job


def test_a_job_that_is_taken_up_again_makes_no_second_paper() -> None:
    made()
    Job.objects.update(state="waiting")
    run.call(str(Job.objects.get().pk))
    assert BoardPaper.objects.count() == 1 and Job.objects.get().state == "done"


def test_it_says_how_far_it_is() -> None:
    told: list[tuple[int, int | None]] = []
    asked = actions.ask(quarter=AUTUMN, as_at=factories.NOW, by=factories.viewer("director"), at=factories.NOW)
    assert asked.job
    jobs.make(asked.job, lambda done, total: told.append((done, total)))
    assert told[0] == (0, None) and told[-1] == (10, 10)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_drawings_of_its_page_are_kept_once() -> None:
    made()
    made(at=factories.NOW + timedelta(hours=1))
    assert Document.objects.filter(kind="chart").count() == 6
    assert Document.objects.filter(kind="paper").count() == 2


@pytest.mark.parametrize("role", ["performance-analyst", "call-handler", "manager"])
def test_who_may_not_make_a_paper_makes_none(role: str) -> None:
    with pytest.raises(Refused):
        actions.ask(quarter=AUTUMN, as_at=factories.NOW, by=factories.viewer(role), at=factories.NOW)
    assert not Job.objects.exists()


@pytest.mark.parametrize("program", ["vl_convert", "docx"])
def test_what_draws_and_writes_is_not_loaded_in_the_web_process(program: str) -> None:
    asked = f"import django; django.setup(); import homeward.config.urls, sys; print({program!r} in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
