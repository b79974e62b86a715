"""The inventory that a data protection impact assessment begins from: what is held about whom, and who may open it."""

from homeward.config.documents.markdown import code, codes, field_classes, opening, table
from homeward.config.documents.records import columns_of, our_models, retention_of, words_of
from homeward.gateways.feeds.registry import feeds_in
from homeward.vocabulary.roles import load_roles


def inventory_page() -> str:
    """The page."""
    parts = [opening("dpia-inventory"), "## Where it comes from\n", sources_table()]
    parts += [class_part(*each) for each in field_classes()]
    parts += [workers_part(), opening("libraries")]
    return "\n".join(parts)


def sources_table() -> str:
    """Each feed, why it may come, and whose rows it may bring."""
    rows = [
        (feed.mapping.title, feed.mapping.lawful_basis, feed.mapping.admission_in_words)
        for feed in feeds_in("homeward.gateways.feeds")
    ]
    return table(["Feed", "Lawful basis it declares", "Whose rows it may bring"], rows)


def class_part(class_code: str, label: str, said: str) -> str:
    """One class of fact: what it covers, its columns and the roles that may ever open it."""
    rows = [
        (words_of(model), code(each.name), "yes" if each.sealed else "no", code(retention_of(model)))
        for model in our_models()
        for each in columns_of(model)
        if each.handling == class_code
    ]
    held = table(["In", "Column", "Sealed", "Kept under"], rows) if rows else "Nothing of this class is held yet.\n"
    return f"## {label} ({code(class_code)})\n\n{said}\n\n{held}\n{opened_by(class_code)}"


def opened_by(class_code: str) -> str:
    """Who may open facts of a class, in a sentence."""
    roles = load_roles().roles
    titles = [role.title for role in roles if any(class_code in grant.classes for grant in role.grants)]
    return f"Some grant to: {', '.join(titles)}.\n" if titles else "No role is granted it.\n"


def workers_part() -> str:
    """What is held about the people who work here."""
    about = [model for model in our_models() if retention_of(model) == "worker"]
    rows = [(words_of(model), codes(each.name for each in columns_of(model))) for model in about]
    return "## About workers\n\nStaff of partner agencies, whether or not they sign in.\n\n" + table(
        ["In", "Columns"], rows
    )
