"""Which return: of which collection year, or as at which day."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.foundation.collection_years import CollectionYear

OFFERED = 5


class YearForm(GovForm):
    """The collection year of the return."""

    year = forms.ChoiceField(label="Collection year")

    def __init__(self, *args: Any, newest: CollectionYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [CollectionYear(newest.ending - ago) for ago in range(OFFERED)]
        asked: Any = self.fields["year"]
        asked.choices = [(each.code, str(each)) for each in years]


class DayForm(GovForm):
    """The day of the list."""

    day = DateField(
        label="Day of the list", help_text="For example, 31 3 2026. Today where nothing is given.", required=False
    )
