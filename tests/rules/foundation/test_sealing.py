"""What is sealed opens only with the ring, in its own place, until its key is destroyed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.foundation.keyring import KeyNotOnRing, KeyRing, KeyRingUnusable
from homeward.foundation.sealing import (
    SealBroken,
    SealDestroyed,
    Sealed,
    blind_index,
    place,
    rewrap,
    seal,
    unseal,
)

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
RING = KeyRing({"first": OLD}, current="first")
HERE = place("shielded_location", 7, "address")


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_in_its_place(payload: bytes) -> None:
    sealed = seal(payload, RING, HERE)
    assert unseal(Sealed.from_text(sealed.text), RING, HERE) == payload


def test_the_same_payload_is_never_sealed_alike() -> None:
    one, other = seal(b"Alder House", RING, HERE), seal(b"Alder House", RING, HERE)
    assert one.body != other.body and one.wrapped_key != other.wrapped_key


@pytest.mark.parametrize(
    "elsewhere", [("other", 7, "address"), ("shielded_location", 8, "address"), ("shielded_location", 7, "note")]
)
def test_a_value_moved_to_another_place_does_not_open(elsewhere: tuple[str, int, str]) -> None:
    with pytest.raises(SealBroken):
        unseal(seal(b"Alder House", RING, HERE), RING, place(*elsewhere))


def test_swapping_one_part_of_two_values_breaks_both() -> None:
    one, other = seal(b"Alder House", RING, HERE), seal(b"Birch House", RING, HERE)
    with pytest.raises(SealBroken):
        unseal(Sealed(one.key_id, one.wrapped_key, other.body), RING, HERE)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_any_altered_byte_is_found_and_the_content_is_not_told(at: int, by: int) -> None:
    sealed = seal(b"Alder House", RING, HERE)
    body = bytearray(sealed.body)
    body[at % len(body)] ^= by
    with pytest.raises(SealBroken) as broken:
        unseal(Sealed(sealed.key_id, sealed.wrapped_key, bytes(body)), RING, HERE)
    assert "Alder" not in str(broken.value)


@pytest.mark.parametrize(
    "text", ["", "hs1.first", "hs2.first.AA.AA", "hs1.first.A!.AA", "hs1.first.é.AA", "hs1.first.A.A"]
)
def test_text_that_is_not_a_seal_is_refused(text: str) -> None:
    with pytest.raises(SealBroken):
        unseal(Sealed.from_text(text), RING, HERE)


def test_a_destroyed_payload_is_gone_whatever_keys_are_held() -> None:
    destroyed = Sealed.from_text(seal(b"Alder House", RING, HERE).destroyed().text)
    assert destroyed.is_destroyed
    with pytest.raises(SealDestroyed):
        unseal(destroyed, RING, HERE)
    with pytest.raises(SealDestroyed):
        rewrap(destroyed, RING, HERE)


def test_an_old_key_can_be_retired_once_values_are_wrapped_again() -> None:
    both = KeyRing({"second": NEW, "first": OLD}, current="second")
    sealed = seal(b"Alder House", RING, HERE)
    moved = rewrap(sealed, both, HERE)
    alone = KeyRing({"second": NEW}, current="second")
    assert moved.body == sealed.body
    assert unseal(sealed, both, HERE) == unseal(moved, alone, HERE) == b"Alder House"
    with pytest.raises(KeyNotOnRing):
        unseal(sealed, alone, HERE)


def test_a_key_renamed_does_not_open_what_it_sealed_under_its_old_name() -> None:
    sealed = seal(b"Alder House", RING, HERE)
    renamed = KeyRing({"second": OLD}, current="second")
    with pytest.raises(SealBroken):
        unseal(Sealed("second", sealed.wrapped_key, sealed.body), renamed, HERE)


@pytest.mark.parametrize("parts", [("a|b", 1, "c"), ("a", "", "c"), ("a", 1, "")])
def test_a_place_cannot_be_written_two_ways(parts: tuple[str, object, str]) -> None:
    with pytest.raises(SealBroken):
        place(*parts)


def test_a_ring_is_read_from_settings_and_prints_no_key() -> None:
    new, old = (base64.b64encode(key).decode() for key in (NEW, OLD))
    ring = KeyRing.from_text(f" second:{new}, first:{old} ")
    assert (ring.current, ring.names, ring.key("first")) == ("second", ("second", "first"), OLD)
    assert new not in repr(ring) and repr(NEW) not in repr(ring)
    assert (
        KeyRing.from_text("first:" + base64.urlsafe_b64encode(b"\xff" * 32).decode().rstrip("=")).key("first")
        == b"\xff" * 32
    )


@pytest.mark.parametrize(
    "text", ["", "first", "first:", "first:AAAA", "first:???", "a b:AAAA", "x:" + "A" * 43 + "=,x:" + "A" * 43 + "="]
)
def test_settings_that_make_no_ring_are_refused(text: str) -> None:
    with pytest.raises(KeyRingUnusable):
        KeyRing.from_text(text)


def test_a_sealed_value_prints_neither_key_nor_body() -> None:
    assert repr(seal(b"Alder House", RING, HERE)) == "Sealed(key_id='first')"


def test_a_blind_index_depends_on_key_text_and_purpose() -> None:
    digests = {
        blind_index(OLD, "rowan"), blind_index(NEW, "rowan"), blind_index(OLD, "hazel"),
        blind_index(OLD, "rowan", purpose="surname"),
    }  # fmt: skip
    assert len(digests) == 4
    assert blind_index(OLD, "rowan") == blind_index(OLD, "rowan")
