"""What is asked before two records are said to be one child's, or two children's."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import GovForm
from homeward.vocabulary.loader import load

VERDICTS = [("same", "The same child"), ("not-same", "Different children"), ("unsure", "Not sure")]
KEYS = {"same": "s", "not-same": "d", "unsure": "u"}
LONGEST_REASON = 1000
# A choice that says nothing without a word more.
SAYS_MORE = frozenset({"asked-an-agency", "mistake-in-a-record", "name-or-number-changed", "too-little-to-tell"})


class Verdicts(forms.RadioSelect):
    """Radio buttons that a key chooses too."""

    def create_option(self, name: str, value: Any, *args: Any, **given: Any) -> dict[str, Any]:
        """One choice, with the key that makes it."""
        option: dict[str, Any] = super().create_option(name, value, *args, **given)
        if str(value) in KEYS:
            option["attrs"]["data-hw-key"] = KEYS[str(value)]
        return option


class ReasonForm(GovForm):
    """Why, from a list and in words: the words are read by whoever answers, and by whoever asks later."""

    why = forms.ChoiceField(label="Why?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="In your own words",
        help_text="What you saw or were told. Do not write where a child lives.",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, on: date, **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["why"]
        field.choices = load("matching_reasons", on=on).choices
        field.choice_hints = {each.code: each.description for each in load("matching_reasons", on=on).entries}

    def clean(self) -> dict[str, Any]:
        """A reason that needs a word more has one."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("why") in SAYS_MORE and not (given.get("words") or "").strip():
            self.add_error("words", ValidationError("Say a little more: which record, or who was asked"))
        return given

    @property
    def reason(self) -> str:
        """The whole reason as it is kept: the code chosen, and the words."""
        return "\n".join(filter(None, (self.cleaned_data["why"], self.cleaned_data["words"].strip())))


class JudgementForm(ReasonForm):
    """One child, two, or not sure; and why. What each answer will do stands under it before it is given."""

    verdict = forms.ChoiceField(label="Are these two records of one child?", choices=VERDICTS, widget=Verdicts)
    field_order = ["verdict", "why", "words"]

    def __init__(self, *args: Any, on: date, effects: dict[str, str] | None = None, **given: Any) -> None:
        super().__init__(*args, on=on, **given)
        field: Any = self.fields["verdict"]
        field.choice_hints = effects or {}


class SampleForm(GovForm):
    """What a reader says of one sampled pair."""

    verdict = forms.ChoiceField(label="Are these two records of one child?", choices=VERDICTS, widget=Verdicts)
