"""What a worker sends about triggers and about children who are missing again and again."""

from django import forms

from homeward.design.forms import DateField, FilterForm, GovForm
from homeward.vocabulary.loader import load_whole


class SwitchForm(GovForm):
    """Which trigger, on or off, from which day, and why."""

    trigger = forms.ChoiceField(label="Which trigger")
    on = forms.ChoiceField(label="On or off", choices=[("on", "On"), ("off", "Off")], widget=forms.RadioSelect)
    since = DateField(label="From which day")
    reason = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trigger"].choices = load_whole("missing_triggers").choices


class WindowForm(FilterForm):
    """How many absences, within how many days."""

    least = forms.IntegerField(
        label="How many absences, or more",
        min_value=2,
        max_value=100,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    days = forms.IntegerField(
        label="Within how many days up to today",
        min_value=1,
        max_value=1100,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )
