"""When a session ends, what counts as a second factor, and who may be given which role.

Pure decisions, so that each can be read and tested without a browser (S-01 to S-04).
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeward.vocabulary.roles import Role, Roles

INVITATION_LASTS = timedelta(days=7)
UNUSED_AFTER = timedelta(days=30)
SESSION_LASTS = timedelta(hours=10)
IDLE = timedelta(minutes=15)
IDLE_AT_THE_PHONE = timedelta(minutes=30)
SESSIONS_AT_MOST = 2
FEWEST_DIFFERENT_LETTERS = 6
KNOWN_BY_LETTER = timedelta(minutes=15)

# Where a session keeps the account that a letter's code has just opened, for an agency's own sign-in to be joined to.
JOINING = "joining"

# Letters and digits that are not mistaken for one another when read off a sheet of paper.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 16

# What an agency's own sign-in may say of how somebody proved who they are (RFC 8176, section 2). A text message is
# not among them, and neither is a password with a question.
PASSKEYS = frozenset({"hwk", "swk", "phr", "phrh", "fido", "webauthn"})
FACTORS = PASSKEYS | {"mfa", "otp", "sc", "fpt", "face", "iris"}
WEAK = frozenset({"sms", "tel", "kba"})


@dataclass(frozen=True)
class SessionTimes:
    """When somebody signed in, when they were last seen, and the state of the account they signed in to."""

    signed_in_at: datetime
    seen_at: datetime
    stamp: str


def why_session_ends(times: SessionTimes, *, stamp: str, at: datetime, idle: timedelta = IDLE) -> str | None:
    """Why this session is over, or none if it goes on: `changed`, `too-long` or `idle`.

    `stamp` is the account's state now: a role, a team, a factor or a password changed since ends the session at the
    next request (S-03).
    """
    if times.stamp != stamp:
        return "changed"
    if at - times.signed_in_at >= SESSION_LASTS:
        return "too-long"
    if at - times.seen_at >= idle:
        return "idle"
    return None


def idle_for(roles: Collection[str], *, phone_desk: Collection[str]) -> timedelta:
    """How long a screen may rest: longer at the phone desk, where a call can hold somebody for half an hour (S-03)."""
    return IDLE_AT_THE_PHONE if set(roles) & set(phone_desk) else IDLE


def asserted_factor(methods: Collection[str], level: str = "", *, trusted_levels: Collection[str] = ()) -> str | None:
    """The second factor that an agency's own sign-in vouches for: `passkey`, `other`, or none.

    `methods` is the token's `amr` and `level` its `acr`. A text message with a password is not a second factor here,
    even where the provider calls the two together multi-factor (S-01, S-02).
    """
    said = set(methods)
    if said & PASSKEYS:
        return "passkey"
    if said & WEAK and not said & (FACTORS - {"mfa"}):
        return None
    if said & FACTORS or (level and level in trusted_levels):
        return "other"
    return None


def is_enough(factor: str | None, roles: Collection[str], *, passkey_roles: Collection[str]) -> bool:
    """Whether a sign-in with this factor opens anything: any factor for most, a passkey where a role asks for one."""
    if factor is None:
        return False
    return factor == "passkey" or not set(roles) & set(passkey_roles)


def roles_for(kind: str, roles: Roles) -> tuple[Role, ...]:
    """The roles that a worker of this kind of agency may hold."""
    return tuple(role for role in roles.roles if kind in role.agencies)


def is_unused(last_used_at: datetime | None, opened_at: datetime, *, at: datetime) -> bool:
    """Whether nobody has signed in to an account for thirty days: a dormant account was Hackney's way in (S-02)."""
    return at - (last_used_at or opened_at) >= UNUSED_AFTER


def new_code() -> str:
    """A fresh invitation code, in fours, so that it can be read aloud: about 79 bits."""
    letters = [secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, CODE_LENGTH, 4))


def digest_of(code: str) -> str:
    """What is kept of an invitation code: enough to know it again, however it was typed, and not to send it again."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()


def is_too_guessable(password: str) -> bool:
    """Whether a long password is long only by repeating itself: `passwordpassword`, `abcabcabcabcabc`, `aaaaaaa…`.

    Fifteen characters help only if they cannot be tried early (S-04).
    """
    folded = password.casefold()
    if len(set(folded)) < FEWEST_DIFFERENT_LETTERS:
        return True
    halves = range(1, len(folded) // 2 + 1)
    repeats = any(folded == (folded[:size] * len(folded))[: len(folded)] for size in halves)
    steps = {ord(after) - ord(before) for before, after in zip(folded, folded[1:], strict=False)}
    return repeats or steps <= {1, -9} or steps <= {-1, 9}
