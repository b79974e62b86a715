"""Asking for a paper: which quarter, and as at which day."""

from datetime import datetime
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.foundation.london import london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.reports.rules import NotYetPast, as_at_end_of

OFFERED = 12


def quarters_to(now: datetime) -> list[Quarter]:
    """The quarters a paper can be asked for, newest first."""
    found = [Quarter.holding(london_day(now))]
    while len(found) < OFFERED:
        found.append(found[-1].previous)
    return found


class PaperForm(GovForm):
    """The quarter, and the day its figures are as at."""

    quarter = forms.ChoiceField(label="Quarter")
    as_at = DateField(
        label="As at the end of",
        help_text="For example, 31 3 2026. Leave empty for this moment. A quarter is counted as the hub knew it then.",
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, quarter: Quarter, **kwargs: Any) -> None:
        super().__init__(*args, initial={"quarter": quarter.code}, **kwargs)
        self.now = now
        choices = sorted({quarter, *quarters_to(now)}, reverse=True)
        asked: Any = self.fields["quarter"]
        asked.choices = [(each.code, str(each)) for each in choices]

    def clean_as_at(self) -> datetime:
        """The moment asked about."""
        try:
            return as_at_end_of(self.cleaned_data["as_at"], self.now)
        except NotYetPast:
            raise forms.ValidationError("As at the end of must be today or an earlier day") from None

    def clean_quarter(self) -> Quarter:
        """The quarter asked about, which must have begun."""
        return Quarter.parse(self.cleaned_data["quarter"])
