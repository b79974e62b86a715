"""What a worker sends about the capacities in which a child stands."""

from django import forms

from homeward.design.forms import DateField, GovForm
from homeward.practice.cases.forms.child import choice_of, words


class SafeguardingForm(GovForm):
    """That a child is in need, looked after, or under a plan."""

    role = choice_of("safeguarding_roles", "In what capacity?")
    since = DateField(label="Since which day?")
    until = DateField(label="Until which day?", required=False)
    reference = forms.CharField(label="Reference", max_length=60, required=False)
    words = words("What the next worker must know", required=False)


class JusticeForm(GovForm):
    """That a child is a victim, a suspect or a witness."""

    role = choice_of("justice_roles", "As what?")
    offence = choice_of("offence_group", "Of which kind is the matter?", required=False)
    since = DateField(label="Since which day?")
    until = DateField(label="Until which day?", required=False)
    reference = forms.CharField(label="Crime or custody reference", max_length=60, required=False)
    words = words("What the next worker must know", required=False)


class EndForm(GovForm):
    """Until when a capacity held."""

    on = DateField(label="Until which day?")
