"""The catalogue of indicators, family by family, each with the forms of exploitation it bears on and its sources."""

from homeward.config.documents.markdown import capital, code, codes, opening, table
from homeward.vocabulary.indicators import CATALOGUE, Indicator
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import SourceEntry


def indicators_page() -> str:
    """The page."""
    return "\n".join([opening("indicators"), *(list_part(name) for name in CATALOGUE), sources_part()])


def list_part(name: str) -> str:
    """One list of the catalogue, with a table for each of its families."""
    whole = load_whole(name)
    entries = [entry for entry in whole.entries if isinstance(entry, Indicator)]
    families = [
        family for family in load_whole("indicator_families").entries if family.code in {e.group for e in entries}
    ]
    parts = [
        f"**{family.label}**\n\n{family_table([entry for entry in entries if entry.group == family.code])}"
        for family in families
    ]
    return "\n".join([f"## {whole.title}\n", f"{whole.note}\n", *parts])


def family_table(entries: list[Indicator]) -> str:
    """The indicators of one family."""
    rows = [
        (entry.label, code(entry.code), codes(entry.forms) or "every form", codes(entry.sources)) for entry in entries
    ]
    return table(["Indicator", "Code", "Bears on", "Sources"], rows)


def sources_part() -> str:
    """Every text that indicators and instruments rest on, and how far each is to be trusted."""
    entries = [entry for entry in load_whole("exploitation_sources").entries if isinstance(entry, SourceEntry)]
    rows = [(code(entry.code), entry.label, capital(entry.citation), entry.trust) for entry in entries]
    return "## Sources\n\n" + table(["Code", "What", "What was read", "Trust"], rows)
