"""What a worker sends to judge one report."""

from django import forms

from homeward.design.forms import GovForm

MOST = 2**63 - 1


class JudgementForm(GovForm):
    """Which report, what is said of it, and the page of the list it was read on."""

    report = forms.IntegerField(min_value=1, max_value=MOST)
    judgement = forms.ChoiceField(choices=[("apart", "Set apart"), ("back", "Put back")], required=False)
    page = forms.IntegerField(min_value=1, max_value=999_999, required=False)
