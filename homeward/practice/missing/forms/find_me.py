"""What is asked when a find-me sheet is written in, and when a photograph is added or withdrawn."""

from datetime import date, timedelta
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.missing.forms.live import choices_of
from homeward.practice.missing.queries.find_me import Word
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

LONGEST = 2000


class SheetForm(GovForm):
    """A box for each part of the sheet, and hidden beside it the row that it was read from."""

    def __init__(self, *args: Any, words: dict[str, Word], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for entry in load_whole("find_me_sections").entries:
            word = words.get(entry.code)
            box = forms.Textarea({"rows": 3})
            self.fields[entry.code] = forms.CharField(
                label=entry.label, help_text=entry.description or "", required=False, widget=box,
                initial=word.text if word else "",
                max_length=max(LONGEST, len(word.text)) if word else LONGEST,
            )  # fmt: skip
            self.fields[f"read-{entry.code}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=word.read if word else ""
            )

    def texts(self) -> dict[str, str]:
        """What stands in each box."""
        return {name: self.cleaned_data[name] for name in load_whole("find_me_sections").codes}

    def read(self) -> dict[str, str]:
        """Which row each box was read from."""
        return {name: self.cleaned_data[f"read-{name}"] for name in load_whole("find_me_sections").codes}


class PhotographForm(GovForm):
    """The photograph, why it is held, who agreed, and until when."""

    picture = forms.FileField(
        label="Photograph",
        help_text="A JPEG, PNG or WebP file of the child alone. It is drawn again, without where it was taken.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    purpose = forms.ChoiceField(label="Why is it held?", widget=forms.RadioSelect)
    consent = forms.ChoiceField(label="Who agreed?", widget=forms.RadioSelect)
    note = forms.CharField(
        label="What was said about it", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    taken_on = DateField(label="When was it taken?", help_text="For example, 31 3 2026.", required=False)
    expires_on = DateField(label="Ask again by", help_text="A child grows, and agreement is for a time.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"expires_on": today + timedelta(days=365)}, **kwargs)
        self.today = today
        self.fields["purpose"].choices = choices_of("photograph_purposes")  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["consent"].choices = choices_of("photograph_consents")  # type: ignore[attr-defined]  # as above

    def clean_taken_on(self) -> date | None:
        """The day it was taken, which is past."""
        taken: date | None = self.cleaned_data["taken_on"]
        if taken and taken > self.today:
            raise forms.ValidationError("When it was taken must be today or an earlier day")
        return taken

    def clean_expires_on(self) -> date:
        """The day by which to ask again: to come, and not too far off."""
        by: date = self.cleaned_data["expires_on"]
        last = self.today + timedelta(days=limit("photograph_days", on=self.today))
        if not self.today < by <= last:
            raise forms.ValidationError(f"Ask again by must be after today, and no later than {last:%-d %B %Y}")
        return by


class WithdrawForm(GovForm):
    """Why a photograph is withdrawn."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=500, widget=forms.Textarea({"rows": 2}))
