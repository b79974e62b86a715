"""A sample is drawn by band, read blind and by two now and then, and tells how often the hub is right."""

import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from homeward.register.access.actions import Refused
from homeward.register.access.models import Shield
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.actions.sampling import AlreadyRead, NothingToDraw, answer_sampled, draw_sample
from homeward.register.linkage.models import PairJudgement, ReviewItem, Sample, SampleAnswer, SampledPair
from homeward.register.linkage.queries import quality as queries
from tests import factories as f
from tests.factories import pairs

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
SURE = {"names": ["exact", 15.6], "birth": ["exact", 12.5], "nhs": ["exact", 20.3]}


def joined(bits_more: float = 0.0) -> None:
    """A pair of one child, by so much evidence more or less."""
    child = f.child("Isla", "Thornbury")
    parts = {**SURE, "sex": ["exact", bits_more]}
    pairs.edge(pairs.profile(child, home=""), pairs.profile(child, home=""), parts, prior=-20.0)


@pytest.fixture
def county() -> None:
    """Six pairs that are joined, and four of twins that are not."""
    for more in (0.0, 0.0, 0.0, -12.0, -12.0, -12.0):
        joined(more)
    for _ in range(4):
        pairs.twins()


@pytest.fixture
def reader() -> Viewer:
    return f.viewer("matching-reviewer")


def waiting(viewer: Viewer) -> list[SampledPair]:
    return list(queries.to_read(viewer=viewer))


def read_all(viewer: Viewer, verdict: str | None = None) -> None:
    """Say of every pair that waits what it is, or one thing throughout."""
    for pair in waiting(viewer):
        told = verdict or ("same" if pair.edge.a.forename == pair.edge.b.forename else "not-same")
        answer_sampled(pair=pair.pk, verdict=told, by=viewer, at=f.NOW)


def test_each_band_is_drawn_from_and_its_size_is_kept(county: None, reader: Viewer) -> None:
    sample = draw_sample(by=reader, at=f.NOW, each=2)
    sizes = {(joined, band): size for joined, band, size in sample.sizes if size}
    assert sizes == {(True, "14 to 20"): 3, (True, "20 to 30"): 3, (False, "10 to 14"): 4}
    drawn = Counter((pair.joined, pair.band) for pair in sample.pairs.all())
    assert drawn == {(True, "14 to 20"): 2, (True, "20 to 30"): 2, (False, "10 to 14"): 2}
    assert sorted(pair.place for pair in sample.pairs.all()) == list(range(6))
    assert Counter(pair.readers for pair in sample.pairs.all()) == {1: 4, 2: 2}
    assert AuditEvent.objects.get(action="linkage.draw-sample").detail == {"sample": str(sample.pk)}


def test_the_same_seed_draws_the_same_pairs(county: None, reader: Viewer) -> None:
    from random import Random

    from homeward.register.linkage.actions.sampling import _drawn

    sample = draw_sample(by=reader, at=f.NOW, each=2)
    again = [pair.edge_id for pair in _drawn(sample, Random(sample.seed), 2)]
    assert again == list(sample.pairs.order_by("place").values_list("edge", flat=True))


def test_there_is_nothing_to_draw_before_anything_is_compared(reader: Viewer) -> None:
    with pytest.raises(NothingToDraw):
        draw_sample(by=reader, at=f.NOW)
    assert not Sample.objects.exists()


def test_whoever_may_not_draw_is_refused() -> None:
    with pytest.raises(Refused):
        draw_sample(by=f.viewer("hub-practitioner"), at=f.NOW)


def test_a_child_under_a_shield_is_in_no_sample_and_no_count(county: None, reader: Viewer) -> None:
    hidden = ReviewItem.objects.first()
    assert hidden is not None
    f.placement(hidden.a.subject.person)
    sample = draw_sample(by=reader, at=f.NOW)
    assert [size for joined, _, size in sample.sizes if size and not joined] == [3]
    assert not sample.pairs.filter(edge=hidden.edge).exists()
    later = SampledPair.objects.filter(joined=False).first()
    assert later is not None
    Shield.objects.create(subject=later.edge.b.subject, basis="placement", since=f.NOW)
    assert later not in waiting(reader)


def test_reading_tells_how_often_the_hub_is_right_and_moves_nobody(county: None, reader: Viewer) -> None:
    draw_sample(by=reader, at=f.NOW)
    read_all(reader)
    told = queries.quality_of(Sample.objects.get())
    assert (told.drawn, told.read, told.unsure) == (10, 10, 0)
    assert told.precision.value == 1 and told.recall.value == 1
    assert told.precision.low is not None and told.precision.low < 0.7
    assert not PairJudgement.objects.exists()


def test_a_mistake_that_a_reader_finds_becomes_a_question(county: None, reader: Viewer) -> None:
    ReviewItem.objects.all().delete()
    draw_sample(by=reader, at=f.NOW)
    read_all(reader, "not-same")
    asked = ReviewItem.objects.all()
    assert {(each.kind, each.about) for each in asked} == {("broken", "sample")} and len(asked) == 6
    assert queries.quality_of(Sample.objects.get()).precision.value == 0


def test_a_band_that_nobody_has_read_leaves_the_whole_unknown(county: None, reader: Viewer) -> None:
    draw_sample(by=reader, at=f.NOW)
    (first, *_) = waiting(reader)
    answer_sampled(pair=first.pk, verdict="same", by=reader, at=f.NOW)
    told = queries.quality_of(Sample.objects.get())
    assert told.precision.value is None or told.recall.value is None


def test_two_readers_read_some_pairs_apart_and_their_agreement_is_told(county: None, reader: Viewer) -> None:
    second = f.viewer("matching-reviewer")
    draw_sample(by=reader, at=f.NOW)
    read_all(reader)
    assert len(waiting(second)) == 3
    read_all(second, "same")
    told = queries.quality_of(Sample.objects.get())
    assert told.agreement.questions == 3
    assert told.unsure == 3 - told.agreement.agreed
    assert waiting(second) == [] and waiting(reader) == []


def test_nobody_reads_a_pair_twice_or_one_that_is_read(county: None, reader: Viewer) -> None:
    draw_sample(by=reader, at=f.NOW)
    pair = next(each for each in waiting(reader) if each.readers == 1)
    answer_sampled(pair=pair.pk, verdict="unsure", by=reader, at=f.NOW)
    for viewer in (reader, f.viewer("matching-reviewer")):
        with pytest.raises(AlreadyRead):
            answer_sampled(pair=pair.pk, verdict="same", by=viewer, at=f.NOW)
    assert SampleAnswer.objects.count() == 1


def test_the_shares_add_up_by_the_size_of_each_band(reader: Viewer) -> None:
    """Two bands of joined pairs, one three times the other: the larger weighs three times as much."""
    for _ in range(9):
        joined()
    for _ in range(3):
        joined(-12.0)
    draw_sample(by=reader, at=f.NOW)
    for pair in waiting(reader):
        told = "same" if pair.band == "20 to 30" else "not-same"
        answer_sampled(pair=pair.pk, verdict=told, by=reader, at=f.NOW)
    assert queries.quality_of(Sample.objects.get()).precision.value == pytest.approx(0.75)


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(f.account(*roles), backend=DOOR)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_tells_what_a_sample_says_and_that_few_pairs_say_little(county: None) -> None:
    client = signed_in("matching-reviewer")
    assert "No sample has been drawn yet" in text_of(client.get("/matching/quality/"))
    assert "A sample has been drawn" in text_of(client.post("/matching/quality/draw/", follow=True))
    words = text_of(client.get("/matching/quality/"))
    assert "0 of the 10 pairs drawn have been read" in words and "Not known yet" in words
    while (pair := SampledPair.objects.filter(answers=None).order_by("place").first()) is not None:
        same = pair.edge.a.subject_id == pair.edge.b.subject_id
        sent = {"pair": str(pair.pk), "verdict": "same" if same else "not-same"}
        client.post("/matching/quality/read/", sent)
    words = text_of(client.get("/matching/quality/"))
    assert "Of the pairs that are joined, are of one child 100% Precision, likely between" in words
    assert "That is few" in words and "invented-1" in words


def test_a_reader_sees_neither_the_evidence_nor_what_was_decided(county: None) -> None:
    client = signed_in("matching-reviewer")
    client.post("/matching/quality/draw/")
    words = text_of(client.get("/matching/quality/read/"))
    assert "Do they agree?" in words
    assert "adds" not in words and "twins" not in words
    assert "10 pairs wait for you" in words


@pytest.mark.parametrize("sent", [{}, {"pair": "x", "verdict": "same"}, {"pair": "0" * 32, "verdict": "maybe"}])
def test_nonsense_is_passed_over(county: None, sent: dict[str, str]) -> None:
    client = signed_in("matching-reviewer")
    client.post("/matching/quality/draw/")
    assert client.post("/matching/quality/read/", sent).status_code == 302
    assert not SampleAnswer.objects.exists()


def test_the_work_is_shown_by_reviewer(county: None) -> None:
    client = signed_in("matching-reviewer")
    question = ReviewItem.objects.first()
    assert question is not None
    client.post(f"/matching/{question.pk}/", {"verdict": "not-same", "why": "siblings", "words": ""})
    client.post(f"/matching/{question.pk}/undo/")
    (worker,) = queries.workload(at=f.NOW)
    assert (worker.judged, worker.not_same, worker.taken_back) == (1, 1, 1)
    assert worker.name in text_of(client.get("/matching/quality/"))


def test_a_sample_of_pairs_that_are_all_apart_is_told_too() -> None:
    pairs.twins()
    pairs.alike()
    client = signed_in("matching-reviewer")
    client.post("/matching/quality/draw/")
    assert client.get("/matching/quality/").status_code == 200


def test_the_models_card_is_read_with_what_it_does_for_each_origin_of_name() -> None:
    client = signed_in("matching-reviewer")
    assert "No model is in use yet" in text_of(client.get("/matching/quality/"))
    pairs.model("2026-11")
    words = text_of(client.get("/matching/quality/"))
    assert "Version 2026-11" in words and "Joined without a person From 20" in words
    assert "Yoruba" in words and "South Asian" in words


@pytest.mark.parametrize("version", ["../2026-11", "none-such", "2026-11/../2026-11"])
def test_no_other_file_is_read_for_a_card(version: str) -> None:
    assert queries.measured_of(version) == {}
