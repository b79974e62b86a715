"""When something happened, asked as a day and a time of day; which of two is asked only in the night that has two."""

from datetime import date, datetime
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.foundation.london import london_day
from homeward.practice.missing.rules import NeverThatNight, NotAClock, Told, TwiceThatNight, moment_told

WHICH = [("first", "The first: before the clocks went back"), ("second", "The second: an hour later, after they did")]
NO_CLOCK = "Enter a time such as 21:40, 9.40pm or 9pm, or leave it empty if only the day is known"
TWICE = "The clocks went back that night, so that time came twice. Select which"
NEVER = "The clocks went forward past that time. Enter the time that the clock showed"


class WhenForm(GovForm):
    """Asks for a day and a time. `told` is then the moment, with how exactly it is known."""

    day = DateField(label="Day")
    clock = forms.CharField(
        label="Time",
        max_length=20,
        required=False,
        help_text="21:40 or 9.40pm. An hour alone, such as 9pm, is kept as about nine. Empty if only the day is known.",
        widget=forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"}),
    )
    which = forms.ChoiceField(label="Which of the two?", choices=WHICH, required=False, widget=forms.RadioSelect)
    asks_which = False
    told: Told | None = None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        day: date | None = given.get("day")
        if day is not None and "clock" in given:
            self._read(day, given["clock"], given.get("which", ""))
        return given

    def _read(self, day: date, clock: str, which: str) -> None:
        try:
            self.told = moment_told(day, clock, which)
        except NotAClock:
            self.add_error("clock", NO_CLOCK)
        except NeverThatNight:
            self.add_error("clock", NEVER)
        except TwiceThatNight:
            self.asks_which = True
            self.add_error("which", TWICE)

    @property
    def fields_shown(self) -> list[Any]:
        """The fields to print: which of the two only where there are two."""
        shown = self.asks_which or bool(self.data.get(self.add_prefix("which"))) or bool(self.initial.get("which"))
        return [field for field in self if field.name != "which" or shown]


def now_in_boxes(at: datetime) -> dict[str, Any]:
    """The day and the minute, as a form that is opened now first shows them."""
    return {"day": london_day(at)}
