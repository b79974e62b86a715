"""What is asked when an instrument is begun, answered, and given a band."""

from datetime import date, timedelta
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.assessment.actions import RestsOn
from homeward.register.access.models import RoleHolding
from homeward.register.agencies.models import Worker
from homeward.vocabulary.instruments.loader import instruments
from homeward.vocabulary.instruments.scales import Scale
from homeward.vocabulary.instruments.shapes import Instrument

LONG = 4000
DEEPEST = 400


class StartForm(GovForm):
    """Which instrument, and as at which day."""

    code = forms.ChoiceField(label="Which instrument?", widget=forms.RadioSelect)
    as_at = DateField(label="As at which day?", help_text="It is scored as at this day. For example, 2 3 2026.")

    def __init__(self, *args: Any, about: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"as_at": today}, **kwargs)
        self.today = today
        offered = [tool for tool in instruments(on=today) if tool.about == about]
        self.fields["code"].choices = [(tool.code, tool.title) for tool in offered]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["code"].choice_hints = {tool.code: tool.purpose for tool in offered}  # type: ignore[attr-defined]  # read by the kit

    def clean_as_at(self) -> date:
        """A day that has come, and not one of years ago."""
        day: date = self.cleaned_data["as_at"]
        if not self.today - timedelta(days=DEEPEST) <= day <= self.today:
            raise forms.ValidationError("The day must be today, or a day of the last year")
        return day


class ItemForm(GovForm):
    """One item: its answer, and what it rests on."""

    said = forms.ChoiceField(label="Answer", widget=forms.RadioSelect)
    observations = forms.MultipleChoiceField(
        label="Observations it rests on", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="What else it rests on: who told it, or where it is kept", max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    since = DateField(label="Seen on, or since", required=False)
    last = DateField(label="Until, if it lasted", required=False)
    month_only = forms.BooleanField(label="Only the month is known", required=False)
    read = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, asks: str, hint: str, scale: Scale, seen: list[tuple[str, str]], as_at: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.as_at = as_at
        self.fields["said"].label, self.fields["said"].help_text = asks, hint
        self.fields["said"].choices = [(each.code, each.label) for each in scale.answers]  # type: ignore[attr-defined]  # a choice field has choices
        if seen:
            self.fields["observations"].choices = seen  # type: ignore[attr-defined]  # as above
        else:
            del self.fields["observations"]

    def clean(self) -> dict[str, Any]:
        """Days that do not end before they begin; a month alone is the whole of it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, last = given.get("since"), given.get("last")
        if last and not since:
            self.add_error("since", "Enter since when, or leave both days empty")
        if since and last and last < since:
            self.add_error("last", "The last day must be the first day or a later one")
        return given

    def rests_on(self) -> RestsOn:
        """What it rests on, as the action takes it."""
        given = self.cleaned_data
        since, last, exact = given["since"], given["last"], not given["month_only"]
        if since and not exact:
            since, last = since.replace(day=1), ((last or since).replace(day=1) + timedelta(days=32)).replace(day=1)
            last -= timedelta(days=1)
        return RestsOn(tuple(given.get("observations", ())), given["words"], since, last, exact)


class BandForm(GovForm):
    """A band that a person gives, and why."""

    band = forms.ChoiceField(label="Which band?", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why?", max_length=LONG, required=False, widget=forms.Textarea({"rows": 3}))
    href = ""
    second = forms.ChoiceField(label="Second person, where it is lower than the tool’s", required=False)
    not_known = forms.CharField(
        label="Where it is lower than the last: why it need not wait for what is not known", max_length=LONG,
        required=False, widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, tool: Instrument, workers: list[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"].choices = [(each.code, each.title) for each in tool.bands]  # type: ignore[attr-defined]  # a choice field has choices
        people = [(str(each.pk), f"{each.name}, {each.agency.name}") for each in workers]
        self.fields["second"].choices = [("", "Nobody"), *people]  # type: ignore[attr-defined]  # as above


class WithdrawForm(GovForm):
    """Why an assessment is withdrawn."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=500, widget=forms.Textarea({"rows": 2}))


def colleagues() -> list[Worker]:
    """Everybody who holds a role and has not left: who may be the second person."""
    held = RoleHolding.objects.filter(until__isnull=True).values("worker")
    return list(
        Worker.objects.filter(pk__in=held, left_on__isnull=True).select_related("agency").order_by("name")[:500]
    )
