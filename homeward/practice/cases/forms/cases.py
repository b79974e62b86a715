"""What a worker sends about a case: that it is opened, who has it, and that it is closed."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.rules import COVER, JOINT, LEAD, TEAM, may_close
from homeward.register.agencies.models import Team, Worker
from homeward.vocabulary.loader import load, load_whole

LONG = 4000
WHY_NOT = {
    "no-ground": ("grounds", "Select at least one ground"),
    "level-alone": ("grounds", "A lower level is never enough by itself. Select what changed as well"),
    "too-short": ("words", "Say what changed, in a sentence that the next worker can follow"),
}


class OpenForm(GovForm):
    """What the case is about, and why it is opened."""

    kind = forms.ChoiceField(label="What is the case about?", widget=forms.RadioSelect)
    because = forms.CharField(label="Why is it opened?", widget=forms.Textarea, max_length=LONG)
    # The last, since its name hides the module's from what follows it.
    forms = forms.MultipleChoiceField(
        label="Which forms of exploitation are known or suspected?", widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("kind", "forms", "because")

    def __init__(self, *args: Any, on: date, about: str = "child", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.code, each.label) for each in load("case_kinds", on=on).entries if each.group == about]
        self.fields["forms"].choices = load("exploitation_forms", on=on).choices
        self.fields["kind"].choices = kinds
        if len(kinds) == 1:
            del self.fields["kind"]


class ContextForm(GovForm):
    """A place or a group: what it is called, and where."""

    kind = forms.ChoiceField(
        label="Is it a place or a group?",
        choices=[("place", "A place"), ("group", "A group")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="What is it called?", help_text="Name no child here.", max_length=120)
    whereabouts = forms.CharField(
        label="Where is it, or where do they meet?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        required=False,
    )  # fmt: skip


class AllocateForm(GovForm):
    """Who is to have the case, as what, and until when."""

    role = forms.ChoiceField(
        label="As what?",
        choices=[
            (LEAD, "Lead professional, in place of whoever is now"),
            (JOINT, "Works jointly"),
            (COVER, "Covers for somebody until a day"),
            (TEAM, "The team that answers for it"),
        ],
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label="Who?", widget=forms.Select)
    covers = forms.ChoiceField(label="For whom do they cover?", widget=forms.Select, required=False)
    since = DateField(label="From which day?", help_text="Leave it empty for now.", required=False)
    until = DateField(label="Until which day, that day included?", required=False)

    def __init__(self, *args: Any, workers: list[Worker], teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"worker:{each.pk}", _named(each)) for each in workers]
        groups = [(f"team:{each.pk}", f"{each.name}, {each.agency.name}") for each in teams]
        self.fields["who"].choices = [("", "Choose"), ("Workers", people), ("Teams", groups)]
        self.fields["covers"].choices = [("", "Nobody"), *people]

    def clean(self) -> dict[str, Any]:
        """The worker or the team that was chosen, fitting the role."""
        given = super().clean() or self.cleaned_data
        kind, _, pk = str(given.pop("who", "")).partition(":")
        covers = str(given.pop("covers", "")).partition(":")[2]
        given |= {"worker": None, "team": None, "covers": UUID(covers) if covers else None}
        if kind:
            given[kind] = UUID(pk) if kind == "worker" else int(pk)
        role = given.get("role")
        if kind and role and (role == TEAM) != (kind == "team"):
            self.add_error("who", "Select a team" if role == TEAM else "Select a worker")
        if role == COVER and not covers:
            self.add_error("covers", "Select whom they cover for")
        if role == COVER and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the last day of the cover")
        return given


def _named(worker: Worker) -> str:
    where = worker.team.name if worker.team else worker.agency.name
    return f"{worker.name}, {where}"


class CloseForm(GovForm):
    """On what grounds a case is closed, and what changed."""

    grounds = forms.MultipleChoiceField(label="Why is it closed?", widget=forms.CheckboxSelectMultiple, required=False)
    words = forms.CharField(
        label="What changed for the child, and how do you know?", widget=forms.Textarea, max_length=LONG, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].choices = load_whole("case_closing_grounds").choices

    def clean(self) -> dict[str, Any]:
        """A closing that the rule allows: never on a lower level alone."""
        given = super().clean() or self.cleaned_data
        refusal = may_close(given.get("grounds") or (), given.get("words") or "")
        if refusal:
            self.add_error(*WHY_NOT[refusal])
        return given
