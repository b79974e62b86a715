"""What docs/ says is so: made pages are what the code would write, links lead somewhere, every setting is explained."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from homeward.config import documents
from homeward.config.commands import docs as command
from tests.architecture.house import FLOORS, ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
READS = re.compile(r"""(?:env\.\w+|environ\.get|environ\.setdefault|environ\[)\s*\(?\s*"([A-Z][A-Z_]+)\"""")
NAMES_SETTING = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)
# Read or set for another program's sake, and no setting of Homeward's.
OTHERS = {"DJANGO_ALLOW_ASYNC_UNSAFE", "JAVA_HOME", "PATH", "PYTHONPATH"}


def pages() -> list[Path]:
    """Every page written in Markdown that a reader may land on."""
    inside = [path for folder in ("docs", "homeward", "bench") for path in (ROOT / folder).rglob("*.md")]
    return sorted(
        [*ROOT.glob("*.md"), *(path for path in inside if path.name != "note.md" and "openings" not in path.parts)]
    )


def anchors(path: Path) -> set[str]:
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> list[str]:
    """Relative links of a page that lead to no file, or to no heading of it."""
    broken = []
    for target in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = unquote(target).partition("#")
        aim = (path.parent / place).resolve() if place else path
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim)):
            broken.append(f"{path.relative_to(ROOT)}: {target}")
    return broken


@pytest.mark.parametrize("name", sorted(documents.PAGES))
def test_a_made_page_is_what_the_code_would_write(name: str) -> None:
    text = documents.MADE_BY + documents.PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == text, "run script/docs and commit what it writes"


def test_every_relative_link_leads_somewhere() -> None:
    assert [each for path in pages() for each in broken_links(path)] == []


def test_a_planted_broken_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(broken_links.__globals__, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# Here\n[gone](nowhere.md) [here](#here) [no heading](#there)\n")
    assert broken_links(page) == ["page.md: nowhere.md", "page.md: #there"]


def settings_read() -> set[str]:
    """Every setting that the program or its scripts read from the environment."""
    files = [*(ROOT / "homeward").rglob("*.py"), *(ROOT / "script").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    return {name for path in files for name in READS.findall(path.read_text(encoding="utf-8"))} - OTHERS


def test_every_setting_is_explained_and_every_setting_explained_is_read() -> None:
    explained = NAMES_SETTING.findall((DOCS / "reference/settings.md").read_text(encoding="utf-8"))
    assert sorted(explained) == sorted(settings_read())


def test_the_picture_of_the_house_names_every_room() -> None:
    picture = (DOCS / "pictures/house.svg").read_text(encoding="utf-8")
    assert [room for room in FLOORS if f">{room.rsplit('.', 1)[-1]}</text>" not in picture] == []


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    terms = re.findall(r"^\*\*(.+?)\*\*", (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert terms == sorted(terms, key=str.casefold)


def test_the_command_writes_what_is_stale_and_says_what_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PAGES", {"reference/one.md": lambda: "One.\n"})
    monkeypatch.setattr(command, "documents_folder", lambda: tmp_path)
    run = CliRunner().invoke
    assert run(command.docs, ["--check"]).exit_code == 1
    assert "reference/one.md" in run(command.docs, []).output
    assert (tmp_path / "reference/one.md").read_text() == documents.MADE_BY + "One.\n"
    assert run(command.docs, ["--check"]).exit_code == 0
    (tmp_path / "reference/one.md").write_text("Another hand's.\n")
    assert "reference/one.md" in run(command.docs, ["--check"]).output


def test_every_place_that_the_threat_model_names_exists() -> None:
    table = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8").partition("## Threats to the demonstration")[0]
    rows = [row.split("|") for row in table.splitlines() if re.match(r"\| \d+ \|", row)]
    code = [name for row in rows for name in re.findall(r"`([^`]+)`", row[4])]
    tests = [name for row in rows for name in re.findall(r"`([^`]+)`", row[5])]
    places = [*(ROOT / "homeward" / name for name in code), *(ROOT / "tests" / name for name in tests)]
    script = ROOT / "homeward" / "script/verify_audit.py"
    missing = [str(path.relative_to(ROOT)) for path in places if path != script and not exists(path)]
    assert len(rows) == 24
    assert missing == []


def exists(path: Path) -> bool:
    """Whether a file or a folder is there, under its name or under that of a module."""
    return path.exists() or path.with_suffix(".py").exists()
