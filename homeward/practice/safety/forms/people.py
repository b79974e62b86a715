"""How a child or a parent may be reached, what is written to them, and what they challenge."""

from typing import Any

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.vocabulary.loader import load_whole

LONG, SHORT = 4000, 300


class ContactForm(GovForm):
    """A number or an address that is safe, and from whom it must be hidden."""

    whom = forms.ChoiceField(label="Who is reached there?", widget=forms.RadioSelect)
    way = forms.ChoiceField(label="In which way?", widget=forms.RadioSelect)
    how = forms.CharField(label="The number or the address", max_length=SHORT)
    hidden_from = forms.CharField(
        label="Who must not learn of it", help_text="And when not to ring, if somebody listens.", max_length=SHORT,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = load_whole("contact_whom").choices
        self.fields["way"].choices = load_whole("contact_ways").choices


class EndContactForm(GovForm):
    """Why a contact is used no more."""

    because = forms.ChoiceField(
        label="Why is it used no more?",
        choices=[("changed", "It changed"), ("unsafe", "It is not safe: somebody else reads or hears it")],
        widget=forms.RadioSelect,
    )


class LetterForm(GovForm):
    """The number to ring: all that a letter says."""

    ring = forms.RegexField(
        label="Which number are they to ring?", regex=r"^[0-9+() -]{5,40}$",
        help_text="A number that answers with no name of the hub.",
        error_messages={"invalid": "Enter a telephone number, in figures"},
    )  # fmt: skip


class ChallengeForm(GovForm):
    """What a child or a parent says is wrong."""

    raised_by = forms.ChoiceField(label="Who says so?", widget=forms.RadioSelect)
    about = forms.ChoiceField(label="What is it about?", widget=forms.RadioSelect)
    words = forms.CharField(label="In their own words", widget=forms.Textarea, max_length=LONG)
    raised_on = DateField(label="On which day did they say so?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised_by"].choices = load_whole("challenge_by").choices
        self.fields["about"].choices = load_whole("challenge_about").choices


class AnswerForm(GovForm):
    """What they were answered."""

    outcome = forms.ChoiceField(label="What came of it?", widget=forms.RadioSelect)
    words = forms.CharField(label="What they were told", widget=forms.Textarea, max_length=LONG)
    told_on = DateField(label="On which day were they told?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = load_whole("challenge_outcomes").choices
