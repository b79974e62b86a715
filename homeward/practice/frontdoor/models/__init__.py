"""A worry that somebody told the front door, what was said in it, whom it is about, and what became of it.

A concern is about a child, a place or a group, or about somebody who works with children: that one goes another way and
is read by nobody else (¶20, ¶21; Working Together to Safeguard Children 2023, allegations against people who work with
children).
"""

from homeward.practice.frontdoor.models.concerns import Concern, ConcernChild, ConcernPart
from homeward.practice.frontdoor.models.triage import Allocated, Answer, Away, Clock, Joining, Stage

__all__ = ["Allocated", "Answer", "Away", "Clock", "Concern", "ConcernChild", "ConcernPart", "Joining", "Stage"]
