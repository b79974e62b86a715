"""An export of the memory, tampered with a thousand ways, and two verifiers that share no code."""

import importlib.util
import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from homeward.register.audit import queries, rules
from homeward.register.audit.actions import make_checkpoint, seal_pending
from homeward.register.audit.jobs import seal_loop_once
from homeward.register.audit.models import AuditEvent, Checkpoint, Seal
from homeward.register.keys.queries import public_key, signature_holds, signed
from tests.factories import NOW
from tests.factories.memory import event, events, refusal_lifted

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[3] / "script/verify_audit.py"


def independent() -> Any:
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SECOND = independent()


def export_of(count: int = 40) -> list[bytes]:
    """An export with four checkpoints along it."""
    for _ in range(4):
        events(count // 4)
        seal_pending(NOW)
        make_checkpoint(NOW)
    return list(queries.exported(at=NOW))


def both(lines: list[bytes], *, held: list[dict[str, Any]] = [], key: str = "") -> tuple[bool, bool]:  # noqa: B006
    """Whether each verifier finds the export whole."""
    key = key or public_key()

    def holds(message: bytes, signature: str) -> bool:
        return signature_holds(message, signature, key)

    first = rules.proved(lines, key=key, signed=holds, held=held)
    return not first.problems, not SECOND.faults(lines, key, held)


def ended_again(lines: list[bytes]) -> list[bytes]:
    """The lines with an honest end: what the program itself would export from an altered database."""
    items = [json.loads(line) for line in lines]
    seals = [strip(item) for item in items if item["kind"] == "seal"]
    points = [strip(item) for item in items if item["kind"] == "checkpoint"]
    made = rules.export_lines(seals, points, key=public_key(), made_at=rules.moment(NOW), sign=signed)
    return list(made)


def strip(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != "kind"}


def hashed_again(lines: list[bytes]) -> list[bytes]:
    """The whole chain made anew over altered events, as the owner of the database could, without the old signatures."""
    previous, made = rules.GENESIS, []
    events = [json.loads(line)["event"] for line in lines if b'"kind":"seal"' in line]
    for number, each in enumerate(events, start=1):
        digest = rules.link(number, previous, each)
        made.append({"number": number, "previous": previous, "digest": digest, "event": each})
        previous = digest
    return list(rules.export_lines(made, [], key=public_key(), made_at=rules.moment(NOW), sign=signed))


def held_by_a_partner(lines: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines if b'"kind":"checkpoint"' in line]


def seals_in(lines: list[bytes]) -> list[int]:
    return [place for place, line in enumerate(lines) if b'"kind":"seal"' in line]


def test_a_whole_export_is_found_whole() -> None:
    lines = export_of()
    assert both(lines) == (True, True)
    assert both(lines, held=held_by_a_partner(lines)) == (True, True)


def test_an_empty_memory_is_found_whole() -> None:
    assert both(list(queries.exported(at=NOW))) == (True, True)


def test_a_planted_fault_is_found() -> None:
    lines = export_of()
    place = seals_in(lines)[7]
    lines[place] = lines[place].replace(b'"outcome":"allowed"', b'"outcome":"denied"')
    assert both(lines) == (False, False)
    assert both(ended_again(lines)) == (False, False)


def edited(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.choice(seals_in(lines))
    item = json.loads(lines[place])
    name = chance.choice(sorted(item["event"]))
    item["event"][name] = "altered" if item["event"][name] != "altered" else None
    lines[place] = rules.canonical(item) + b"\n"
    return lines


def byte_flipped(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.choice(seals_in(lines))
    line = bytearray(lines[place])
    line[chance.randrange(len(line) - 1)] ^= 1 << chance.randrange(7)
    lines[place] = bytes(line)
    return lines


def deleted(lines: list[bytes], chance: random.Random) -> list[bytes]:
    del lines[chance.choice(seals_in(lines)[:-1])]
    return lines


def inserted(lines: list[bytes], chance: random.Random) -> list[bytes]:
    source, target = chance.choice(seals_in(lines)), chance.choice(seals_in(lines))
    return [*lines[:target], lines[source], *lines[target:]]


def reordered(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.choice(seals_in(lines)[:-1])
    one, other = place, next(each for each in seals_in(lines) if each > place)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def swapped(lines: list[bytes], chance: random.Random) -> list[bytes]:
    one, other = chance.sample(seals_in(lines), 2)
    first, second = json.loads(lines[one]), json.loads(lines[other])
    first["event"], second["event"] = second["event"], first["event"]
    lines[one], lines[other] = rules.canonical(first) + b"\n", rules.canonical(second) + b"\n"
    return lines


def backdated(lines: list[bytes], chance: random.Random) -> list[bytes]:
    place = chance.choice(seals_in(lines))
    item = json.loads(lines[place])
    item["event"]["at"] = rules.moment(NOW - timedelta(days=chance.randrange(1, 400)))
    lines[place] = rules.canonical(item) + b"\n"
    return lines


def tail_cut(lines: list[bytes], chance: random.Random) -> list[bytes]:
    keep = chance.randrange(1, len(lines) - 1)
    return lines[:keep]


TAMPERS = [edited, byte_flipped, deleted, inserted, reordered, swapped, backdated, tail_cut]
EACH = 63  # eight ways in the file, and as many in the database: over a thousand


def test_a_thousand_alterations_are_all_found_by_both() -> None:
    whole = export_of()
    partner = held_by_a_partner(whole)
    chance = random.Random(20260302)
    missed = []
    for tamper in TAMPERS:
        for turn in range(EACH):
            altered = tamper(list(whole), chance)
            if both(altered) != (False, False):
                missed.append((tamper.__name__, turn, "in the file"))
    for tamper in TAMPERS:
        if tamper is byte_flipped:
            continue  # a flipped bit is an edit once a database has read it
        for turn in range(EACH):
            altered = ended_again(tamper(list(whole), chance))
            if both(altered, held=partner) != (False, False):
                missed.append((tamper.__name__, turn, "in the database"))
    for turn in range(EACH):
        altered = hashed_again(edited(list(whole), chance))
        if both(altered, held=partner) != (False, False):
            missed.append(("hashed again", turn, "by the owner of the database"))
    assert missed == []


def test_hashing_everything_again_is_told_only_by_a_checkpoint_that_a_partner_holds() -> None:
    whole = export_of()
    again = hashed_again(edited(list(whole), random.Random(1)))
    assert both(again) == (True, True)
    assert both(again, held=held_by_a_partner(whole)) == (False, False)


def test_a_file_with_another_key_in_it_is_refused() -> None:
    lines = export_of()
    another = "A" * 43 + "="
    assert both(lines, key=another) == (False, False)


def test_a_forged_held_checkpoint_proves_nothing() -> None:
    lines = export_of()
    forged = {**held_by_a_partner(lines)[0], "digest": "1" * 64}
    assert both(lines, held=[forged]) == (False, False)


def test_an_event_altered_in_the_database_is_found_in_the_next_export() -> None:
    export_of()
    assert queries.chain_state().holds
    with refusal_lifted():
        AuditEvent.objects.filter(seal__number=12).update(worker_id=None, reason_code="altered")
    assert both(list(queries.exported(at=NOW))) == (False, False)
    assert not queries.chain_state().holds


def test_events_are_sealed_once_in_dense_numbers() -> None:
    events(3)
    assert seal_loop_once(NOW) == 3
    events(2)
    assert seal_loop_once(NOW + timedelta(seconds=1)) == 2
    assert seal_loop_once(NOW + timedelta(seconds=2)) == 0
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_checkpoint_is_signed_every_ten_minutes_and_not_for_nothing() -> None:
    event()
    seal_loop_once(NOW)
    event()
    seal_loop_once(NOW + timedelta(minutes=9))
    assert Checkpoint.objects.count() == 1
    seal_loop_once(NOW + timedelta(minutes=10))
    seal_loop_once(NOW + timedelta(minutes=30))
    assert list(Checkpoint.objects.order_by("pk").values_list("seal_number", flat=True)) == [1, 2]


def test_an_event_committed_late_is_sealed_when_it_comes() -> None:
    facts = {"at": NOW, "action": "child.open", "outcome": "allowed", "reason_code": "allocated"}
    AuditEvent.objects.create(pk=50_000, **facts)
    seal_pending(NOW)
    late = AuditEvent.objects.create(pk=49_000, **facts)
    very_late = AuditEvent.objects.create(pk=1_000, **facts)
    seal_pending(NOW)
    assert Seal.objects.get(event=late).number == 2
    assert not Seal.objects.filter(event=very_late).exists()
    seal_loop_once(NOW + timedelta(minutes=10))
    assert Seal.objects.get(event=very_late).number == 3


def test_a_checkpoint_taken_out_of_the_database_is_missed_by_the_partner_who_holds_it() -> None:
    whole = export_of()
    with refusal_lifted():
        Checkpoint.objects.order_by("pk").last().delete()
    without = list(queries.exported(at=NOW))
    assert both(without) == (True, True)
    assert both(without, held=held_by_a_partner(whole)) == (False, False)


@pytest.mark.parametrize(
    ("secret", "message"),
    [
        ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
        ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
        ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
    ],
    ids=["test 1", "test 2", "test 3"],
)
def test_the_second_verifier_checks_signatures_as_rfc_8032_does(secret: str, message: str) -> None:
    """The three shortest vectors of RFC 8032, section 7.1."""
    import base64

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    text = bytes.fromhex(message)
    signature = base64.b64encode(key.sign(text)).decode()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    assert SECOND.signed(text, signature, public)
    assert not SECOND.signed(text + b"x", signature, public)
