"""Keeping what is said of who a child is, what people judge, and which records are which child."""

from homeward.register.linkage.actions.deciding import (
    AnsweredAlready,
    JudgedOtherwise,
    NoSuchProposal,
    NotEnoughAgrees,
    NothingToPart,
    SamePerson,
    answer,
    propose,
    undo_change,
)
from homeward.register.linkage.actions.judging import (
    Judged,
    NoSuchPair,
    SayWhy,
    SettledMeanwhile,
    TakenEffect,
    judge,
    take_back,
)
from homeward.register.linkage.actions.keying import hide_places
from homeward.register.linkage.actions.modelling import model_in_use, parameters_of, put_in_use, source_of
from homeward.register.linkage.actions.moving import Follow, NotToBeJoined, Why, merge, split
from homeward.register.linkage.actions.profiling import Said, keep_profiles
from homeward.register.linkage.actions.proposing import AskedAlready
from homeward.register.linkage.actions.running import NotPublished, compare_all_again, link
from homeward.register.linkage.actions.scoring import InProcess
from homeward.register.linkage.actions.showing import NothingToChoose, choose_display
from homeward.register.linkage.actions.undoing import NotToBeUndone, refuse_to_undo, undo

__all__ = [
    "AnsweredAlready",
    "AskedAlready",
    "Follow",
    "InProcess",
    "Judged",
    "JudgedOtherwise",
    "NoSuchPair",
    "NoSuchProposal",
    "NotEnoughAgrees",
    "NotPublished",
    "NotToBeJoined",
    "NotToBeUndone",
    "NothingToChoose",
    "NothingToPart",
    "Said",
    "SamePerson",
    "SayWhy",
    "SettledMeanwhile",
    "TakenEffect",
    "Why",
    "answer",
    "choose_display",
    "compare_all_again",
    "hide_places",
    "judge",
    "keep_profiles",
    "link",
    "merge",
    "model_in_use",
    "parameters_of",
    "propose",
    "put_in_use",
    "refuse_to_undo",
    "source_of",
    "split",
    "take_back",
    "undo",
    "undo_change",
]
