"""What a worker sends about factors, the handover before eighteen, and an adult met on the way."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.forms.child import choice_of
from homeward.practice.cases.forms.child import words as box

YES_NO = [("yes", "Yes: the assessment should hold it"), ("no", "No: it does not fit this child")]


class FactorForm(GovForm):
    """Whether the assessment should hold a factor."""

    accepted = forms.ChoiceField(label="Does it fit?", choices=YES_NO, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Why not, if not?", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        given = super().clean() or self.cleaned_data
        if given.get("accepted") == "no" and not given.get("words"):
            self.add_error("words", "Enter why it does not fit")
        given["accepted"] = given.get("accepted") == "yes"
        return given


class TransitionForm(GovForm):
    """A step towards adult services."""

    kind = choice_of("transition_steps", "What was done?")
    on = DateField(label="On which day?")
    words = box("With whom, and what was agreed?")


class AdultForm(GovForm):
    """A vulnerable adult who was referred."""

    who = forms.CharField(label="Who is the adult?", max_length=160)
    where = forms.CharField(label="Where were they met?", max_length=300, required=False)
    words = box("What is the concern?")
    agreed = choice_of("said_or_not", "Did the adult agree to be referred?")
    sent_to = forms.CharField(label="To whom was it sent?", max_length=120)
    reference = forms.CharField(label="Reference", max_length=60, required=False)
    on = DateField(label="On which day was it sent?")
