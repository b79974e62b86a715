"""What a worker says of something that was noticed, and why it is put right or taken back."""

from datetime import date
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.indicators.rules import LISTS, MONTH, NO, NOT_KNOWN, YES, span_of
from homeward.register.agencies.queries import partners
from homeward.vocabulary.loader import load, load_whole

LONGEST = 2000
ANSWERS = [(YES, "Yes, it was noticed"), (NO, "No, it was looked for and is not so"), (NOT_KNOWN, "Not known")]


class NoticedForm(GovForm):
    """What was noticed, of which days, by whom, and how surely."""

    code = forms.ChoiceField(label="What is it about?")
    value = forms.ChoiceField(label="Was it noticed?", choices=ANSWERS, widget=forms.RadioSelect)
    day = DateField(label="On which day, or since when?", help_text="For example, 27 2 2026")
    last = DateField(label="Until which day, if it lasted", required=False)
    month_only = forms.BooleanField(label="Only the month is known", required=False)
    agency = forms.ChoiceField(label="Which agency noticed it?")
    heard_from = forms.ChoiceField(label="Who told them?", widget=forms.RadioSelect)
    grounds = forms.ChoiceField(label="How do they know?", widget=forms.RadioSelect)
    sure = forms.ChoiceField(label="How sure are they?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What was seen or said",
        help_text="Facts, and whose words they are. Do not write where the child lives.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, today: date, first: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, choices in (
            ("code", choices_on(today, first)),
            ("agency", [(str(each.pk), each.name) for each in partners()]),
            ("heard_from", load_whole("observation_sources").choices),
            ("grounds", load_whole("observation_grounds").choices),
            ("sure", load_whole("observation_certainty").choices),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # each is a choice field

    def clean(self) -> dict[str, Any]:
        """Days that have come, and that do not end before they begin."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        day, last = given.get("day"), given.get("last")
        if day and day > self.today:
            self.add_error("day", "The day must be today or an earlier day")
        if last and last > self.today:
            self.add_error("last", "The last day must be today or an earlier day")
        if day and last and last < day:
            self.add_error("last", "The last day must be the first day or a later one")
        return given

    def told(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        given = dict(self.cleaned_data)
        day, last, month_only = given.pop("day"), given.pop("last"), given.pop("month_only")
        since, until, precision = span_of(day, last, month_only=month_only)
        agency = int(given.pop("agency"))
        return {**given, "since": since, "until": until, "precision": precision, "agency": agency}


class CorrectionForm(NoticedForm):
    """The same, of something written already, and why it is put right. Whose observation it is stays."""

    reason = forms.CharField(label="Why is it put right?", max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, agency: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        del self.fields["agency"]

    def told(self) -> dict[str, Any]:
        """What was said, without the reason, by the agency whose observation it is."""
        self.cleaned_data["agency"] = self.agency
        told = super().told()
        del told["reason"]
        return told


class WithdrawForm(GovForm):
    """Why an observation is withdrawn."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=500, widget=forms.Textarea({"rows": 2}))


class AskedForm(forms.Form):
    """Which year of months is asked for, and on which lead or hint a form is opened: what an address may say."""

    to = forms.DateField(required=False, input_formats=["%Y-%m"])
    lead = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    hint = forms.RegexField(r"^[a-z]{4,8}:[0-9a-f-]{1,40}$", required=False)


def choices_on(day: date, first: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Every indicator of a child in force on a day, and what protects, by family; before them those offered."""
    entries = [entry for name in LISTS for entry in load(name, on=day).entries]
    families = {each.code: each.label for each in load("indicator_families", on=day).entries}
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        groups.setdefault(families.get(entry.group or "", ""), []).append((entry.code, entry.label))
    offered = [(entry.code, entry.label) for entry in entries if entry.code in first]
    return [("", ""), *([("It may be one of these", offered)] if offered else []), *groups.items()]


def opened_on(row: Any, words: str) -> dict[str, Any]:
    """What a form shows that is opened on an observation."""
    last = row.last_day
    return {
        "code": row.code,
        "value": row.value,
        "day": row.since,
        "last": last if last != row.since and row.precision != MONTH else None,
        "month_only": row.precision == MONTH,
        "heard_from": row.heard_from,
        "grounds": row.grounds,
        "sure": row.sure,
        "words": words,
    }
