"""A child whom nobody has told of: what is known of them, and nothing more."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import GovForm
from homeward.practice.missing.actions import Newcomer
from homeward.register.linkage.rules import Asked, Born, born_in, words_of
from homeward.register.people.models import Person

SEXES = [("U", "Not known"), ("F", "Female"), ("M", "Male")]
NAMES = {"forename": "Forename", "surname": "Surname", "also_known_as": "Other names, or a nickname"}
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class NewChildForm(GovForm):
    """Who the child is, as far as it was said: some name, and whatever else."""

    marks_optional = False

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name, words in NAMES.items():
            longest = Person._meta.get_field(name).max_length
            self.fields[name] = forms.CharField(
                label=words, required=False, max_length=longest, widget=forms.TextInput(PLAIN)
            )
        self.fields["born"] = forms.CharField(
            label="Born", required=False, max_length=40, widget=forms.TextInput(PLAIN),
            help_text="All or part of a date of birth, or an age: 27 3 2011, March 2011, or about 15",
        )  # fmt: skip
        self.fields["sex"] = forms.ChoiceField(label="Sex", choices=SEXES, initial="U")

    def clean_born(self) -> Born | None:
        """The birth date, a part of one or an age; or how to write one."""
        typed = self.cleaned_data["born"].strip()
        found = born_in(typed, on=self.on)
        if typed and found is None:
            raise ValidationError("Enter a date of birth, a part of one or an age, such as March 2011 or about 15")
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for some name: a child without one could not be found again by anybody."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(name, "").strip() for name in NAMES):
            self.add_error("forename", "Enter a name, or what the child is called, even if it is only a nickname")
        return given

    @property
    def who(self) -> Newcomer:
        """The child, as told."""
        return Newcomer(**self.cleaned_data)

    @property
    def asked(self) -> Asked:
        """The same as a search for whoever is like them."""
        given = self.cleaned_data
        return Asked(
            words=words_of(given["also_known_as"]),
            forename=words_of(given["forename"]),
            surname=words_of(given["surname"]),
            born=given["born"],
            sex="" if given["sex"] == "U" else given["sex"],
            districts=frozenset(),
        )
