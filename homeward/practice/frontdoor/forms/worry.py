"""One page of a worry at a time: boxes out of the vocabulary, none of which stops anybody from going on.

Only the first question has to be answered. Of an agency the boxes that it is asked for are asked again once, and taken
without an answer then.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from homeward.design.forms import GovForm, asked
from homeward.practice.frontdoor.actions import Chosen
from homeward.practice.frontdoor.rules import LONGEST, boxes_asked
from homeward.vocabulary.loader import load_whole

TITLES = {
    "about": "What are you worried about?",
    "worried": "Tell us what worries you",
    "child": "The child or young person",
    "place": "The place",
    "group": "The group",
    "worker": "The person who works with children",
    "forms": "What do you think is happening?",
    "danger": "Is anybody in danger now?",
    "family": "Who knows that you are telling us",
    "you": "About you",
    "agency": "What your organisation knows",
    "send": "Send it",
}
SHORT_BOXES = frozenset({"name", "organisation", "contact", "record-number", "lead"})
NOT_KNOWN = "If you do not know, write that you do not know."


class WorryForm(GovForm):
    """The boxes of one page, and the box that nobody sees, which only a program fills in."""

    marks_optional = False
    website = forms.CharField(label="Leave this empty", required=False, max_length=200)

    def __init__(self, *args: Any, page: str, fields: Sequence[str] = (), asks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for field in CHOICES.get(page, []):
            self.fields[field] = _choice(field)
        boxes = load_whole("concern_boxes")
        groups = {entry.code: entry.group or "" for entry in boxes.entries}
        for box in boxes_asked(page, groups, fields):
            entry = boxes[box]
            required = box == "worried" or (asks and page == "agency")
            hint = f"{entry.description} {NOT_KNOWN}".strip() if page == "agency" else entry.description
            short = box in SHORT_BOXES
            widget = forms.TextInput({"autocomplete": "off"}) if short else forms.Textarea({"rows": 4})
            self.fields[box] = forms.CharField(
                label=entry.label, help_text=hint, required=required, max_length=LONGEST, widget=widget
            )
        for name, field in self.fields.items():
            field.error_messages["required"] = asked(name, field)
        self.shown = [name for name in self.fields if name != "website"]

    @property
    def boxes(self) -> list[Any]:
        """The boxes that are shown, without the one that nobody sees."""
        return [self[name] for name in self.shown]

    def typed(self) -> dict[str, str]:
        """Whatever was typed, complete or not: words are kept before anything is asked again."""
        known = load_whole("concern_boxes")
        return {name: self.data.get(name, "") for name in self.fields if name in known}

    def chosen(self) -> Chosen:
        """Whatever was chosen. What is on no list is left out where it is kept."""
        asked = CHOICES.get(self.page, [])
        return Chosen(
            about=self.data.get("about") if "about" in asked else None,
            forms=self.data.getlist("forms") if "forms" in asked else None,
            in_danger=self.data.get("in-danger") if "in-danger" in asked else None,
            referrer=self.data.get("referrer") if "referrer" in asked else None,
        )


CHOICES = {"about": ["about"], "forms": ["forms"], "danger": ["in-danger"], "you": ["referrer"]}


def _choice(name: str) -> forms.Field:
    """A question answered from a list. Only whom it is about has to be answered."""
    if name == "forms":
        listed = load_whole("exploitation_forms")
        many = forms.MultipleChoiceField(
            label="Choose any that fit", required=False, choices=listed.choices, widget=forms.CheckboxSelectMultiple,
            help_text="You need not be sure.",
        )  # fmt: skip
        many.choice_hints = {each.code: each.description for each in listed.entries}  # type: ignore[attr-defined]  # read by the kit
        return many
    lists = {
        "about": ("concern_about", "It is about"),
        "in-danger": ("said_or_not", "Is anybody in danger now?"),
        "referrer": ("concern_referrers", "Who are you?"),
    }
    list_name, words = lists[name]
    listed = load_whole(list_name)
    one = forms.ChoiceField(label=words, required=name == "about", choices=listed.choices, widget=forms.RadioSelect)
    one.choice_hints = {each.code: each.description for each in listed.entries}  # type: ignore[attr-defined]  # read by the kit
    return one


class TellForm(GovForm):
    """A worry about a child whose page is open, on one page."""

    def __init__(self, *args: Any, absences: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes = load_whole("concern_boxes")
        for box in ("worried", "signs", "talk"):
            self.fields[box] = forms.CharField(
                label=boxes[box].label, help_text=boxes[box].description, required=box == "worried",
                max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
            )  # fmt: skip
        self.fields["forms"], self.fields["in-danger"] = _choice("forms"), _choice("in-danger")
        if absences:
            self.fields["episode"] = forms.ChoiceField(
                label="Did it come out of an absence?", required=False,
                choices=[("", "No"), *((str(pk), words) for pk, words in absences)],
            )  # fmt: skip
        self.fields["worried"].error_messages["required"] = asked("worried", self.fields["worried"])

    def typed(self) -> dict[str, str]:
        """What was written."""
        return {box: self.cleaned_data[box] for box in ("worried", "signs", "talk")}

    def chosen(self) -> Chosen:
        """What was chosen."""
        return Chosen(about="child", forms=self.cleaned_data["forms"], in_danger=self.cleaned_data["in-danger"])

    @property
    def episode(self) -> UUID | None:
        """The absence that it came out of."""
        given = self.cleaned_data.get("episode")
        return UUID(given) if given else None


class ReferenceForm(GovForm):
    """A reference, to hear what became of a worry, and more to say if there is more."""

    reference = forms.CharField(
        label="Your reference",
        help_text="It looks like ABCD-2345-EFGH",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )
    words = forms.CharField(
        label="What else do you want to tell us?", required=False, max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip
