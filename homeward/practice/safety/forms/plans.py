"""A plan as a form, what is to be done of it, and looking at it again."""

from typing import Any
from uuid import UUID

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.safety.actions.plans import Written
from homeward.practice.safety.rules import SECTIONS
from homeward.register.agencies.queries import partners
from homeward.vocabulary.loader import load_whole

LONG, SHORT = 4000, 300
PART = "part_"


class PlanForm(GovForm):
    """A plan: a box for each of its parts, the facts held, who agreed, and when it is looked at again."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in load_whole(SECTIONS).entries:
            self.fields[PART + each.code] = forms.CharField(
                label=each.label, help_text=each.description, widget=forms.Textarea, max_length=LONG,
                required=each.code in ("risks", "outcomes"),
            )  # fmt: skip
        self.fields["agreed"] = forms.ChoiceField(
            label="Who agreed to it?", choices=load_whole("plan_agreed").choices, widget=forms.RadioSelect
        )
        self.fields["why_not"] = forms.CharField(
            label="Where nobody did, why", widget=forms.Textarea, max_length=LONG, required=False
        )
        self.fields["facts"] = forms.MultipleChoiceField(
            label="What is known of who exploits the child", choices=load_whole("disruption_facts").choices,
            help_text="By this the page shows which powers fit.", widget=forms.CheckboxSelectMultiple, required=False,
        )  # fmt: skip
        self.fields["review_on"] = DateField(label="When is it looked at again?")

    def clean(self) -> dict[str, Any]:
        """Where nobody agreed, why."""
        given = super().clean() or self.cleaned_data
        if given.get("agreed") == "nobody" and not given.get("why_not"):
            self.add_error("why_not", "Enter why neither the child nor the family agreed")
        return given

    def written(self) -> Written:
        """The plan as it was written."""
        given = self.cleaned_data
        parts = {name.removeprefix(PART): said for name, said in given.items() if name.startswith(PART) and said}
        return Written(parts, given["agreed"], given["review_on"], given["why_not"], tuple(given["facts"]))


class ActionForm(GovForm):
    """What is to be done, by which agency and which person, by when."""

    what = forms.CharField(label="What is to be done", widget=forms.Textarea, max_length=LONG)
    agency = forms.ModelChoiceField(partners(), label="Which agency does it?", to_field_name="code")
    who = forms.CharField(label="Who there", help_text="Their name and post.", max_length=SHORT)
    due_on = DateField(label="By which day?")
    measure = forms.ChoiceField(label="Is it one of the powers against whoever exploits?", required=False)
    for_family = forms.BooleanField(label="It is printed for the family", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "No"), *load_whole("disruption_measures").choices]

    def given(self) -> dict[str, Any]:
        """What an action takes."""
        return self.cleaned_data | {"agency": self.cleaned_data["agency"].pk}


class StepForm(GovForm):
    """How what is to be done stands."""

    state = forms.ChoiceField(label="How it stands", widget=forms.RadioSelect)
    on = DateField(label="On which day")
    note = forms.CharField(label="What came of it", widget=forms.Textarea, max_length=LONG, required=False)

    def __init__(self, *args: Any, states: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [each for each in load_whole("plan_action_states").choices if each[0] in states]


class ReviewForm(GovForm):
    """That a plan was looked at again."""

    on = DateField(label="On which day was it looked at?")
    words = forms.CharField(
        label="What was found, and what the child says of it", widget=forms.Textarea, max_length=LONG
    )
    next_on = DateField(label="When is it looked at next?")


class EndPlanForm(GovForm):
    """Why a plan ends."""

    words = forms.CharField(label="Why it ends", widget=forms.Textarea, max_length=LONG)


class AffectsForm(GovForm):
    """Which place or group touches a child, and how somebody knows."""

    context = forms.TypedChoiceField(label="Which place or group?", coerce=UUID)
    because = forms.CharField(
        label="How it is known that it touches this child", widget=forms.Textarea, max_length=LONG
    )

    def __init__(self, *args: Any, named: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["context"].choices = named
