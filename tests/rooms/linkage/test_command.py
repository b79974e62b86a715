"""`homeward link` and the job after a load: what they do and say, and that a child's absences are counted once."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone
from splink import Linker, block_on

from homeward.config.commands.link import link
from homeward.gateways.feeds.actions import ask_to_link
from homeward.gateways.feeds.jobs import link as link_job
from homeward.methods.matching.model import frozen_text
from homeward.methods.matching.shipped import FROZEN, VERSION
from homeward.practice.missing.models import MissingEpisode
from homeward.register.jobs.models import Job
from homeward.register.linkage.engine import training
from homeward.register.linkage.engine.training import Plan
from homeward.register.linkage.models import Edge, LinkageModel, LinkageRun, Profile, ReviewItem
from homeward.register.people.models import Person
from tests import factories as f
from tests.rooms.linkage import small_county
from tests.rooms.linkage import telling as t

pytestmark = pytest.mark.django_db
HOME, NHS = "ZZ1 1AA", "9990000018"


def given(*words: str) -> Result:
    return CliRunner().invoke(link, list(words), catch_exceptions=False)


def two_agencies() -> None:
    """One child whom two agencies know and report missing, and a twin of theirs whom the force knows."""
    one = t.tell(t.council(), "MS1", "Wren", "Applegarth", postcode=HOME)
    other = t.tell(t.hospital(), "H5", "Wren", "Applegarth", postcode=HOME, nhs=NHS)
    t.report(one, t.council(), days_ago=9)
    t.report(other, t.hospital(), days_ago=9)
    t.tell(t.force(), "P77", "Robin", "Applegarth", postcode=HOME)


def test_it_says_what_it_did_and_what_waits() -> None:
    two_agencies()
    said = given().output
    assert f"by model {VERSION}." in said
    assert "3 profiles compared" in said
    assert "1 joined, 0 parted, 1 question raised" in said
    assert "3 children before, 2 after" in said
    assert "1 question: perhaps twins" in said
    assert given().output == "Every record has been compared. Nothing to do.\n"
    assert given("--report").output == said


def test_figures_count_the_absence_of_a_child_once() -> None:
    two_agencies()
    assert MissingEpisode.objects.filter(joined_into__isnull=True).count() == 2
    given()
    assert MissingEpisode.objects.filter(joined_into__isnull=True).count() == 1


def test_nothing_to_go_on_with() -> None:
    two_agencies()
    assert given("--resume").output == "No run was stopped. Nothing to do.\n"
    assert given("--report").output == "No run has been made yet.\n"
    assert LinkageRun.objects.count() == 0


def test_the_shipped_model_is_put_in_use_once() -> None:
    two_agencies()
    given()
    model = LinkageModel.objects.get()
    assert (model.version, model.in_use_since) == (VERSION, timezone.now())


def test_a_file_that_is_no_model_is_not_put_in_use(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    said = given("--use", str(wrong))
    assert said.exit_code == 1
    assert LinkageModel.objects.count() == 0


def test_a_model_in_a_file_is_put_in_use_and_each_pair_is_weighed_again_by_it(tmp_path: Path) -> None:
    two_agencies()
    given()
    told = json.loads((FROZEN / f"{VERSION}.json").read_text(encoding="utf-8"))
    told.pop("sha256")
    told["version"] = "of this county"
    path = tmp_path / "of-this-county.json"
    path.write_text(frozen_text(told), encoding="utf-8")
    said = given("--use", str(path))
    assert (said.exit_code, said.output) == (
        0,
        "Records are weighed by of this county from now on. Give `homeward link` to weigh each pair again.\n",
    )
    kept = Edge.objects.count()
    assert "3 profiles compared" in given().output
    assert set(Profile.objects.values_list("scored_with", flat=True)) == {"of this county"}
    assert Edge.objects.filter(model__version="of this county").count() == kept > 0
    assert Edge.objects.count() == 2 * kept


def test_a_model_is_trained_on_the_records_here_and_can_be_put_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan((block_on("nhs"),), 0.5, (block_on("born"), block_on("forename", "surname")), pairs=2e5)
    monkeypatch.setattr(training, "usual_plan", lambda: plan)
    small_county.told_of(40)
    monkeypatch.chdir(tmp_path)
    many = Profile.objects.count()
    said = given("--train", "trial").output
    assert said == f"Frozen as trial.json: {many} profiles. Measure it, and then give --use trial.json.\n"
    assert LinkageModel.objects.count() == 0
    assert given("--use", "trial.json").exit_code == 0
    assert LinkageModel.objects.get().version == "trial"


@pytest.mark.parametrize("children", [0, 12])
def test_too_few_records_to_learn_from_are_refused_in_a_sentence(
    children: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if children:
        small_county.told_of(children)
    monkeypatch.chdir(tmp_path)
    said = given("--train", "trial")
    assert said.exit_code == 1
    assert f"Got {Profile.objects.count()} profiles, too few or too seldom alike." in said.output
    assert not list(tmp_path.iterdir())


def test_an_engine_that_stops_in_a_training_is_told_of_in_a_sentence_without_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_memory(learning: Linker, plan: Plan) -> None:
        learning.training.estimate_probability_two_random_records_match(["l.none = 'Applegarth'"], recall=0.5)

    monkeypatch.setattr(training, "FEWEST_PROFILES", 0)
    monkeypatch.setattr(training, "learn", out_of_memory)
    small_county.told_of(12)
    monkeypatch.chdir(tmp_path)
    said = given("--train", "trial")
    assert (said.exit_code, "BinderException from the engine in the middle of a training" in said.output) == (1, True)
    assert "Applegarth" not in said.output and not list(tmp_path.iterdir())


def test_what_the_sums_of_a_training_cannot_do_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "FEWEST_PROFILES", 0)
    monkeypatch.chdir(tmp_path)
    said = given("--train", "trial")
    assert (said.exit_code, "too seldom alike" in said.output) == (1, True)


def test_every_record_is_compared_again_by_hand_and_a_pair_that_was_not_met_is() -> None:
    two_agencies()
    given()
    kept = Edge.objects.count()
    asked = ReviewItem.objects.count()
    Edge.objects.exclude(pk__in=ReviewItem.objects.values("edge")).delete()
    assert Edge.objects.count() < kept
    assert given().output == "Every record has been compared. Nothing to do.\n"
    assert "3 profiles compared" in given("--all").output
    assert (Edge.objects.count(), ReviewItem.objects.count()) == (kept, asked)
    assert given().output == "Every record has been compared. Nothing to do.\n"


def test_a_model_that_was_altered_since_it_was_frozen_is_not_put_in_use(tmp_path: Path) -> None:
    told = json.loads((FROZEN / f"{VERSION}.json").read_text(encoding="utf-8"))
    path = tmp_path / "altered.json"
    path.write_text(json.dumps(told | {"prior": 0.5}), encoding="utf-8")
    assert given("--use", str(path)).exit_code == 1
    assert LinkageModel.objects.count() == 0


def test_a_load_has_what_it_added_compared_and_the_job_does_it() -> None:
    two_agencies()
    asked = ask_to_link(at=f.NOW)
    assert asked is not None and asked.kind == "linkage.run"
    link_job(asked, lambda done, total: None)
    assert ReviewItem.objects.get().kind == "twin"
    assert Person.objects.filter(subject__retired_into__isnull=True).count() == 2


def test_a_load_that_added_nothing_asks_for_nothing() -> None:
    assert ask_to_link(at=f.NOW) is None
    assert Job.objects.count() == 0
