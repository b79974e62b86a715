"""What somebody wrote of an absence, read for leads: people, places, phones, vehicles, routes, online names.

Rules and lists only. Each candidate says where it stands in the text and which rule offers it; a person confirms or
refuses every one. Nothing is learned from what children said (¶16; domain reference, section 2).
"""

from homeward.methods.leads.offering import Around, candidates
from homeward.methods.leads.spans import Candidate

__all__ = ["Around", "Candidate", "candidates"]
