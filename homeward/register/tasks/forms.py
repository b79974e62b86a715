"""What is asked when a matter cannot be accepted, and when a rota is kept."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.register.tasks.actions.handing import LONGEST_REASON
from homeward.register.tasks.rules.rotas import HOURS_IN_WORDS, is_skipped
from homeward.vocabulary.roles import load_roles

WHEN = {"invalid": "Write the time as 17:00"}


def roles_at_a_desk() -> list[tuple[str, str]]:
    """The roles that may be handed a matter."""
    roles = load_roles().roles
    return [
        (each.code, each.title) for each in roles if any(grant.action == "handover.answer" for grant in each.grants)
    ]


def time_box() -> forms.TimeInput:
    """A short box for a time of day."""
    return forms.TimeInput({"class": "govuk-input--width-5", "autocomplete": "off"}, format="%H:%M")


class DeclineForm(GovForm):
    """Why a handover cannot be accepted."""

    reason = forms.CharField(
        label="Why can you not accept it?",
        error_messages={"required": "Say why you cannot accept it"},
        help_text="Its owner reads this to know whom to ask instead.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


class RotaForm(GovForm):
    """A desk that must be answered."""

    title = forms.CharField(label="Name of the desk", max_length=120)
    role = forms.ChoiceField(label="Whose work is it?", choices=roles_at_a_desk)
    hours = forms.ChoiceField(
        label="When must it be answered?", choices=list(HOURS_IN_WORDS.items()), widget=forms.RadioSelect
    )


class ShiftForm(GovForm):
    """Who is at a desk, and when."""

    worker = forms.ChoiceField(label="Worker")
    on = DateField(label="Day on which it begins")
    since = forms.TimeField(label="From", help_text="For example, 17:00", widget=time_box(), error_messages=WHEN)
    until = forms.TimeField(
        label="Until",
        help_text="For example, 08:30. A time no later than the first is next day’s.",
        widget=time_box(),
        error_messages=WHEN,
    )
    order = forms.TypedChoiceField(
        label="Whom to try first", choices=[(1, "First"), (2, "Second"), (3, "Third")], coerce=int, initial=1
    )

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["worker"]
        asked.choices = [("", "Choose a worker"), *workers]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for field in ("since", "until"):
            on, clock = given.get("on"), given.get(field)
            if on and clock and is_skipped(on, clock):
                self.add_error(field, "There is no such time on that day: the clock goes forward over it")
        return given


class CoverForm(GovForm):
    """Who stands in for somebody."""

    worker = forms.ChoiceField(label="Who stands in for them?")

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["worker"]
        asked.choices = [("", "Choose a worker"), *workers]
