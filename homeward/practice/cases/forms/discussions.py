"""What a worker sends about a discussion or a notification."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.rules import NOT_NEEDED, NOT_REQUIRED, NOTIFIED
from homeward.vocabulary.loader import load_whole

LONG = 4000


class AskForm(GovForm):
    """Why the agencies should talk."""

    reason = forms.CharField(label="Why the agencies need to talk", widget=forms.Textarea, max_length=LONG)


class OutcomeForm(GovForm):
    """What came of a discussion."""

    decision = forms.ChoiceField(label="What was decided", widget=forms.RadioSelect)
    held_on = DateField(label="On which day it was held", required=False)
    took_part = forms.MultipleChoiceField(label="Who took part", widget=forms.CheckboxSelectMultiple, required=False)
    reasons = forms.CharField(label="Why", widget=forms.Textarea, max_length=LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = load_whole("strategy_decisions").choices
        self.fields["took_part"].choices = load_whole("strategy_agencies").choices

    def clean(self) -> dict[str, Any]:
        """A discussion that was held has a day, and at least two who took part."""
        given = super().clean() or self.cleaned_data
        if given.get("decision") not in (None, "", NOT_NEEDED):
            if not given.get("held_on") and "held_on" not in self.errors:
                self.add_error("held_on", "Enter the day on which it was held")
            if len(given.get("took_part") or ()) < 2:
                self.add_error("took_part", "Select at least two: a discussion is between agencies")
        return given


class ClockForm(GovForm):
    """What happened, and from which day the council knew."""

    kind = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    known_on = DateField(label="On which day the council came to know")
    words = forms.CharField(label="What is known", widget=forms.Textarea, max_length=LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = load_whole("notification_kinds").choices


class EndForm(GovForm):
    """That it was sent, or why none is required."""

    kind = forms.ChoiceField(
        label="What was done",
        choices=[(NOTIFIED, "The notification was sent"), (NOT_REQUIRED, "No notification is required")],
        widget=forms.RadioSelect,
    )
    on = DateField(label="On which day")
    reference = forms.CharField(label="Its reference", max_length=60, required=False)
    reason = forms.CharField(label="Why none is required", widget=forms.Textarea, max_length=LONG, required=False)

    def clean(self) -> dict[str, Any]:
        """One that was sent has a reference; one that was not has a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == NOTIFIED and not given.get("reference"):
            self.add_error("reference", "Enter the reference that the service gave")
        if given.get("kind") == NOT_REQUIRED and not given.get("reason"):
            self.add_error("reason", "Enter why none is required")
        return given
