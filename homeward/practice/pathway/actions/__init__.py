"""Keeping the directory as it is told, the confidential services beside it, and what becomes of referrals."""

from homeward.practice.pathway.actions.confidential import add_confidential, end_confidential
from homeward.practice.pathway.actions.keeping import keep_told
from homeward.practice.pathway.actions.referring import (
    NotThatService,
    NotThatStep,
    NotThisChilds,
    refer,
    say_capacity,
    write_step,
)

__all__ = [
    "NotThatService",
    "NotThatStep",
    "NotThisChilds",
    "add_confidential",
    "end_confidential",
    "keep_told",
    "refer",
    "say_capacity",
    "write_step",
]
