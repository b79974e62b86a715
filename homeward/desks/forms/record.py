"""What the desks ask for about one child's record, a quarter, and the order of a list."""

from datetime import date
from typing import Any

from django import forms

from homeward.design.dates import DateField
from homeward.design.forms import FilterForm, GovForm
from homeward.foundation.quarters import Quarter

KINDS = [
    ("missing", "Missing"),
    ("care", "Care"),
    ("school", "School"),
    ("home", "Home"),
    ("authority", "Responsible authority"),
    ("social-care", "Social care"),
    ("education", "Suspension and attendance"),
    ("health", "Health"),
    ("justice", "Police and youth justice"),
    ("analysis", "Analysis"),
]


class ChronologyForm(FilterForm):
    """Which entries of a chronology to show."""

    kind = forms.MultipleChoiceField(label="What", choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        """A span ends on or after the day it begins."""
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the same as or after the first")
        return given


class AnalysisForm(GovForm):
    """What an author makes of one entry of the chronology."""

    words = forms.CharField(
        label="What do you make of it?", help_text="What it means for the child, and what you rest that on.",
        widget=forms.Textarea, max_length=4000,
    )  # fmt: skip


class QuarterForm(FilterForm):
    """Which of a few quarters to count, the one that is going on first."""

    quarter = forms.ChoiceField(label="Quarter", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, quarters: tuple[Quarter, ...], **given: Any) -> None:
        super().__init__(*args, **given)
        self.quarters = {each.code: each for each in quarters}
        (first, *others) = quarters
        field = self.fields["quarter"]
        field.choices = [(first.code, f"{first}, so far"), *((each.code, str(each)) for each in others)]  # type: ignore[attr-defined]  # a ChoiceField
        field.initial = first.code

    @property
    def chosen(self) -> Quarter:
        """The quarter asked for; the first where none is, or where what is asked for is not offered."""
        asked = self.cleaned_data.get("quarter", "") if self.is_bound and self.is_valid() else ""
        return self.quarters.get(asked) or next(iter(self.quarters.values()))


class OrderForm(FilterForm):
    """In which order to read a list of episodes."""

    order = forms.ChoiceField(
        label="Order",
        choices=[("newest", "Newest first"), ("oldest", "Oldest first"), ("child", "By child’s name")],
        required=False,
        initial="newest",
        widget=forms.RadioSelect,
    )

    @property
    def chosen(self) -> str:
        """The order asked for, and otherwise the newest first."""
        return (self.cleaned_data.get("order") if self.is_bound and self.is_valid() else "") or "newest"


class CorrectionForm(GovForm):
    """What a worker who knows the child may put right. The version tells whether somebody else has saved since."""

    forename = forms.CharField(label="Forename", max_length=80)
    surname = forms.CharField(label="Surname", max_length=80)
    also_known_as = forms.CharField(
        label="Also known as", help_text="Other names the child answers to", max_length=160, required=False
    )
    communication_needs = forms.CharField(
        label="Communication needs",
        help_text="What somebody must know before they ring, write or visit",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AsKnownOnForm(FilterForm):
    """The day as of which to read what was taken to be a child's."""

    on = DateField(label="As known on", help_text="For example, 27 3 2025", required=False)

    @property
    def chosen(self) -> date | None:
        """The day asked for, if one was."""
        return self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None


class ShownForm(GovForm):
    """Whose word on one fact is shown. The last choice lets the hub choose again."""

    field = forms.CharField(widget=forms.HiddenInput, max_length=40)
    profile = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, label="Which is shown?"
    )

    def __init__(self, *args: Any, fact: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        shown = next((each.profile for each in fact.wordings if each.shown), "")
        field: Any = self.fields["profile"]
        field.label = fact.title
        field.choices = [(each.profile, each.value) for each in fact.wordings] + [("", "Let the hub choose")]
        field.choice_hints = {str(each.profile): each.said_by for each in fact.wordings}
        field.help_text = fact.because
        field.initial, self.fields["field"].initial = shown, fact.field
        self.marks_optional = False


class UndoForm(GovForm):
    """Which choice was made a moment ago."""

    chosen = forms.UUIDField()
