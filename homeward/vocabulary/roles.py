"""Roles as data: read once from `roles.yaml`, checked whole, and handed about as plain values."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Grant(BaseModel):
    """One thing a role may do. An empty `because` means that it concerns no one child.

    `agencies` narrows it to those who hold the role in agencies of these kinds; empty, it is for all who hold it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    action: str
    because: tuple[str, ...] = ()
    classes: tuple[str, ...] = ("operational",)
    agencies: tuple[str, ...] = ()


class Role(BaseModel):
    """A kind of work, described in words for the people who hold it and as grants for the rule that decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    code: str
    title: str
    agencies: tuple[str, ...]
    does: str
    never: str
    grants: tuple[Grant, ...]


class Roles(BaseModel):
    """Every role, and what is open to everybody who is signed in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    effective: date
    classes: dict[str, tuple[str, ...]]
    roles: tuple[Role, ...]
    everyone: tuple[Grant, ...]

    def role(self, code: str) -> Role | None:
        """The role of that code, or none if it has been withdrawn."""
        return next((role for role in self.roles if role.code == code), None)

    def grants_of(self, codes: frozenset[str]) -> tuple[Grant, ...]:
        """Everything that the holder of these roles may do, with the relationships each needs."""
        held = tuple(grant for role in self.roles if role.code in codes for grant in role.grants)
        return held + self.everyone

    def actions(self) -> frozenset[str]:
        """Every action that somebody may take. One that is not here is denied to all."""
        every = self.grants_of(frozenset(role.code for role in self.roles))
        return frozenset(grant.action for grant in every)


@cache
def load_roles() -> Roles:
    """The roles shipped with this version. A mistake in the file stops the start, with its place."""
    path = Path(__file__).with_name("roles.yaml")
    return Roles.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
