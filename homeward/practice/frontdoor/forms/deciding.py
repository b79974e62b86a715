"""What whoever decides writes: a decision with its reason, and the answer to whoever told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from homeward.design.forms import DateField, FilterForm, GovForm
from homeward.practice.frontdoor.queries import Load
from homeward.vocabulary.loader import load_whole

LONG = 4000


class DecideForm(GovForm):
    """The decision of the stage that waits, why, and why it is late where it is."""

    decision = forms.ChoiceField(label="What do you decide?", widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Level of need", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why?", widget=forms.Textarea({"rows": 4}), max_length=LONG)
    late_because = forms.ChoiceField(label="Why is it late?", widget=forms.RadioSelect, required=False)
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    stage = forms.CharField(widget=forms.HiddenInput, max_length=10)

    def __init__(self, *args: Any, waits: str, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = [each for each in load_whole("concern_decisions").entries if each.group == waits]
        levels = load_whole("threshold_levels")
        self.fields["decision"].choices = [(each.code, each.label) for each in decisions]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["level"].choices = levels.choices  # type: ignore[attr-defined]  # as above
        self.fields["level"].choice_hints = {each.code: each.description for each in levels.entries}  # type: ignore[attr-defined]  # read by the kit
        self.fields["late_because"].choices = load_whole("concern_late_reasons").choices  # type: ignore[attr-defined]  # as above
        if waits != "decision":
            del self.fields["level"]
        if not late:
            del self.fields["late_because"]


class EndClockForm(GovForm):
    """How a limit ended, and why it was late where it was."""

    ended = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect,
        choices=[("done", "It was done"), ("not-needed", "It is no longer needed")],
    )  # fmt: skip
    on = DateField(label="On which day?")
    late_because = forms.ChoiceField(label="If it was late, why?", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late_because"].choices = load_whole("concern_late_reasons").choices  # type: ignore[attr-defined]  # a choice field has choices


class AnswerForm(GovForm):
    """What whoever told is answered, and how."""

    sentence = forms.ChoiceField(label="What may they be told?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Words for the agency that told", required=False, max_length=LONG, widget=forms.Textarea({"rows": 3}),
        help_text="Read on its account only. Name nobody.",
    )  # fmt: skip
    how = forms.ChoiceField(label="How are they told?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [each for each in load_whole("concern_answers").entries if has_account or each.group == "anyone"]
        ways = load_whole("concern_answered_how")
        self.fields["sentence"].choices = [(each.code, each.label) for each in listed]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["how"].choices = ways.choices  # type: ignore[attr-defined]  # as above
        self.fields["how"].choice_hints = {each.code: each.description for each in ways.entries}  # type: ignore[attr-defined]  # read by the kit
        if not has_account:
            del self.fields["words"]


class FindForm(GovForm):
    """Whatever is known of the child, as the search takes it."""

    words = forms.CharField(
        label="Which child?",
        help_text="A name as it sounds, a nickname, an age, a town, a date of birth or a number",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class DecideApartForm(GovForm):
    """The step that waits of a worry about somebody who works with children."""

    decision = forms.ChoiceField(label="What do you decide?", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why?", widget=forms.Textarea({"rows": 4}), max_length=LONG)
    late_because = forms.ChoiceField(label="Why is it late?", widget=forms.RadioSelect, required=False)
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    stage = forms.CharField(widget=forms.HiddenInput, max_length=10)

    def __init__(self, *args: Any, waits: str, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = [each for each in load_whole("allegation_decisions").entries if each.group == waits]
        self.fields["decision"].choices = [(each.code, each.label) for each in decisions]  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["late_because"].choices = load_whole("concern_late_reasons").choices  # type: ignore[attr-defined]  # as above
        if not late:
            del self.fields["late_because"]


class ApartForm(GovForm):
    """Why a worry goes the separate way."""

    reason = forms.CharField(
        label="What makes it about somebody who works with children?", max_length=LONG,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class JoinForm(GovForm):
    """With which other worry this one is one, and why."""

    into = forms.TypedChoiceField(label="It is one with", coerce=UUID, widget=forms.RadioSelect)
    reason = forms.CharField(label="Why are they one?", max_length=LONG, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = others  # type: ignore[attr-defined]  # a choice field has choices


class FindPlaceForm(GovForm):
    """Words of a place or a group."""

    words = forms.CharField(
        label="Which place or group?",
        help_text="A part of its name, its street or where they meet",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class GiveForm(GovForm):
    """Who has it in hand."""

    worker = forms.ChoiceField(label="Give it to")

    def __init__(self, *args: Any, workers: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [(str(each.worker.pk), has_words(each)) for each in workers]  # type: ignore[attr-defined]  # a choice field has choices


class PassForm(GovForm):
    """Which team's queue it goes to."""

    team = forms.TypedChoiceField(label="Pass it to the queue of", coerce=int)

    def __init__(self, *args: Any, teams: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]  # a choice field has choices


class QueueForm(FilterForm):
    """Whose queue is shown: everybody's, one's own with what one covers, what nobody has, or a team's."""

    whose = forms.ChoiceField(label="Whose", required=False)

    def __init__(self, *args: Any, teams: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", "Everybody’s"), ("mine", "Mine, and those I cover"), ("nobodys", "Nobody’s yet")]
        self.fields["whose"].choices = [*every, *((str(pk), name) for pk, name in teams)]  # type: ignore[attr-defined]  # a choice field has choices


class CoverForm(GovForm):
    """Who is away, and who has their worries meanwhile."""

    worker = forms.ChoiceField(label="Who is away?")
    cover = forms.ChoiceField(label="Who has their worries meanwhile?")
    since = DateField(label="From which day?")
    last = DateField(label="Up to and with which day?")

    def __init__(self, *args: Any, workers: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.worker.pk), each.worker.name) for each in workers]
        self.fields["worker"].choices = choices  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["cover"].choices = choices  # type: ignore[attr-defined]  # as above


def has_words(load: Load) -> str:
    """A worker's name, with what they have in hand and whether they are away."""
    away = f", away: {load.covered_by} covers" if load.covered_by else ""
    return f"{load.worker.name}: has {load.has}, {load.late} late{away}"
