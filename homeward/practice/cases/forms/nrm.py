"""What a worker writes in a referral to the National Referral Mechanism: a form made from the list of its questions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.forms.child import words
from homeward.practice.cases.rules.nrm import too_many
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import QuestionEntry

LONG, LINE = 8000, 300
YES_NO = [("yes", "Yes"), ("no", "No"), ("not-known", "Not known")]


class BeginForm(GovForm):
    """Who decides on the referral."""

    decider = forms.ChoiceField(label="Who decides on it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].choices = load_whole("nrm_decider").choices


def field_for(question: QuestionEntry) -> forms.Field:
    """The box that a question is answered in. None is demanded: a draft may be saved at any point."""
    told: dict[str, Any] = {"label": question.label, "help_text": question.description, "required": False}
    if question.answer == "text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONG, **told)
    if question.answer == "date":
        return DateField(**told)
    if question.answer == "yes-no":
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **told)
    if question.answer == "choice":
        options = [("", "Choose"), *load_whole(question.choices_in).choices]
        return forms.ChoiceField(choices=options, widget=forms.Select, **told)
    if question.answer == "several":
        options = load_whole(question.choices_in).choices
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **told)
    return forms.CharField(max_length=LINE, **told)


class PartForm(GovForm):
    """One part of the referral, with what stands in it, or what the record holds where nothing does."""

    marks_optional = False

    def __init__(
        self, *args: Any, questions: Sequence[QuestionEntry], standing: Mapping[str, str], offered: Mapping[str, str],
        read: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.questions = questions
        initial = {each.code: _shown(each, standing.get(each.code) or offered.get(each.code, "")) for each in questions}
        super().__init__(*args, initial=initial | {"read": read}, **kwargs)
        for each in questions:
            self.fields[each.code] = field_for(each)
            self.fields[each.code].help_text = " ".join(filter(None, _hints(each, standing, offered)))
        self.fields["read"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """No more places than the form has room for."""
        given = super().clean() or self.cleaned_data
        for each in self.questions:
            if too_many(each, str(given.get(each.code) or "")):
                self.add_error(each.code, f"Enter {each.most_lines} at most, one on each line")
        return given

    def texts(self) -> dict[str, str]:
        """Each answer as it is kept."""
        return {each.code: _kept(self.cleaned_data[each.code]) for each in self.questions}


def _hints(question: QuestionEntry, standing: Mapping[str, str], offered: Mapping[str, str]) -> tuple[str, ...]:
    from_record = question.code in offered and not standing.get(question.code)
    return (
        question.description,
        "Needed before it is sent." if question.needed else "",
        "From the record: check it." if from_record else "",
    )


def _shown(question: QuestionEntry, text: str) -> Any:
    if question.answer == "several":
        return [code for code in text.split(";") if code]
    if question.answer == "date":
        return date.fromisoformat(text) if text else None
    return text


def _kept(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


class StepForm(GovForm):
    """What became of the referral."""

    kind = forms.ChoiceField(label="What happened?", widget=forms.RadioSelect)
    on = DateField(label="On which day?")
    outcome = forms.ChoiceField(label="What was decided?", widget=forms.Select, required=False)
    reference = forms.CharField(label="Reference", max_length=60, required=False)
    words = words("What the next worker must know", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = load_whole("nrm_steps").choices
        self.fields["outcome"].choices = [("", "Nothing was decided"), *load_whole("nrm_decision").choices]

    def clean(self) -> dict[str, Any]:
        """A decision has an outcome, and nothing else has; what was sent has a reference."""
        given = super().clean() or self.cleaned_data
        kind = given.get("kind")
        decides = bool(kind) and load_whole("nrm_steps")[kind].group == "decision"
        if decides and not given.get("outcome"):
            self.add_error("outcome", "Select what was decided")
        if not decides:
            given["outcome"] = ""
        if kind == "submitted" and not given.get("reference"):
            self.add_error("reference", "Enter the reference that the form gave")
        return given
