"""Is this the same child?

Every row that an agency sends says who its child is. What one agency says of one child in the same words is a profile,
however many rows say it. Two profiles that look alike are an edge, scored once, field by field, so that "why?" can be
answered years later. People judge pairs, and no judgement is ever written over. Which profiles are one child follows
from all of this and can be worked out again; each time somebody is moved from one record to another, what moved is
kept, so that it can be put back exactly (¶24; S-24; linkage reference, section 4).
"""

from homeward.register.linkage.models.evidence import Edge, LinkageModel, PairJudgement, SharedDays
from homeward.register.linkage.models.moving import Change, Membership, Moved, Proposal
from homeward.register.linkage.models.profiles import BlockKey, DisplayChoice, HiddenKeys, Profile, ProfileRecord
from homeward.register.linkage.models.running import LinkageRun, ReviewItem
from homeward.register.linkage.models.sampling import Sample, SampleAnswer, SampledPair

__all__ = [
    "BlockKey",
    "Change",
    "DisplayChoice",
    "Edge",
    "HiddenKeys",
    "LinkageModel",
    "LinkageRun",
    "Membership",
    "Moved",
    "PairJudgement",
    "Profile",
    "ProfileRecord",
    "Proposal",
    "ReviewItem",
    "Sample",
    "SampleAnswer",
    "SampledPair",
    "SharedDays",
]
