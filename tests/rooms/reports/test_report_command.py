"""`homeward report make`: the same paper without a browser."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from homeward.config.commands.report import report
from homeward.insight.reports.models import BoardPaper
from homeward.register.audit.models import AuditEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def test_it_writes_the_paper_and_the_memory_says_that_no_person_made_it(tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    answer = CliRunner().invoke(report, ["make", "2025-Q4", "--out", str(file)])
    assert answer.exit_code == 0, answer.output
    assert "Draft, restricted, not for publication" in answer.output
    assert Document(str(file)).paragraphs[0].text == "Missing children and child criminal exploitation"
    assert BoardPaper.objects.get().made_by is None
    assert AuditEvent.objects.get(action="paper.make").reason_code == "system"


def test_the_same_quarter_as_at_the_same_day_is_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for file in files:
        CliRunner().invoke(report, ["make", "2025-Q4", "--as-at", "2026-03-01", "--out", str(file)])
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["2025-Q7"], "a year and a quarter from 1 to 4"),
        (["2025-Q4", "--as-at", "2027-01-01"], "today or an earlier day"),
    ],
    ids=["not a quarter", "a day that has not come"],
)
def test_what_cannot_be_made_says_what_to_give(asked: list[str], told: str) -> None:
    answer = CliRunner().invoke(report, ["make", *asked])
    assert answer.exit_code == 1 and told in answer.output
    assert not BoardPaper.objects.exists()
