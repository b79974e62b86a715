"""What somebody has been asked to do, and who has each matter in hand until somebody else says that they have it.

A task is one thing to be done, by a date. A matter (an episode, a call) has one named owner at every moment: whoever
gives it to another owns it until the other accepts, so that nothing lies between two desks at night (¶20).
"""

from homeward.register.tasks.models.asking import Task
from homeward.register.tasks.models.notices import Notice
from homeward.register.tasks.models.outbox import Message
from homeward.register.tasks.models.rotas import Cover, Rota, RotaShift
from homeward.register.tasks.models.watch import Handover, Ownership, Rung

__all__ = ["Cover", "Handover", "Message", "Notice", "Ownership", "Rota", "RotaShift", "Rung", "Task"]
