"""Writing what is known of a person: what partners sent, and what workers put right."""

from homeward.register.people.actions.corrections import CORRECTABLE, ChangedMeanwhile, correct

__all__ = ["CORRECTABLE", "ChangedMeanwhile", "correct"]
