"""What was captured while the hub was away comes once, is lost in no case, and shows nobody anything (S-46)."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from homeward.config.keys import random_key
from homeward.foundation.envelopes import decoded, sealed_to
from homeward.practice.missing import actions as calls
from homeward.practice.missing.actions import captures as actions
from homeward.practice.missing.actions.captures import CannotOpen
from homeward.practice.missing.models import Call, CallPiece, Capture, CapturedPiece, HeldCapture
from homeward.practice.missing.queries.calls import held_back, labels_to_review, standing_in
from homeward.practice.missing.rules.captures import LARGEST_PIECE, MOST_PIECES, place_of
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent, WaitingEvent
from homeward.register.keys.queries import capture_key
from tests import factories as f
from tests.factories.memory import refusing
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db
DEVICE = uuid4()


@pytest.fixture
def handler() -> Viewer:
    return f.viewer("call-handler", on_duty=True)


@pytest.fixture
def permit(handler: Viewer) -> str:
    return actions.permit(device=DEVICE, by=handler, at=f.NOW)


def sealed(call: UUID, words: str, *, number: int = 1, box: str = "said", piece: UUID | None = None, **told) -> dict:
    """An envelope as a device makes it."""
    piece = piece or uuid4()
    facts = {"box": box, "words": words, "read": 0, "device": str(DEVICE), "typed_at": f.NOW.timestamp() - 60} | told
    name, point = capture_key()
    place = place_of(call, piece, number)
    parts = sealed_to(decoded(point), name, json.dumps(facts).encode(), place=place, nonce=uuid4().bytes[:12])
    return parts | {"call": str(call), "piece": str(piece), "number": number}


def sent(client: Client, permit: str, *pieces: dict, **more: object):
    body = {"permit": permit, "pieces": list(pieces)} | more
    return client.post(reverse("captured"), json.dumps(body), content_type="application/json")


def became(client: Client, permit: str, *pieces: dict, **more: object) -> list[str]:
    return sent(client, permit, *pieces, **more).json()["became"]


def test_a_call_that_was_captured_is_an_open_call_of_whoever_took_it(client, permit, handler) -> None:
    call = uuid4()
    assert became(client, permit, sealed(call, "Gone since nine"), sealed(call, "Wren", box="child", number=2)) == [
        "kept", "kept",
    ]  # fmt: skip
    row = Call.objects.get()
    assert (row.pk, row.state, row.taken_by_id) == (call, "open", handler.worker_id)
    assert row.opened_at == f.NOW - timedelta(minutes=1)
    assert {name: each.words for name, each in standing_in(call).items()} == {
        "said": "Gone since nine",
        "child": "Wren",
    }
    assert Capture.objects.get().arrived_at == f.NOW
    event = AuditEvent.objects.get(action="call.captured")
    assert event.worker_id == handler.worker_id and event.detail["pieces"] == 2


def test_what_is_sent_again_is_there_once(client, permit) -> None:
    call = uuid4()
    piece = sealed(call, "Gone since nine")
    assert became(client, permit, piece, piece) == ["kept", "again"]
    assert became(client, permit, piece) == ["again"]
    assert (Call.objects.count(), CallPiece.objects.count(), CapturedPiece.objects.count()) == (1, 1, 1)


def test_words_that_were_saved_after_all_are_not_there_twice(client, permit, handler) -> None:
    call = uuid4()
    calls.save_piece(call=call, field="said", words="Gone since nine", read=0, by=handler, at=f.NOW)
    piece = sealed(call, "Gone since nine")
    assert became(client, permit, piece) == ["same"]
    calls.save_piece(call=call, field="said", words="Gone since ten", read=1, by=handler, at=f.NOW)
    assert became(client, permit, piece) == ["again"] and not held_back(call)
    assert standing_in(call)["said"].words == "Gone since ten"
    assert not Capture.objects.exists()


def test_words_that_a_settled_call_holds_already_begin_no_call(client, permit, handler) -> None:
    call = uuid4()
    calls.save_piece(call=call, field="said", words="Gone since nine", read=0, by=handler, at=f.NOW)
    calls.label(call=call, code="silent", by=handler, at=f.NOW)
    assert became(client, permit, sealed(call, "Gone since nine"), sealed(call, "And back", number=2)) == [
        "same",
        "kept",
    ]
    assert [(row.pk == call, row.state) for row in Call.objects.order_by("opened_at")] == [
        (False, "open"),
        (True, "labelled"),
    ]
    assert standing_in(call)["said"].words == "Gone since nine"


def test_a_late_piece_is_never_the_last_word_over_what_was_not_read(client, permit, handler) -> None:
    call = uuid4()
    calls.save_piece(call=call, field="said", words="Since ten", read=0, by=handler, at=f.NOW)
    assert became(client, permit, sealed(call, "Since nine", read=0)) == ["beside"]
    assert standing_in(call)["said"].words == "Since ten" and len(held_back(call)) == 1
    assert became(client, permit, sealed(call, "Since eleven", read=1, number=2)) == ["kept"]
    assert became(client, permit, sealed(call, "Since midnight", read=1, number=3)) == ["kept"]
    assert standing_in(call)["said"].words == "Since midnight"


def test_what_was_saved_though_the_answer_was_lost_gives_way_to_what_was_typed_after(client, permit, handler) -> None:
    call = uuid4()
    minutes = timedelta(minutes=5)
    calls.save_piece(call=call, field="said", words="Since ten", read=0, by=handler, at=f.NOW - minutes)
    assert became(client, permit, sealed(call, "Since ten, by the window", read=0)) == ["kept"]
    calls.save_piece(call=call, field="where", words="Town", read=0, by=f.viewer("call-handler"), at=f.NOW - minutes)
    assert became(client, permit, sealed(call, "Ashmarket", box="where", number=2)) == ["beside"]
    assert standing_in(call)["said"].words == "Since ten, by the window" and standing_in(call)["where"].words == "Town"


@pytest.mark.parametrize("times", [1, 2])
def test_more_said_on_a_call_that_was_settled_is_a_call_that_follows_it(client, permit, handler, times) -> None:
    call = uuid4()
    calls.label(call=call, code="silent", by=handler, at=f.NOW)
    for number in range(times):
        assert became(client, permit, sealed(call, f"She spoke {number}", number=number + 1)) == ["kept"]
    row = Call.objects.get(state="open")
    assert row.capture.follows_id == call and standing_in(row.pk)["said"].words == f"She spoke {times - 1}"


def wrong_key(call: UUID) -> dict:
    return sealed(call, "Gone") | {"key": "lost"}


def half(call: UUID) -> dict:
    piece = sealed(call, "Gone")
    return piece | {"body": piece["body"][: len(piece["body"]) // 2]}


def moved(call: UUID) -> dict:
    return sealed(uuid4(), "Gone") | {"call": str(call)}


def elsewhere(call: UUID) -> dict:
    return sealed(call, "Gone", device=str(uuid4()))


def no_box(call: UUID) -> dict:
    return sealed(call, "Gone", box="notes")


def nothing(call: UUID) -> dict:
    return {"call": str(call)}


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (wrong_key, "key"), (half, "broken"), (moved, "broken"), (elsewhere, "device"), (no_box, "broken"),
        (nothing, "broken"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_held_and_does_not_hold_up_the_rest(client, permit, make, why) -> None:
    call, other = uuid4(), uuid4()
    piece = make(call)
    assert became(client, permit, piece, sealed(other, "Gone since nine"), piece) == ["held", "kept", "held"]
    held = HeldCapture.objects.get()
    assert held.why == why and json.loads(held.envelope) == piece and Call.objects.get().pk == other


def test_a_permit_that_has_run_out_adds_nothing_and_loses_nothing(client, permit, handler, frozen) -> None:
    call = uuid4()
    frozen.shift(timedelta(hours=168, seconds=1))
    assert became(client, permit, sealed(call, "Gone since nine")) == ["held"]
    assert not Call.objects.exists()
    manager = f.viewer("manager")
    assert actions.take_in(held=HeldCapture.objects.get().pk, by=manager, at=f.NOW + timedelta(days=8)) == "kept"
    assert standing_in(call)["said"].words == "Gone since nine" and Call.objects.get().taken_by_id == handler.worker_id
    with pytest.raises(CannotOpen):
        actions.take_in(held=HeldCapture.objects.get().pk, by=manager, at=f.NOW + timedelta(days=8))


def test_a_worker_who_has_left_and_a_permit_that_is_not_known_wait_for_a_person(client, permit, handler) -> None:
    assert became(client, permit, sealed(uuid4(), "Gone"), instead=True) == ["held"]
    Worker.objects.filter(pk=handler.worker_id).update(left_on=f.NOW.date())
    assert became(client, permit, sealed(uuid4(), "Gone")) == ["held"]
    assert set(HeldCapture.objects.values_list("why", flat=True)) == {"permit", "stranger"}


def test_after_a_new_key_what_was_sealed_to_the_old_one_still_opens(client, permit, settings) -> None:
    call, old = uuid4(), settings.CAPTURE_KEYS
    piece = sealed(call, "Gone since nine")
    with override_settings(CAPTURE_KEYS=f"second:{random_key()}"):
        assert became(client, permit, piece) == ["held"]
        held = HeldCapture.objects.get()
        with pytest.raises(CannotOpen):
            actions.take_in(held=held.pk, by=f.viewer("manager"), at=f.NOW)
    with override_settings(CAPTURE_KEYS=f"second:{random_key()},{old}"):
        assert capture_key()[0] == "second"
        assert actions.take_in(held=held.pk, by=f.viewer("manager"), at=f.NOW) == "kept"
    assert standing_in(call)["said"].words == "Gone since nine"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"permit": "x", "pieces": "y"}', 400),
        ('{"permit": "x", "pieces": []}', 403),
        (json.dumps({"permit": "x", "pieces": [{}] * (MOST_PIECES + 1)}), 413),
        (json.dumps({"permit": "x", "pieces": [{"body": "b" * LARGEST_PIECE}]}), 413),
        (json.dumps({"permit": "x", "pieces": ["b" * 900_000]}), 413),
    ],
)
def test_whatever_else_is_sent_is_answered_in_numbers(client: Client, body: str, status: int) -> None:
    answer = client.post(reverse("captured"), body, content_type="application/json")
    assert answer.status_code == status and not (Call.objects.exists() or HeldCapture.objects.exists())


def test_a_permit_opens_nothing_and_an_altered_one_adds_nothing(client, permit) -> None:
    assert sent(client, permit[:-3] + "abc", sealed(uuid4(), "Gone")).status_code == 403
    client.cookies["sessionid"] = permit
    assert client.get(reverse("calls")).status_code == 302
    assert client.get(reverse("captured")).status_code == 405


def test_what_is_captured_is_kept_though_the_memory_is_full(client, permit) -> None:
    call = uuid4()
    with refusing("audit_auditevent"):
        assert became(client, permit, sealed(call, "Gone since nine")) == ["kept"]
    assert standing_in(call)["said"].words == "Gone since nine" and WaitingEvent.objects.count() == 1


def test_a_permit_is_given_to_whoever_may_take_calls(client: Client) -> None:
    client.force_login(f.account("call-handler", on_duty=True), backend=DOOR)
    told = client.post(reverse("call_permit"), {"device": str(DEVICE)}).json()
    assert actions.read_permit(told["permit"]).device == DEVICE and told["key_name"] == "test-1"
    client.force_login(f.account("analyst"), backend=DOOR)
    assert client.post(reverse("call_permit"), {"device": str(DEVICE)}).status_code == 403


def test_a_manager_takes_in_what_was_held_or_puts_it_aside_with_why(client, permit) -> None:
    became(client, permit, wrong_key(uuid4()), half(uuid4()))
    client.force_login(f.account("manager"), backend=DOOR)
    address = reverse("held_captures")
    page = client.get(address).content.decode()
    assert "a key that the hub does not hold" in page and "it does not open" in page and page.count(">Take it in<") == 1
    key, broken = HeldCapture.objects.get(why="key"), HeldCapture.objects.get(why="broken")
    page = client.post(address, {"held": key.pk, "settle": "in"}, follow=True).content.decode()
    assert "old capture key is missing" in page
    assert "Say why" in client.post(address, {"held": broken.pk, "settle": "aside"}, follow=True).content.decode()
    client.post(address, {"held": broken.pk, "settle": "aside", "reason": "A test of ours"})
    client.post(address, {"held": "nonsense", "settle": "in"})
    broken.refresh_from_db()
    assert broken.state == "aside" and "A test" not in broken.sealed_reason and broken.envelope


def test_the_list_and_the_call_say_what_was_captured(client, permit) -> None:
    call = uuid4()
    became(client, permit, sealed(call, "Gone since nine"))
    client.force_login(f.account("call-handler", on_duty=True), backend=DOOR)
    assert "While the hub was away" in client.get(reverse("calls")).content.decode()
    page = client.get(reverse("call", args=[call])).content.decode()
    assert "Captured while the hub was away" in page and "Gone since nine" in page


def labelled(call: UUID, code: str, *, number: int = 9, **told: object) -> dict:
    return sealed(call, code, box="label", number=number, **told)


def test_a_label_pressed_while_the_hub_was_away_stands_once_and_waits_to_be_looked_at(client, permit, handler) -> None:
    call = uuid4()
    piece = labelled(call, "silent")
    assert became(client, permit, piece, piece) == ["kept", "again"]
    row = Call.objects.get()
    assert (row.pk, row.state, row.label, row.labelled_by_id) == (call, "labelled", "silent", handler.worker_id)
    assert row.labelled_at == f.NOW - timedelta(minutes=1) and row.label_settled_at is None
    assert not CallPiece.objects.exists() and CapturedPiece.objects.get().became == "kept"
    assert [each.pk for each in labels_to_review(at=f.NOW + timedelta(days=1))] == [call]
    client.force_login(f.account("call-handler", on_duty=True), backend=DOOR)
    assert "Captured while the hub was away" in client.get(reverse("call", args=[call])).content.decode()


def test_words_and_then_a_label_come_together_and_the_words_are_kept(client, permit) -> None:
    call = uuid4()
    assert became(client, permit, sealed(call, "Laughter"), labelled(call, "prank")) == ["kept", "kept"]
    assert Call.objects.get().label == "prank" and standing_in(call)["said"].words == "Laughter"


def test_a_label_is_taken_back_or_changed_by_who_pressed_it_until_somebody_has_looked(client, permit, handler) -> None:
    call = uuid4()
    assert became(client, permit, labelled(call, "silent"), labelled(call, "", number=10)) == ["kept", "kept"]
    assert (Call.objects.get().state, Call.objects.get().label) == ("open", "")
    assert became(client, permit, labelled(call, "prank", number=11), labelled(call, "silent", number=12)) == [
        "kept", "kept",
    ]  # fmt: skip
    calls.settle_label(call=call, by=f.viewer("manager"), at=f.NOW)
    assert became(client, permit, labelled(call, "", number=13)) == ["late"]
    assert Call.objects.get().label == "silent"


def test_a_late_label_closes_no_call_in_which_more_was_said(client, permit, handler) -> None:
    others, own = uuid4(), uuid4()
    calls.save_piece(call=others, field="said", words="Help", read=0, by=f.viewer("call-handler"), at=f.NOW)
    calls.save_piece(call=own, field="said", words="She spoke after all", read=0, by=handler, at=f.NOW)
    assert became(client, permit, labelled(others, "silent"), labelled(own, "silent", number=10)) == ["late", "late"]
    assert set(Call.objects.values_list("state", flat=True)) == {"open"}
    assert became(client, permit, labelled(own, "silent", number=11, typed_at=f.NOW.timestamp())) == ["kept"]


def test_what_is_said_after_a_label_is_an_open_call_and_no_other_word_is_a_label(client, permit) -> None:
    call = uuid4()
    after = sealed(call, "She spoke", number=10)
    assert became(client, permit, labelled(call, "silent"), after, labelled(uuid4(), "client")) == [
        "kept", "kept", "held",
    ]  # fmt: skip
    assert Call.objects.get(state="open").capture.follows_id == call


def test_the_capture_page_offers_each_label(client: Client) -> None:
    page = client.get(reverse("away")).content.decode()
    assert all(f'name="label" value="{each}"' in page for each in ("silent", "prank", "abusive", "call-back"))
