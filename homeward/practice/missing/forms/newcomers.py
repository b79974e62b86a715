"""What is asked of a child whom the hub does not know: whatever the caller can say, and nothing more."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import GovForm
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import MONTHS, day_in_words
from homeward.practice.missing.actions import Newcomer
from homeward.register.linkage.rules import Asked, Born, Place, asked_in, born_in, words_of
from homeward.register.people.models import Person

SEXES = [("U", "Not known"), ("F", "Female"), ("M", "Male")]
NO_NAME = "Enter a name, or what the child is called, even if it is only a nickname"
NO_DATE = "Enter a date of birth, a part of one or an age, such as March 2011 or about 15"
NAMES = ("forename", "surname", "also_known_as")


def _text(name: str, label: str, hint: str = "") -> forms.CharField:
    longest = Person._meta.get_field(name).max_length
    attributes = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest, widget=forms.TextInput(attributes)
    )


class NewcomerForm(GovForm):
    """Who the child is, as far as it was said. Only some name is asked for; nothing else has to be known."""

    forename = _text("forename", "Forename")
    surname = _text("surname", "Surname")
    also_known_as = _text("also_known_as", "Other names", "A nickname or a street name")
    born = forms.CharField(
        label="Born",
        help_text="All or part of a date of birth, or an age: 27 3 2011, March 2011, or about 15",
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
    sex = forms.ChoiceField(label="Sex", choices=SEXES, initial="U")
    district = forms.TypedChoiceField(label="District", required=False, coerce=int, empty_value=None)
    communication_needs = _text("communication_needs", "What helps the child to understand and be understood")
    marks_optional = False

    def __init__(self, *args: Any, on: date, places: list[Place], **given: Any) -> None:
        super().__init__(*args, **given)
        self.on = on
        named = sorted({(each.district, each.name) for each in places}, key=lambda each: each[1])
        self.fields["district"].choices = [("", "Not known"), *named]  # type: ignore[attr-defined]  # a choice field has choices

    def clean_born(self) -> Born | None:
        """The birth date, a part of one or an age; or how to write one."""
        typed = self.cleaned_data["born"].strip()
        found = born_in(typed, on=self.on)
        if typed and found is None:
            raise ValidationError(NO_DATE)
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for some name: a child without one could not be found again by anybody."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(name, "").strip() for name in NAMES):
            self.add_error("forename", NO_NAME)
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
            districts=frozenset([given["district"]] if given["district"] else []),
        )


def laid_in(words: Mapping[str, str], *, on: date, places: list[Place]) -> dict[str, Any]:
    """What the boxes hold at first: what the console's box says of the child, read as the search reads it."""
    asked = asked_in(words.get("child", ""), on=on, places=places)
    names = [each.capitalize() for each in asked.names if each not in asked.may_be_a_place]
    needs = ". ".join(filter(None, (words.get(each, "") for each in ("language", "interpreter", "disability"))))
    return {
        "forename": names[0] if names else "",
        "surname": " ".join(names[1:]),
        "born": born_in_words(asked.born, on=on) if asked.born else "",
        "sex": asked.sex or "U",
        "district": next(iter(asked.districts)) if len(asked.districts) == 1 else None,
        "communication_needs": needs[:300],
    }


def born_in_words(born: Born, *, on: date) -> str:
    """A birth date as somebody would type it, as exactly as it was told."""
    first = born.earliest
    return {
        "day": day_in_words(first),
        "month": f"{MONTHS[first.month - 1]} {first.year}",
        "year": str(first.year),
        "age": f"about {age_on(born.middle, on)}",
    }[born.precision]
