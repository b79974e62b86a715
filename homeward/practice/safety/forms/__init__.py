"""What a worker sends about a plan, a contact or a challenge."""

from homeward.practice.safety.forms.people import AnswerForm, ChallengeForm, ContactForm, EndContactForm, LetterForm
from homeward.practice.safety.forms.plans import (
    ActionForm,
    AffectsForm,
    EndPlanForm,
    PlanForm,
    ReviewForm,
    StepForm,
)

__all__ = [
    "ActionForm",
    "AffectsForm",
    "AnswerForm",
    "ChallengeForm",
    "ContactForm",
    "EndContactForm",
    "EndPlanForm",
    "LetterForm",
    "PlanForm",
    "ReviewForm",
    "StepForm",
]
