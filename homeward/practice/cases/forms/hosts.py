"""What a worker sends about a notice to a host authority."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.rules import ACKNOWLEDGED, ENDED, SENT


class HostForm(GovForm):
    """In whose area a child is placed, and since when."""

    authority = forms.CharField(label="Which authority is the child placed in?", max_length=120)
    placed_on = DateField(label="From which day?", help_text="For example, 31 3 2026.")


class HostStepForm(GovForm):
    """That the host authority was told, or acknowledged it, and who there."""

    kind = forms.ChoiceField(
        label="What happened",
        choices=[
            (SENT, "The notice was sent"),
            (ACKNOWLEDGED, "Somebody there acknowledged it"),
            (ENDED, "The child is no longer placed there"),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(label="On which day")
    who = forms.CharField(
        label="Who there", help_text="Their name and post, or the address it went to.", max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Whoever was told, or acknowledged it, is named."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") in (SENT, ACKNOWLEDGED) and not given.get("who"):
            self.add_error("who", "Enter who there was told, or acknowledged it")
        return given
