"""A form says what to enter, and each mistake leads to the box that mends it."""

import datetime
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from homeward.design.forms import DateField, FilterForm, GovForm
from homeward.design.kit import ExampleForm

SENT = {
    "name": "Orla Exampleton", "born_on_0": "2", "born_on_1": "May", "born_on_2": "2010", "nhs_number": "9990000018",
    "district": "s", "why": "call", "agencies": ["police"], "agreed": "on",
}  # fmt: skip


class BirthForm(GovForm):
    born_on = DateField(label="Date of birth")


def birth(day: str, month: str, year: str) -> BirthForm:
    return BirthForm({"born_on_0": day, "born_on_1": month, "born_on_2": year})


def summary(form: forms.Form) -> str:
    return render_to_string("design/error_summary.html", {"form": form})


def test_a_whole_form_is_taken() -> None:
    form = ExampleForm(SENT, {"extract": SimpleUploadedFile("a.csv", b"x")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == datetime.date(2010, 5, 2)


def test_every_mistake_leads_to_a_box_that_is_on_the_page() -> None:
    form = ExampleForm({})
    targets = re.findall(r'href="#([^"]+)"', summary(form))
    ids = re.findall(r'\bid="([^"]+)"', form.render())
    assert len(targets) == 7
    assert set(targets) <= set(ids)


def test_every_id_is_given_once() -> None:
    ids = re.findall(r'\bid="([^"]+)"', ExampleForm({}).render())
    assert len(ids) == len(set(ids))


def test_each_box_is_described_by_its_hint_and_its_mistake() -> None:
    page = ExampleForm({}).render()
    described = re.search(r'<input[^>]*name="name"[^>]*>', page)
    assert described
    assert 'aria-describedby="id_name-hint id_name-error"' in described.group()
    assert 'id="id_name-hint"' in page
    assert 'id="id_name-error"' in page
    assert '<span class="govuk-visually-hidden">Error:</span> Enter name' in page


def test_a_hint_of_a_choice_stands_under_that_choice() -> None:
    assert ExampleForm().render().count("Somebody has rung about the child") == 1


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", "Enter name"),
        ("born_on", "Enter date of birth"),
        ("nhs_number", "Enter NHS number"),
        ("district", "Select district"),
        ("why", "Answer the question “Why do you need to look?”"),
        ("extract", "Choose a file: extract"),
        ("agreed", "Tick “The manager has agreed”"),
    ],
)
def test_a_missing_answer_is_asked_for(field: str, words: str) -> None:
    assert ExampleForm({}).errors[field] == [words]


def test_an_answer_that_was_never_offered_is_not_printed_back() -> None:
    assert ExampleForm(SENT | {"why": "<other>"}).errors["why"] == ["Answer the question “Why do you need to look?”"]


def test_a_forms_own_words_are_left_alone() -> None:
    class Own(GovForm):
        name = forms.CharField(error_messages={"required": "Say who rang"})

    assert Own({}).errors["name"] == ["Say who rang"]


@pytest.mark.parametrize("month", ["5", "05", "May", "may", "MAY"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = birth("2", month, "2010")
    assert form.is_valid()
    assert form.cleaned_data["born_on"] == datetime.date(2010, 5, 2)


@pytest.mark.parametrize(
    ("typed", "words", "boxes"),
    [
        (("", "5", "2010"), "Date of birth must include a day", {0}),
        (("2", "", ""), "Date of birth must include a month and year", {1, 2}),
        (("31", "2", "2010"), "Date of birth must be a real date, for example 27 3 2011", {0, 1, 2}),
        (("2", "ju", "2010"), "Date of birth must be a real date, for example 27 3 2011", {0, 1, 2}),
        (("2", "13", "2010"), "Date of birth must be a real date, for example 27 3 2011", {0, 1, 2}),
        (("٢", "5", "2010"), "Date of birth must be a real date, for example 27 3 2011", {0, 1, 2}),
        (("2", "5", "10"), "Date of birth must include a year of 4 numbers, for example 2011", {2}),
        (("2", "5", "0000"), "Date of birth must be a real date, for example 27 3 2011", {0, 1, 2}),
    ],
)
def test_a_date_that_cannot_be_says_why_and_marks_the_box(
    typed: tuple[str, str, str], words: str, boxes: set[int]
) -> None:
    form = birth(*typed)
    assert form.errors["born_on"] == [words]
    assert form["born_on"].wrong_boxes == boxes
    assert f'href="#id_born_on_{min(boxes)}"' in summary(form)
    assert form.render().count("govuk-input--error") == len(boxes)


def test_what_was_typed_is_still_in_the_boxes() -> None:
    page = birth("31", "Feb", "2010").render()
    assert 'value="31"' in page
    assert 'value="Feb"' in page


def test_a_date_held_already_fills_the_boxes() -> None:
    page = BirthForm(initial={"born_on": datetime.date(2010, 5, 2)}).render()
    assert re.findall(r'value="(\d+)"', page) == ["2", "5", "2010"]


def test_typing_the_same_day_another_way_is_no_change() -> None:
    held = {"born_on": datetime.date(2010, 5, 2)}
    sent = {"born_on_0": "02", "born_on_1": "May", "born_on_2": "2010"}
    assert not BirthForm(sent, initial=held).has_changed()
    assert BirthForm(sent | {"born_on_0": "3"}, initial=held).has_changed()


def test_an_optional_answer_says_so() -> None:
    assert "What was said (optional)" in ExampleForm().render()


def test_a_filter_does_not_say_so_of_every_answer() -> None:
    class Narrow(FilterForm):
        kind = forms.CharField(required=False)

    assert "(optional)" not in Narrow().render()
