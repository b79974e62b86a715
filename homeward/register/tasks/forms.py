"""What is asked when a matter cannot be accepted."""

from django import forms

from homeward.design.forms import GovForm
from homeward.register.tasks.actions.handing import LONGEST_REASON


class DeclineForm(GovForm):
    """Why a handover cannot be accepted."""

    reason = forms.CharField(
        label="Why can you not accept it?",
        error_messages={"required": "Say why you cannot accept it"},
        help_text="Its owner reads this to know whom to ask instead.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )
