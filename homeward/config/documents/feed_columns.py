"""Each feed's files and columns, as its `mapping.yaml` declares them."""

from homeward.config.documents.markdown import code, opening, table
from homeward.gateways.feeds.mapping import Admission, Column, Mapping, Part
from homeward.gateways.feeds.registry import Feed, feeds_in


def feeds_page() -> str:
    """The page."""
    found = sorted(feeds_in("homeward.gateways.feeds"), key=lambda each: each.mapping.title)
    return "\n".join([opening("feeds"), *(whole_part(feed) for feed in found)])


def whole_part(feed: Feed) -> str:
    """One feed, with what its folder says of the published samples it was tried on."""
    samples = feed.folder / "official-samples.md"
    tried = samples.read_text(encoding="utf-8") if samples.is_file() else ""
    return "\n".join(filter(None, [feed_part(feed.mapping), tried]))


def feed_part(mapping: Mapping) -> str:
    """One feed: why it may come, whose rows it may bring, and its files."""
    facts = [
        ("Name on the command line", code(mapping.feed)),
        ("Lawful basis", mapping.lawful_basis),
        ("Whose rows it may bring", mapping.admission_in_words),
        ("Must be told", mapping.needs_in_words),
        ("Who may send it", " or ".join(mapping.from_kinds) or "any partner"),
        *([("Usually comes", mapping.arrives.usually)] if mapping.arrives else []),
    ]
    head = f"## {mapping.title}\n\n{' '.join(mapping.what.split())}\n\n{table(['What', 'Said'], facts)}"
    parts = [
        *(file_part(part, not mapping.apart) for part in mapping.parts),
        xml_part(mapping),
        workbook_part(mapping),
        aside_part(mapping),
    ]
    return "\n".join(filter(None, [head, reasons(mapping), *parts]))


def xml_part(mapping: Mapping) -> str:
    """The one XML file that may come in place of the others, and what its elements are."""
    if not mapping.xml:
        return ""
    rows = [
        (part.title, ", ".join(code(f"{mapping.xml.child}/{path}") for path in part.records.at), other_names(part))
        for part in mapping.parts
        if part.records
    ]
    title = f"### {mapping.xml.title}: {code(mapping.xml.file)}"
    words = "The feed comes as this one file" if mapping.xml.alone else "One file in place of the CSV files"
    head = f"{title}\n\n{words}, below {code(mapping.xml.root)}."
    return f"{head}\n\n{table(['What', 'Elements', 'Columns that are called otherwise'], rows)}"


def workbook_part(mapping: Mapping) -> str:
    """The one workbook that the feed comes as, and the sheets that are never opened."""
    if not mapping.workbook:
        return ""
    head = f"### {mapping.workbook.title}: {code(mapping.workbook.file)}\n\nThe feed comes as this one workbook."
    rows = [(each.title, each.why) for each in mapping.workbook.never]
    return f"{head}\n\n{table(['Never opened', 'Why'], rows)}" if rows else head


def other_names(part: Part) -> str:
    """The columns whose elements have another name, or stand above the record."""
    places: dict[str, str] = {}
    if part.records:
        at = part.records
        places = {**at.elements, **at.above, **{name: f"../{path}" for name, path in at.beside.items()}, **at.many}
    return ", ".join(f"{code(name)} is {code(path)}" for name, path in places.items())


def aside_part(mapping: Mapping) -> str:
    """What may come with the files, and is not brought."""
    if not mapping.set_aside:
        return ""
    rows = [(each.title, each.why) for each in mapping.set_aside]
    return f"### Set aside, not brought\n\n{table(['What', 'Why'], rows)}"


def reasons(mapping: Mapping) -> str:
    """The reasons for bringing a child that the feed accepts, where it has a list of them."""
    admission = mapping.admission
    if not isinstance(admission, Admission) or not admission.reasons:
        return ""
    rows = [(code(reason), words) for reason, words in admission.reasons.items()]
    return table(["Reason in the file", "What it means"], rows)


def file_part(part: Part, alone: bool) -> str:
    """One file of a delivery, with its columns; one kind of record where one file holds them all."""
    title = part.title if alone else f"{part.title}: {code(part.file)}"
    told_apart = ", ".join(code(name) for name in part.key)
    rows = [(code(each.name), each.title, asked_of(each), "yes" if needed(each, part) else "") for each in part.columns]
    columns = table(["Column", "What", "Holds", "Needed"], rows)
    return f"### {title}\n\nOne row is told from another by {told_apart}.\n\n{columns}"


def needed(column: Column, part: Part) -> bool:
    """Whether the file cannot be read without it."""
    return column in part.must_come


def asked_of(column: Column) -> str:
    """What a cell of the column may hold."""
    said = {"id": "an identifier", "date": "a day", "moment": "a day and time", "integer": "a whole number"}
    said |= {"code": "a code", "text": "text", "when": "a day, with its time where one is known"}
    words = said[column.type]
    if column.list:
        words = f"a code from the list [{column.list}](../../homeward/vocabulary/lists/{column.list}.yaml)"
    if column.type == "text":
        words += f", at most {column.max} letters"
    return f"{words}; no row without it" if column.required else words
