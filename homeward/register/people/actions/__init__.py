"""Writing who a child is: joining rows to people, describing them, their dated facts, and what a worker puts right."""

from homeward.register.people.actions.allocating import Allocated, allocate
from homeward.register.people.actions.corrections import CORRECTABLE, ChangedMeanwhile, correct
from homeward.register.people.actions.describing import Described, describe, weightiest_words
from homeward.register.people.actions.joining import Claim, join
from homeward.register.people.actions.known import DISAGREE
from homeward.register.people.actions.merging import Altered, absorb, choose, say_again, stand_apart
from homeward.register.people.actions.placing import Placed, place
from homeward.register.people.actions.spans import Home, Schooling, Told, keep_authorities, keep_homes, keep_schools

__all__ = [
    "CORRECTABLE",
    "Allocated",
    "Altered",
    "ChangedMeanwhile",
    "Claim",
    "DISAGREE",
    "Described",
    "Home",
    "Placed",
    "Schooling",
    "Told",
    "absorb",
    "allocate",
    "choose",
    "correct",
    "describe",
    "join",
    "keep_authorities",
    "keep_homes",
    "keep_schools",
    "place",
    "say_again",
    "stand_apart",
    "weightiest_words",
]
