"""What is asked before a record is opened, a shield is lowered or an entry is withheld."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import DateField, FilterForm, GovForm
from homeward.foundation.identifiers.postcode import normalise
from homeward.register.access.queries import workers_with_roles
from homeward.register.access.rules import LEAST_REASON, is_reason_enough
from homeward.vocabulary.loader import load

PERHAPS_A_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][0-9A-Za-z]?\s*[0-9][A-Za-z]{2}\b")
LONGEST_WITHHOLDING = timedelta(days=366)
FIRST_DAY = date(2000, 1, 1)
ON_SHIFT_PURPOSES = ("call", "referral", "missing")


def choices_of(name: str, on: date, only: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """A list of the vocabulary as choices, as it stood on a day; with `only`, those codes alone."""
    return [(code, label) for code, label in load(name, on=on).choices if not only or code in only]


def offer(form: forms.Form, field: str, name: str, on: date, only: tuple[str, ...] = ()) -> None:
    """Let a field be answered from a list of the vocabulary, with a hint under each choice."""
    asked: Any = form.fields[field]
    asked.choices = choices_of(name, on, only)
    asked.choice_hints = {entry.code: entry.description for entry in load(name, on=on).entries}


class OpenOnCallForm(GovForm):
    """Which call or referral a record is opened for."""

    kind = forms.ChoiceField(
        label="What are you answering?",
        choices=[("call", "A call"), ("referral", "A referral")],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label="Reference of the call or referral",
        help_text="The number by which somebody can find it again. Do not write a name here.",
        max_length=60,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )
    purpose = forms.ChoiceField(label="Why do you need the record?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "purpose", "purposes", on, ON_SHIFT_PURPOSES)


class EmergencyForm(GovForm):
    """Why a record must be opened now, by somebody who has nothing to do with the child yet."""

    category = forms.ChoiceField(label="What is happening?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why can it not wait for the child's own worker?",
        help_text=f"At least {LEAST_REASON} characters. Your words are read by whoever reviews this.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "category", "emergency_categories", on)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not is_reason_enough(reason):
            raise ValidationError(
                f"Say more: at least {LEAST_REASON} characters on what has happened and why it cannot wait"
            )
        return reason


class EmergencyByIdentifierForm(EmergencyForm):
    """The same, for a child whom the worker cannot find because they have nothing to do with them."""

    identifier = forms.CharField(
        label="The child's local identifier",
        help_text="Exactly as the council writes it. No other number, and no name, will find a child here.",
        max_length=40,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["identifier", "category", "reason"]


class ReviewForm(GovForm):
    """What the review of an emergency opening found."""

    finding = forms.ChoiceField(label="What did you find?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "finding", "emergency_findings", on)


class ShiftForm(GovForm):
    """How long a shift is to be."""

    hours = forms.TypedChoiceField(
        label="How long is your shift?",
        choices=[(4, "4 hours"), (8, "8 hours"), (10, "10 hours"), (12, "12 hours")],
        coerce=int,
        initial=8,
        widget=forms.RadioSelect,
    )


class AskToLowerForm(GovForm):
    """Why a shield should come down, in words that do not themselves tell the place."""

    reason = forms.CharField(
        label="Why should the shield be lowered?",
        help_text="A shield keeper reads this and may not know the address. Do not write it here.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if any(normalise(found, synthetic=True).ok for found in PERHAPS_A_POSTCODE.findall(reason)):
            raise ValidationError("Take out the postcode: the shield keeper must not learn where the child lives")
        return reason


class WithholdForm(GovForm):
    """Why an entry is kept from the list of who looked, and when that is looked at again."""

    reason = forms.CharField(
        label="Why would showing this entry expose an inquiry?",
        help_text="Only information governance reads this.",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
    )
    review_on = DateField(label="When will you review this?", help_text="For example, 27 3 2026")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_review_on(self) -> date:
        review_on: date = self.cleaned_data["review_on"]
        if not self.on < review_on <= self.on + LONGEST_WITHHOLDING:
            raise ValidationError("Enter a review date after today and within a year")
        return review_on


class AuditFilterForm(FilterForm):
    """Which events information governance asks for."""

    worker = forms.ChoiceField(label="Who", required=False)
    action = forms.ChoiceField(label="What they did", required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)
    denied = forms.BooleanField(label="Refusals only", required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workers = [(str(row.pk), row.name) for row in workers_with_roles()]
        fields: dict[str, Any] = self.fields
        fields["worker"].choices = [("", "Anybody"), *workers]
        fields["action"].choices = [("", "Anything"), *choices_of("audited_actions", on)]
        self.on = on

    def clean_since(self) -> date | None:
        return self.in_reach("since")

    def clean_until(self) -> date | None:
        return self.in_reach("until")

    def in_reach(self, name: str) -> date | None:
        """A day on which something could have been recorded."""
        day: date | None = self.cleaned_data[name]
        if day and not FIRST_DAY <= day <= self.on:
            raise ValidationError("Enter a day from 1 January 2000 to today")
        return day
