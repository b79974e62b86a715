"""What a worker sends about an interview."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import DateField, GovForm
from homeward.practice.missing.forms.when import NEVER, TWICE, WHICH
from homeward.practice.missing.rules import NeverThatNight, Told, TwiceThatNight, moment_told
from homeward.practice.missing.rules.returning import CARER, DECLINED, HELD, NOT_OFFERED, OFFERED
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

WRITTEN = (OFFERED, DECLINED, HELD, CARER, NOT_OFFERED)
LONGEST = 10_000
NEEDS_REASON = (DECLINED, NOT_OFFERED)


def reasons() -> list[tuple[str, Any]]:
    """Reasons under what each is a reason for."""
    entries = load_whole("interview_reasons").entries
    groups = {
        kind: [(entry.code, entry.label) for entry in entries if entry.group == kind]
        for kind in (DECLINED, NOT_OFFERED)
    }
    return [("", "None"), *((label("interview_steps", kind), choices) for kind, choices in groups.items())]


class MomentForm(GovForm):
    """A form that asks on which day and at what time something was done."""

    day = DateField(label="On which day")
    time = forms.TimeField(
        label="At what time",
        help_text="For example 16:40",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time of day, such as 16:40"},
    )

    which = forms.ChoiceField(label="Which of the two?", choices=WHICH, required=False, widget=forms.RadioSelect)
    told: Told | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._comes_twice():
            del self.fields["which"]

    def _comes_twice(self) -> bool:
        """Whether the time that was sent is one that came twice that night."""
        box = self.fields["day"].widget.value_from_datadict(self.data, self.files, self.add_prefix("day"))
        try:
            day, clock = (
                self.fields["day"].clean(box),
                self.fields["time"].clean(self.data.get(self.add_prefix("time"))),
            )
            moment_told(day, f"{clock:%H:%M}")
        except TwiceThatNight:
            return True
        except (ValidationError, TypeError, ValueError):
            return False
        return False

    def clean(self) -> dict[str, Any]:
        """The moment that was entered; of two in one night, the one that is told."""
        given = super().clean() or self.cleaned_data
        day, clock = given.get("day"), given.get("time")
        if day is None:
            return given
        try:
            self.told = moment_told(day, f"{clock or time(0):%H:%M}", given.get("which", ""))
        except NeverThatNight:
            self.add_error("time", NEVER)
        except TwiceThatNight:
            self.add_error("which", TWICE)
        return given

    def moment(self) -> datetime | None:
        """The moment that was entered, by the clock here."""
        return self.told.moment if self.told else None


class StepForm(MomentForm):
    """What was done about the interview, when, and why where it was not held."""

    kind = forms.ChoiceField(label="What was done", widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="Why, where it was declined or not offered", required=False)
    independent = forms.ChoiceField(
        label="If it was held: by somebody who takes no other part in the child’s care?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ("kind", "day", "time", "which", "reason", "independent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, label("interview_steps", kind)) for kind in WRITTEN]
        self.fields["reason"].choices = reasons()

    def clean(self) -> dict[str, Any]:
        """A refusal needs its reason, and an interview whether it was independent."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        entry = load_whole("interview_reasons").get(given.get("reason") or "")
        if kind in NEEDS_REASON and (entry is None or entry.group != kind):
            self.add_error("reason", "Select why, from the reasons under what was done")
        if kind == HELD and not given.get("independent"):
            self.add_error("independent", "Say whether whoever held it takes no other part in the child’s care")
        return given


class AskForm(GovForm):
    """Whom to ask to hold it."""

    worker = forms.ChoiceField(label="Who is to hold it")

    def __init__(self, *args: Any, workers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [(each.pk, f"{each.name}, {each.agency.name}") for each in workers]


class SectionForm(forms.Form):
    """One section as it was saved, with the number that stood there when it was last seen."""

    section = forms.CharField(max_length=20)
    text = forms.CharField(max_length=LONGEST, required=False, strip=False)
    read = forms.IntegerField(min_value=0, max_value=100_000)


class FactorsForm(GovForm):
    """What drove the child away, and what drew them."""

    push = forms.MultipleChoiceField(label="What drove them away", widget=forms.CheckboxSelectMultiple, required=False)
    pull = forms.MultipleChoiceField(label="What drew them", widget=forms.CheckboxSelectMultiple, required=False)
    read = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("push", "pull"):
            entries = load_whole("push_pull_factors").entries
            self.fields[name].choices = [(entry.code, entry.label) for entry in entries if entry.group == name]


class DecisionForm(forms.Form):
    """Which candidate is a lead, or is none."""

    section = forms.CharField(max_length=20)
    kind = forms.CharField(max_length=10)
    start = forms.IntegerField(min_value=0, max_value=LONGEST)
    verdict = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class LeadForm(GovForm):
    """A lead that nothing offered."""

    kind = forms.ChoiceField(label="What it is")
    value = forms.CharField(label="What was said", max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = load_whole("lead_kinds").choices


class PreventionForm(MomentForm):
    """What came of the police's talk with the child."""

    outcome = forms.ChoiceField(label="Did the police speak with the child?", widget=forms.RadioSelect)
    harm = forms.ChoiceField(label="How the child was", required=False)
    words = forms.CharField(label="What was learned", widget=forms.Textarea, max_length=4000, required=False)
    field_order = ("outcome", "day", "time", "which", "harm", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = load_whole("prevention_interview").choices
        self.fields["harm"].choices = [("", "Not said"), *load_whole("missing_condition").choices]
        self.fields["day"].required = self.fields["time"].required = False

    def clean(self) -> dict[str, Any]:
        """A talk that was held has a time."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == "done" and not given.get("day"):
            self.add_error("day", "Enter the day on which they spoke")
        return given
