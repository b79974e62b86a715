"""What a worker sends to this room's pages."""

from homeward.practice.missing.forms.judging import JudgementForm

__all__ = ["JudgementForm"]
