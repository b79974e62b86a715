"""Every part of the kit prints its example, says when to use it, and holds nothing a strict policy would refuse."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string

from homeward.design import kit, values

TEMPLATES = Path(kit.__file__).parent / "templates"
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.html"))

PARTS_PROMISED = {
    "button", "chart", "compare", "conflict", "definitions", "details", "empty", "figure", "filter", "find-card",
    "identity", "inset", "jump-list", "keys", "marking", "needs", "notification", "pagination", "print", "progress",
    "reasons", "signposts", "source", "stamp", "subnav", "summary-list", "table", "tag", "tags", "task-list",
    "timeline", "warning", "waterfall",
}  # fmt: skip


def printed(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load design %}" + source).render(context)


@pytest.mark.parametrize("name", sorted(PARTS_PROMISED))
def test_every_part_prints_its_example_and_says_when_to_use_it(name: str) -> None:
    part = kit.part_of(name)
    assert part.shown.strip()
    assert part.note, f"{name} does not say when to use it"
    assert f'"{name}"' in part.usage, f"the example of {name} does not use it"


def test_the_kit_holds_the_parts_it_promises_and_no_others() -> None:
    assert set(kit.names()) == PARTS_PROMISED


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_a_style_or_a_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))
    assert "javascript:" not in text


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_passes_eighty_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 80


def test_a_value_is_never_taken_for_markup() -> None:
    page = printed('{% component "timeline" entries=entries %}', entries=[
        values.Entry(when="2 March 2026", title="<b>bold</b>", source="<i>feed</i>", text="<script>")
    ])  # fmt: skip
    assert "<b>" not in page
    assert "<i>" not in page
    assert "<script>" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_a_part_sees_its_own_values_and_nothing_else_of_the_page() -> None:
    assert "red" not in printed('{% component "tag" text="Closed" %}', colour="red")


def test_wrap_keeps_the_markup_it_is_given() -> None:
    assert "<em>counted</em>" in printed('{% wrap "inset" %}<em>counted</em>{% endwrap %}')


def test_what_is_not_known_says_so_and_is_never_blank() -> None:
    rows = (values.Row("UPN"), values.Row("School", "Ferrybridge Academy"))
    assert printed('{% component "summary-list" rows=rows %}', rows=rows).count("Not known") == 1
    card = printed('{% component "find-card" card=card %}', card=values.FindCard(name="Tam Inventley"))
    assert card.count("Not known") == 3
    assert "No team allocated" in card


def test_an_empty_table_says_what_to_do_instead_of_printing_heads() -> None:
    table = values.Table("Feeds", (values.Column("Feed"),), (), empty="Load the first file.")
    page = printed('{% component "table" table=table %}', table=table)
    assert "Load the first file." in page
    assert "<table" not in page


def test_a_table_refuses_a_row_that_does_not_fit_its_columns() -> None:
    table = values.Table("Feeds", (values.Column("Feed"), values.Column("Rows")), ((values.Cell("One"),),))
    with pytest.raises(ValueError, match="shorter"):
        table.lines()


@pytest.mark.parametrize(
    ("progress", "words", "is_polled"),
    [
        (values.Progress("Load", 3200, 12450), "3,200 of 12,450 rows", True),
        (values.Progress("Load"), "Counting rows", True),
        (values.Progress("Check", done=2000), "2,000 rows so far", True),
        (values.Progress("Load", 7, 7, state="done", unit="children"), "7 of 7 children", False),
        (values.Progress("Load", 3, 7, state="failed"), "3 of 7 rows", False),
    ],
)
def test_progress_is_said_in_words_and_stops_asking_when_the_work_ends(
    progress: values.Progress, words: str, is_polled: bool
) -> None:
    page = printed('{% component "progress" progress=progress %}', progress=progress)
    assert words in page
    assert ("data-hw-poll" in page) is is_polled


def test_two_versions_stand_side_by_side_and_the_second_is_sent_again_whole() -> None:
    page = render_to_string("409.html", kit.example_of("conflict"))
    assert "Children looked after" in page
    assert "North assessment" in page
    assert '<input type="hidden" name="version" value="7">' in page
    assert page.count("Differs") == 2


def test_what_was_typed_stays_out_of_a_conflict_that_is_logged() -> None:
    told = values.Conflict("Allocation", "R. Madeup", "today", (), "/", "/", resend=(("note", "secret words"),))
    assert "secret words" not in repr(told)


def test_a_short_cell_keeps_to_one_line_and_a_sentence_stands_below_its_columns_name_on_a_phone() -> None:
    cells = [
        values.Cell("6 days"),
        values.Cell("6 days", note="More"),
        values.Cell("Missing", note="No harm told of. " * 4),
    ]
    assert [(cell.is_short, cell.is_long) for cell in cells] == [(True, False), (False, False), (False, True)]
    table = values.Table("Absences", tuple(map(values.Column, ("Length", "Kind", "What"))), (tuple(cells),))
    shown = printed('{% component "table" table=table %}', table=table)
    assert shown.count("hw-cell--short") == 1 and shown.count("hw-table__long") == 1
