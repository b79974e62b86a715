"""Which agency came to know of which child's exploitation, and when; some children are known to nobody."""

from datetime import date

from homeward.county.children import Child

AGENCIES = ("police", "social-care", "education", "youth-offending", "health")
Knowledge = dict[Child, dict[str, date]]
