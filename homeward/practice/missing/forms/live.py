"""What a worker writes in an episode."""

from typing import Any

from django import forms

from homeward.design.forms import GovForm
from homeward.practice.missing.forms.when import WhenForm
from homeward.practice.missing.models import Entry
from homeward.practice.missing.queries import KINDS
from homeward.practice.missing.rules import says_why
from homeward.vocabulary.loader import load_whole

LONGEST = 4000


def choices_of(name: str) -> list[tuple[str, str]]:
    """A list's codes and words, for a form."""
    return list(load_whole(name).choices)


class GradeForm(GovForm):
    """How grave it is, and why."""

    level = forms.ChoiceField(label="How grave is it that the child is gone?", widget=forms.RadioSelect)
    reasons = forms.MultipleChoiceField(label="What bears on it?", required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label="In your own words", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = choices_of("missing_grade")[::-1]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["level"].choice_hints = {
            each.code: each.description for each in load_whole("missing_grade").entries
        }  # type: ignore[attr-defined]  # read by the kit
        self.fields["reasons"].choices = choices_of("grade_prompts")  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not says_why(given.get("reasons", ()), given.get("words", "")):
            self.add_error("reasons", "Select what bears on it, or write why in your own words")
        return given


class EntryForm(WhenForm):
    """Something done or learnt, from whom, and when."""

    kind = forms.ChoiceField(label="What is it?", choices=Entry.KINDS, widget=forms.RadioSelect, initial="update")
    source = forms.ChoiceField(label="Who told you?")
    text = forms.CharField(
        label="What was done or learnt",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="Never where a shielded child lives.",
    )
    field_order = ["kind", "text", "source", "day", "clock", "which"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", ""), *choices_of("entry_sources")]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["day"].required = False
        self.fields["day"].help_text = "Leave the day and the time empty if it is now."


class EndingForm(WhenForm):
    """When the child was found or came back, how, where, with whom, and how they were."""

    how = forms.ChoiceField(label="How?", widget=forms.RadioSelect)
    condition = forms.ChoiceField(label="How was the child?", widget=forms.RadioSelect)
    where = forms.CharField(label="Where?", max_length=300, required=False, help_text="It is sealed.")
    with_whom = forms.CharField(label="With whom?", max_length=300, required=False)
    out_of_area = forms.CharField(
        label="If outside the county, which area?", max_length=60, required=False, help_text="For example, Thurrock"
    )
    field_order = ["day", "clock", "which", "how", "condition", "where", "with_whom", "out_of_area"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = choices_of("missing_found_how")  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["condition"].choices = choices_of("missing_condition")  # type: ignore[attr-defined]  # as above


class TypeForm(GovForm):
    """Of which kind the absence is, and why that is said now."""

    kind = forms.ChoiceField(label="Of which kind is it?", choices=list(KINDS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label="Why?", max_length=LONGEST, widget=forms.Textarea({"rows": 3}))


class CloseForm(GovForm):
    """Why nothing more is to be done."""

    reason = forms.CharField(
        label="Anything to say about closing it", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
