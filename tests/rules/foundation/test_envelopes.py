"""Envelopes: what a device seals opens with the hub's key alone, and only where it was sealed for."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.envelopes import Envelope, EnvelopeBroken, public_point, sealed_to, unsealed
from homeward.foundation.keyring import KeyNotOnRing, KeyRing, KeyRingUnusable

FIRST = "first:" + base64.b64encode(b"a key of thirty-two bytes, one..").decode()
SECOND = "second:" + base64.b64encode(b"a key of thirty-two bytes, two..").decode()
RING = KeyRing.from_text(FIRST)
NONCE = b"twelve bytes"


def sealed(words: bytes = b"Gone since nine", place: str = "call|piece|1", ring: KeyRing = RING) -> dict[str, str]:
    return sealed_to(public_point(ring, ring.current), ring.current, words, place=place, nonce=NONCE)


@given(st.binary(min_size=1, max_size=500), st.text(max_size=40))
def test_what_is_sealed_opens_at_its_place(words: bytes, place: str) -> None:
    assert unsealed(Envelope.read(sealed(words, place), place=place), RING) == words


def test_two_of_the_same_words_have_nothing_alike() -> None:
    one, other = sealed(), sealed()
    assert one["ephemeral"] != other["ephemeral"] and one["body"] != other["body"]


def test_it_opens_nowhere_else() -> None:
    with pytest.raises(EnvelopeBroken):
        unsealed(Envelope.read(sealed(), place="call|piece|2"), RING)


@pytest.mark.parametrize("part", ["ephemeral", "nonce", "body"])
@pytest.mark.parametrize(
    "spoilt", [lambda each: each[:-6], lambda each: "AAAA" + each[4:], lambda each: "%", lambda each: 5]
)
def test_half_of_one_and_an_altered_one_are_refused_in_words(part: str, spoilt) -> None:
    parts = sealed()
    with pytest.raises(EnvelopeBroken) as refused:
        unsealed(Envelope.read(parts | {part: spoilt(parts[part])}, place="call|piece|1"), RING)
    assert "Gone" not in str(refused.value)


@pytest.mark.parametrize("parts", [{}, {"form": "hc1"}, {"form": "hc1", "key": 5}, {"form": "hc9", "key": "first"}])
def test_what_is_no_envelope_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(EnvelopeBroken):
        Envelope.read(parts, place="call|piece|1")


def test_a_new_key_is_given_out_and_the_old_one_still_opens() -> None:
    old = sealed()
    both = KeyRing.from_text(f"{SECOND},{FIRST}")
    assert unsealed(Envelope.read(old, place="call|piece|1"), both) == b"Gone since nine"
    assert sealed(ring=both)["key"] == "second"
    with pytest.raises(KeyNotOnRing):
        unsealed(Envelope.read(old, place="call|piece|1"), KeyRing.from_text(SECOND))


def test_a_number_that_is_no_key_of_the_curve_is_refused() -> None:
    nothing = KeyRing.from_text("none:" + base64.b64encode(bytes(32)).decode())
    with pytest.raises(KeyRingUnusable):
        public_point(nothing, "none")
