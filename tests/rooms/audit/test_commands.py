"""`homeward audit`, as an operator uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from homeward.config.commands.audit import audit
from homeward.register.audit.models import Checkpoint, Seal
from homeward.register.keys.queries import public_key
from tests.factories.memory import events

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[3] / "script/verify_audit.py"


def run(*arguments: object, fails: bool = False) -> str:
    result = CliRunner().invoke(audit, [str(each) for each in arguments])
    assert (result.exit_code != 0) == fails, result.output
    return result.output


def second(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_a_copy_is_taken_and_proved_by_both(tmp_path) -> None:
    events(3)
    copy, held = tmp_path / "memory.jsonl", tmp_path / "held.jsonl"
    assert public_key() in run("export", copy)
    assert "Wrote 1 checkpoint" in run("checkpoints", held)
    assert "Whole and unedited: 3 events, 1 checkpoint" in run("verify", copy, "--held", held)
    answer = second(copy, public_key(), held)
    assert (answer.returncode, answer.stdout) == (0, "Whole and unedited.\n")


def test_an_edited_copy_is_refused_by_both(tmp_path) -> None:
    events(3)
    copy = tmp_path / "memory.jsonl"
    run("export", copy)
    copy.write_bytes(copy.read_bytes().replace(b"allocated", b"call", 1))
    assert "not the one that was sealed" in run("verify", copy, fails=True)
    answer = second(copy, public_key())
    assert answer.returncode == 1 and "not the one that was sealed" in answer.stdout


def test_a_copy_is_proved_with_the_key_that_the_reader_holds(tmp_path) -> None:
    events(1)
    copy = tmp_path / "memory.jsonl"
    run("export", copy)
    assert "another key" in run("verify", copy, "--key", "A" * 43 + "=", fails=True)


def test_held_checkpoints_that_cannot_be_read_prove_nothing(tmp_path) -> None:
    copy, held = tmp_path / "memory.jsonl", tmp_path / "held.jsonl"
    run("export", copy)
    for wrong in ("not json", json.dumps({"number": 1}), json.dumps([1])):
        held.write_text(wrong)
        assert "not a checkpoint" in run("verify", copy, "--held", held, fails=True)


def test_sealing_by_hand_says_how_many() -> None:
    events(2)
    assert "Sealed 2 events" in run("seal")
    assert Seal.objects.count() == 2 and Checkpoint.objects.count() == 1
