"""What a worker sends about services: what to look for, a referral and its steps, room and wait, a confidential one."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.pathway.queries.knowing import Known
from homeward.practice.pathway.rules import ENDED
from homeward.register.places.models import District
from homeward.vocabulary.loader import load_whole

LONG, SHORT = 4000, 300
WEEKS, PLACES, OLDEST = 260, 1000, 130


def _choices(name: str, first: str = "") -> list[tuple[str, str]]:
    known = list(load_whole(name).choices)
    return [("", first), *known] if first else known


def _districts(first: str) -> list[tuple[str, str]]:
    return [("", first), *District.objects.values_list("code", "name")]


class DirectoryForm(GovForm):
    """By what the directory is narrowed: nothing that is about any one child."""

    search = forms.CharField(label="Name of the service or who runs it", max_length=80, required=False)
    need = forms.ChoiceField(label="What it is for", required=False)
    whom = forms.ChoiceField(label="For whom", required=False)
    district = forms.ChoiceField(label="District", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = _choices("pathway_needs", "Anything")
        self.fields["whom"].choices = _choices("pathway_whom", "Anybody")
        self.fields["district"].choices = _districts("Anywhere")


class LookForm(GovForm):
    """What a child, or somebody of their family, needs. It begins with what the record holds of the child."""

    need = forms.ChoiceField(label="What is it for?")
    whom = forms.ChoiceField(label="For whom?", initial="child")
    district = forms.ChoiceField(
        label="In which district?", help_text="Where they can go, which need not be where they live.", required=False
    )
    forms_of = forms.MultipleChoiceField(
        label="Which forms of exploitation?", widget=forms.CheckboxSelectMultiple, required=False
    )
    level = forms.ChoiceField(label="At which level of need?", required=False)
    language = forms.CharField(label="In which language?", max_length=60, required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        begins = {"forms_of": list(known.forms), "level": known.level, "language": known.language}
        super().__init__(*args, initial=begins, **kwargs)
        if known.forms:
            self.fields["forms_of"].help_text = "As the open case names them. Change them where they do not fit."
        if known.level:
            self.fields[
                "level"
            ].help_text = "As the band that was agreed last speaks for. Change it where it does not fit."
        self.fields["need"].choices = _choices("pathway_needs")
        self.fields["whom"].choices = _choices("pathway_whom")
        self.fields["district"].choices = _districts("Anywhere")
        self.fields["forms_of"].choices = [
            each for each in _choices("exploitation_forms") if each[0] not in ("other", "not-known")
        ]
        self.fields["level"].choices = _choices("threshold_levels", "Any level")


class ReferForm(GovForm):
    """A referral: to which service, for what, who agreed, and why this one."""

    service = forms.UUIDField(widget=forms.HiddenInput)
    need = forms.ChoiceField(label="What is it for?")
    whom = forms.ChoiceField(label="For whom?")
    agreed = forms.ChoiceField(label="Who agreed to it?", widget=forms.RadioSelect)
    offered_on = DateField(label="On which day was it offered?")
    reason = forms.CharField(
        label="Why this service", help_text="And, where nobody has agreed yet, why the offer goes on.",
        widget=forms.Textarea, max_length=LONG,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = _choices("pathway_needs")
        self.fields["whom"].choices = _choices("pathway_whom")
        self.fields["agreed"].choices = _choices("pathway_agreed")


class StepForm(GovForm):
    """What became of a referral."""

    state = forms.ChoiceField(label="What happened", widget=forms.RadioSelect)
    on = DateField(label="On which day")
    outcome = forms.ChoiceField(label="What it came to, where it ended", required=False)
    note = forms.CharField(label="What else should be known", widget=forms.Textarea, max_length=LONG, required=False)

    def __init__(self, *args: Any, states: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [each for each in _choices("pathway_states") if each[0] in states]
        if ENDED in states:
            self.fields["outcome"].choices = _choices("pathway_outcomes", "Choose")
        else:
            del self.fields["outcome"]

    def clean(self) -> dict[str, Any]:
        """One that ended came to something, or nobody knows."""
        given = super().clean() or self.cleaned_data
        if given.get("state") == ENDED and not given.get("outcome"):
            self.add_error("outcome", "Select what it came to")
        return {"outcome": "", **given}


class CapacityForm(GovForm):
    """What a service says of its room."""

    takes_referrals = forms.TypedChoiceField(
        label="Does it take referrals now?", choices=[("yes", "Yes"), ("no", "No")], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    free_places = forms.IntegerField(label="Free places", min_value=0, max_value=PLACES, required=False)
    wait_weeks = forms.IntegerField(label="Weeks to wait", min_value=0, max_value=WEEKS, required=False)
    said_on = DateField(label="On which day did they say so?")


class ConfidentialForm(GovForm):
    """A confidential service, and by what it could be known."""

    name = forms.CharField(label="What it is called", max_length=SHORT)
    words = forms.CharField(label="What it offers, and to whom", widget=forms.Textarea, max_length=LONG)
    contact = forms.CharField(label="How it is asked", widget=forms.Textarea, max_length=LONG)
    marks = forms.CharField(
        label="By what it could be known",
        help_text="One to a line: its postcodes, telephone numbers, addresses. No open service may hold any of them.",
        widget=forms.Textarea, max_length=LONG,
    )  # fmt: skip
    needs = forms.MultipleChoiceField(label="What it is for", widget=forms.CheckboxSelectMultiple)
    minimum_age = forms.IntegerField(label="Youngest age", min_value=0, max_value=OLDEST, required=False)
    maximum_age = forms.IntegerField(label="Oldest age", min_value=0, max_value=OLDEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = _choices("pathway_needs")

    def clean_marks(self) -> list[str]:
        """Each line by itself."""
        return [line.strip() for line in str(self.cleaned_data["marks"]).splitlines() if line.strip()]
