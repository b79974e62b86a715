"""The pages of docs/ that are made from the code, so that they cannot say something the program does not do.

Each file here makes one page, as text. `homeward docs` writes them; a test fails when a page in docs/ is no longer what
the code would write.
"""

from collections.abc import Callable
from pathlib import Path

from homeward.config.documents.command_help import commands_page
from homeward.config.documents.data_dictionary import data_dictionary_page
from homeward.config.documents.decisions import decisions_page
from homeward.config.documents.feed_columns import feeds_page
from homeward.config.documents.indicators import indicators_page
from homeward.config.documents.instruments import instruments_page
from homeward.config.documents.linkage_model import linkage_model_page
from homeward.config.documents.personal_data import inventory_page
from homeward.config.documents.retention import retention_page
from homeward.config.documents.role_grants import roles_page

MADE_BY = (
    "<!-- Written by `script/docs` from the code. Change the code and run it again; a test compares the two. -->\n\n"
)

PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands_page,
    "reference/data-dictionary.md": data_dictionary_page,
    "reference/feeds.md": feeds_page,
    "reference/how-the-hub-decides.md": decisions_page,
    "reference/indicators.md": indicators_page,
    "reference/instruments.md": instruments_page,
    "reference/linkage-model.md": linkage_model_page,
    "reference/roles.md": roles_page,
    "governance/dpia-inventory.md": inventory_page,
    "governance/retention.md": retention_page,
}


def made() -> dict[str, str]:
    """Every made page, by its place under docs/."""
    return {name: MADE_BY + page() for name, page in PAGES.items()}


def stale(folder: Path) -> list[str]:
    """The made pages that are missing from a folder or say something else there."""
    return [name for name, text in made().items() if not (folder / name).is_file() or read(folder / name) != text]


def read(path: Path) -> str:
    """A page as it stands."""
    return path.read_text(encoding="utf-8")


def write(folder: Path) -> list[str]:
    """Write every page that has changed, and say which."""
    pages = made()
    changed = [name for name in pages if not (folder / name).is_file() or read(folder / name) != pages[name]]
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(pages[name], encoding="utf-8")
    return changed
