"""What is asked of whoever looks for a child: one box as they type, and more about the child where there is more."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.design.forms import GovForm
from homeward.foundation.identifiers import phone, plate, postcode
from homeward.foundation.identifiers.reading import Reading
from homeward.register.linkage.rules import Asked, Born, Place, asked_in, born_in, together, words_of

MORE = ("forename", "surname", "other_names", "born", "sex", "phone", "plate", "postcode")
SEXES = [("", "Not known"), ("F", "Female"), ("M", "Male")]
NOTHING = "Enter a name, a number, a date of birth or an age"


def _text(label: str, *, hint: str = "", longest: int = 100, width: str = "20") -> forms.CharField:
    attributes = {"autocomplete": "off", "spellcheck": "false", "class": f"govuk-input--width-{width}"}
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest, widget=forms.TextInput(attributes)
    )


class FindForm(GovForm):
    """A search that is sent and never put into an address, so that no name is left in a history or a log."""

    words = forms.CharField(
        label="Who are you looking for?",
        help_text="Type what you know, in any order: a name, an age, a town, a date of birth, a number or a phone. "
        "For example, Shivon, about 15",
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    forename = _text("Forename", longest=80)
    surname = _text("Surname", longest=80)
    other_names = _text("Other names", hint="A nickname, a street name, or a name from before", longest=160)
    born = _text(
        "Born", hint="All or part of a date of birth, or an age: 27 3 2011, March 2011, or about 15", width="20"
    )
    sex = forms.ChoiceField(label="Sex", choices=SEXES, required=False)
    phone = _text("Phone", longest=40)
    plate = _text("Vehicle registration", longest=12, width="10")
    postcode = _text(
        "Home postcode", hint="The whole of it. It finds no child whose whereabouts are shielded", width="10"
    )
    marks_optional = False

    def __init__(self, *args: Any, on: date, places: Sequence[Place] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.on, self.places = on, places

    def clean_born(self) -> Born | None:
        """The birth date, a part of one, or an age; or say how to write one."""
        typed = self.cleaned_data["born"]
        found = born_in(typed, on=self.on)
        if typed.strip() and found is None:
            raise ValidationError("Enter a date of birth, a part of one or an age, such as March 2011 or about 15")
        return found

    def clean_phone(self) -> tuple[str, ...]:
        """The number in its international form, or say what is wrong with it."""
        return self._read("phone", phone.normalise)

    def clean_plate(self) -> tuple[str, ...]:
        """The mark in capitals, or say what is wrong with it."""
        return self._read("plate", plate.normalise)

    def clean_postcode(self) -> tuple[str, ...]:
        """The postcode in capitals, or say what is wrong with it."""
        return self._read("postcode", postcode.normalise)

    def _read(self, name: str, normalise: Callable[..., Reading]) -> tuple[str, ...]:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return ()
        reading = normalise(typed, synthetic=True)
        if reading.value is None:
            raise ValidationError(reading.problem)
        return (reading.value,)

    def clean(self) -> dict[str, Any]:
        """Ask for something to look for."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.says_more and not (given.get("words") or "").strip():
            raise ValidationError(NOTHING)
        return given

    @property
    def says_more(self) -> bool:
        """Whether anything has been said beside the one box, so that the rest of the form stays open."""
        return any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in MORE)

    @property
    def more_fields(self) -> list[Any]:
        """The rest of the form, to be folded open."""
        return [self[name] for name in MORE]

    @property
    def asked(self) -> Asked:
        """The child as the whole form describes them."""
        given = self.cleaned_data
        box = asked_in(given["words"], on=self.on, places=self.places)
        return together(
            box,
            Asked(
                words=words_of(given["other_names"]),
                forename=words_of(given["forename"]),
                surname=words_of(given["surname"]),
                born=given["born"],
                sex=given["sex"],
                phones=given["phone"],
                plates=given["plate"],
                postcodes=given["postcode"],
            ),
        )
