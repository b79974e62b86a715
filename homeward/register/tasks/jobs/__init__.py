"""What the worker does in its rounds: raise what waits, climb what nobody accepted, and send word of what is new."""

from homeward.register.tasks.jobs.raising import climb_what_is_due, raise_what_waits
from homeward.register.tasks.jobs.sending import send_what_is_due

__all__ = ["climb_what_is_due", "raise_what_waits", "send_what_is_due"]
