"""What a viewer narrows the board by."""

from django import forms

from homeward.design.forms import FilterForm
from homeward.practice.missing.queries import KINDS
from homeward.vocabulary.loader import load_whole

UNGRADED = "none"
WHOSE = [("mine", "Mine"), ("nobody", "Nobody’s"), ("waiting", "Waiting to be accepted")]


class BoardForm(FilterForm):
    """Which absences to show: of which kind, how grave, whose, and those that are late or long open."""

    kind = forms.ChoiceField(label="Kind", choices=[("", "Both"), *KINDS.items()], required=False)
    grade = forms.ChoiceField(label="Risk", required=False)
    whose = forms.ChoiceField(label="Who has it", choices=[("", "Anybody"), *WHOSE], required=False)
    late = forms.BooleanField(label="Only what is late", required=False)
    stale = forms.BooleanField(label="Only what has been open for long", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        grades = load_whole("missing_grade").choices
        self.fields["grade"].choices = [("", "Any"), *grades[::-1], (UNGRADED, "Not graded yet")]

    @property
    def chosen(self) -> dict[str, str | bool]:
        """What was asked for, without the answers that were left empty."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: value for name, value in given.items() if value}
