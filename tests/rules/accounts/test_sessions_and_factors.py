"""When a session ends, what counts as a second factor, and which passwords are long in name only."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.register.accounts.rules import (
    IDLE,
    IDLE_AT_THE_PHONE,
    SessionTimes,
    asserted_factor,
    digest_of,
    idle_for,
    is_enough,
    is_too_guessable,
    is_unused,
    new_code,
    roles_for,
    why_session_ends,
)
from homeward.vocabulary.roles import load_roles

NINE = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("signed_in", "seen", "stamp", "why"),
    [
        (0, 0, "same", None),
        (0, 14, "same", None),
        (0, 15, "same", "idle"),
        (599, 0, "same", None),
        (600, 0, "same", "too-long"),
        (0, 0, "other", "changed"),
    ],
)
def test_why_a_session_ends(signed_in, seen, stamp, why):
    times = SessionTimes(NINE - timedelta(minutes=signed_in), NINE - timedelta(minutes=seen), "same")
    assert why_session_ends(times, stamp=stamp, at=NINE) == why


def test_the_phone_desk_rests_longer():
    assert idle_for({"call-handler"}, phone_desk=["call-handler"]) == IDLE_AT_THE_PHONE
    assert idle_for({"manager"}, phone_desk=["call-handler"]) == IDLE


@pytest.mark.parametrize(
    ("methods", "level", "factor"),
    [
        ([], "", None),
        (["pwd"], "", None),
        (["pwd", "sms"], "", None),
        (["pwd", "sms", "mfa"], "", None),
        (["pwd", "mfa"], "", "other"),
        (["pwd", "otp"], "", "other"),
        (["pwd", "otp", "sms"], "", "other"),
        (["hwk", "pin"], "", "passkey"),
        (["fido"], "", "passkey"),
        (["pwd"], "two-factors", "other"),
        ([], "one-factor", None),
    ],
)
def test_what_an_agency_s_sign_in_vouches_for(methods, level, factor):
    assert asserted_factor(methods, level, trusted_levels=["two-factors"]) == factor


@pytest.mark.parametrize(
    ("factor", "role", "enough"),
    [
        (None, "manager", False),
        ("other", "manager", True),
        ("other", "administrator", False),
        ("passkey", "administrator", True),
        (None, "administrator", False),
    ],
)
def test_what_is_enough(factor, role, enough):
    assert is_enough(factor, {role}, passkey_roles=["administrator"]) is enough


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "aaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345",
        "abcdefghijklmnop",
        "9876543210987",
    ],
)
def test_long_passwords_that_are_soon_guessed(password):
    assert is_too_guessable(password)


@pytest.mark.parametrize("password", ["heron teapot gravel lantern", "Correct-Horse-Battery", "tR7!kq0#zzPl2@vv"])
def test_passwords_worth_having(password):
    assert not is_too_guessable(password)


@given(st.text())
def test_any_text_can_be_asked_about(password):
    assert is_too_guessable(password) in (True, False)


def test_a_code_is_known_again_however_it_is_typed():
    code = new_code()
    assert digest_of(code) == digest_of(code.lower().replace("-", " "))
    assert new_code() != code


@pytest.mark.parametrize(("days", "unused"), [(0, False), (29, False), (30, True)])
def test_an_account_is_unused_after_thirty_days(days, unused):
    opened = NINE - timedelta(days=400)
    assert is_unused(NINE - timedelta(days=days), opened, at=NINE) is unused
    assert is_unused(None, NINE - timedelta(days=days), at=NINE) is unused


def test_a_school_holds_only_the_partner_s_role():
    assert [role.code for role in roles_for("school", load_roles())] == ["partner"]
