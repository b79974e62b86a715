"""What a worker writes of the child in a case."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.vocabulary.loader import load_whole

LONG = 4000
FEW = 6
YES, NO = "yes", "no"


def choice_of(name: str, label: str, **more: Any) -> forms.ChoiceField:
    """A choice among the codes of a list; a long list opens, a short one lies open."""
    options = load_whole(name).choices
    if len(options) < FEW:
        return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, **more)
    return forms.ChoiceField(label=label, choices=[("", "Choose"), *options], widget=forms.Select, **more)


def words(label: str, **more: Any) -> forms.CharField:
    """A box for several sentences."""
    return forms.CharField(label=label, widget=forms.Textarea, max_length=LONG, **more)


class VoiceForm(GovForm):
    """What the child said, showed or wished."""

    on = DateField(label="On which day?")
    how = choice_of("voice_ways", "How was it gathered?")
    words = words("What did the child say, show or wish?", help_text="In the child’s own words where you can.")


class MemberForm(GovForm):
    """Somebody of the family or the household."""

    name = forms.CharField(label="Their name", max_length=160)
    relation = choice_of("household_relations", "Who are they to the child?")
    lives_with = choice_of("said_or_not", "Do they live with the child?")
    responsible = choice_of("said_or_not", "Do they have parental responsibility?")
    since = DateField(label="Since when?", required=False)
    until = DateField(label="Until when?", required=False)
    note = forms.CharField(
        label="What the next worker must know", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        required=False,
    )  # fmt: skip


class NeedsForm(GovForm):
    """How the child understands and is understood."""

    language = forms.CharField(label="Which language does the child speak best?", max_length=60, required=False)
    interpreter = choice_of("said_or_not", "Is an interpreter needed?")
    helps = forms.CharField(
        label="What helps the child to understand and be understood?",
        help_text="One or two sentences. They stand on the find card, on prints and on the return interview.",
        widget=forms.Textarea(attrs={"rows": 2}), max_length=200, required=False,
    )  # fmt: skip
    disability = forms.CharField(
        label="Which disability or condition bears on it?", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        required=False,
    )  # fmt: skip


class ToldForm(GovForm):
    """Whether the family was told of the case."""

    told = forms.ChoiceField(
        label="Was the family told of this case?", choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect
    )
    on = DateField(label="On which day were they told?", required=False)
    why_not = choice_of("family_not_told", "Why not?", required=False)
    words = words("Whom did you tell, how, and what did they say? Or why did nobody?")

    def clean(self) -> dict[str, Any]:
        """A day where they were told, a reason where they were not."""
        given = super().clean() or self.cleaned_data
        if given.get("told") == YES and not given.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day on which they were told")
        if given.get("told") == NO and not given.get("why_not"):
            self.add_error("why_not", "Select why they were not told")
        if given.get("told") == YES:
            given["why_not"] = ""
        else:
            given["on"] = None
        return given


class AnalysisForm(GovForm):
    """What the author makes of a day or a span."""

    since = DateField(label="Of which day, or from which day?")
    until = DateField(label="Until which day?", help_text="Leave it empty for one day.", required=False)
    words = words("What do you make of it?", help_text="What it means for the child, and what you rest that on.")
