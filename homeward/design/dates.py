"""A date asked for in three boxes, and what is said when it cannot be one."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from homeward.foundation.dates_in_words import MONTHS

NAMES = ("day", "month", "year")


class DateBoxes(forms.MultiWidget):
    """Day, month and year: three boxes, since a person knows a date and a calendar picker must be hunted through."""

    labels = ("Day", "Month", "Year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(number) for _ in NAMES], attrs)

    def decompress(self, value: datetime.date | None) -> list[str]:
        """What each box shows for a date."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DateField(forms.MultiValueField):
    """A whole day. A month may be typed as a number or a name; what is missing or impossible is said by box."""

    widget = DateBoxes

    def __init__(self, **kwargs: Any) -> None:
        boxes = tuple(forms.CharField(required=False, max_length=12) for _ in NAMES)
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        """The day typed, or say which box to mend and how."""
        typed = [str(box or "").strip() for box in value or ("", "", "")]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [place for place, box in enumerate(typed) if not box]
        if missing:
            words = " and ".join(NAMES[place] for place in missing)
            raise self._wrong(f"must include a {words}", missing)
        return self._day(typed)

    def compress(self, data_list: Sequence[str]) -> datetime.date | None:
        """The day its boxes hold."""
        return self.clean(list(data_list))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the day, rather than the way it was typed, is another."""
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True

    def _day(self, typed: Sequence[str]) -> datetime.date:
        month = month_number(typed[1])
        if not (typed[0].isascii() and typed[0].isdigit() and month):
            raise self._wrong("must be a real date, for example 27 3 2011", (0, 1, 2))
        if not (len(typed[2]) == 4 and typed[2].isascii() and typed[2].isdigit()):
            raise self._wrong("must include a year of 4 numbers, for example 2011", (2,))
        try:
            return datetime.date(int(typed[2]), month, int(typed[0]))
        except ValueError:
            raise self._wrong("must be a real date, for example 27 3 2011", (0, 1, 2)) from None

    def _wrong(self, words: str, boxes: Sequence[int]) -> ValidationError:
        return ValidationError(f"{self.label or 'Date'} {words}", code="invalid", params={"boxes": tuple(boxes)})


def month_number(typed: str) -> int:
    """3 for 3, 03, Mar or March, and 0 for what is no month."""
    if typed.isascii() and typed.isdigit():
        return int(typed) if len(typed) <= 2 else 0
    starts = [place for place, name in enumerate(MONTHS, 1) if name.lower().startswith(typed.lower())]
    return starts[0] if len(typed) >= 3 and len(starts) == 1 else 0
