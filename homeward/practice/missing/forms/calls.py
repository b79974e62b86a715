"""What a call handler types: each box of the console, and what is asked once when a call is filed."""

from typing import Any

from django import forms

from homeward.design.forms import GovForm
from homeward.practice.missing.forms.live import LONGEST, choices_of
from homeward.practice.missing.forms.when import WHICH, WhenForm
from homeward.practice.missing.queries import KINDS
from homeward.practice.missing.rules.calls import FIELDS

BOXES = {
    "caller": ("Who is ringing?", "Name, and who they are to the child"),
    "callback": ("Number to ring back", ""),
    "child": ("Which child?", "Type what is said: a name, an age, a town. The down arrow goes to those found"),
    "said": ("What was said", ""),
    "last_seen": ("When was the child last seen?", "For example, yesterday 21:40, today at about 9pm, or Sunday"),
    "which": ("Which of the two?", ""),
    "where": ("Where?", "It is sealed"),
    "with_whom": ("With whom?", ""),
    "wearing": ("Wearing what?", ""),
    "phone": ("The child’s phone", "Number, and whether it is on"),
    "medicine": ("Medicine or illness", "What is needed, and by when"),
    "disability": ("Disability", "And what helps the child to understand and be understood"),
    "language": ("Language", ""),
    "interpreter": ("Is an interpreter needed?", "For whom, and into which language"),
    "why_worried": ("Why are they worried?", ""),
}
LONG = {"said", "why_worried"}


class ConsoleForm(GovForm):
    """Every box of one call, with the number at which each was read."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            words, hint = BOXES[name]
            plain: dict[str, Any] = {"autocomplete": "off", "data-hw-box": name}
            if name == "which":
                choices = forms.RadioSelect({"data-hw-box": name}, choices=WHICH)
                self.fields[name] = forms.ChoiceField(label=words, required=False, choices=WHICH, widget=choices)
                continue
            widget = forms.Textarea({**plain, "rows": 3}) if name in LONG else forms.TextInput(plain)
            self.fields[name] = forms.CharField(
                label=words, help_text=hint, required=False, max_length=LONGEST, widget=widget
            )


class FileForm(WhenForm):
    """When the child was last seen, of which kind the absence is, and from where."""

    kind = forms.ChoiceField(label="Of which kind is it?", choices=list(KINDS.items()), widget=forms.RadioSelect)
    missing_from = forms.ChoiceField(label="Missing from where?", required=False)
    field_order = ["kind", "day", "clock", "which", "missing_from"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missing_from"].choices = [("", "Not known"), *choices_of("missing_from")]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["day"].label = "On which day was the child last seen?"
        self.fields["clock"].label = "At what time?"


class MoveForm(GovForm):
    """Why a call is of another child than it was filed to."""

    reason = forms.CharField(
        label="Why is it of this child?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="It is read on this child’s page. Do not name the other child.",
    )
