"""What each role may do, in words and as the data that decides it."""

from homeward.config.documents.markdown import code, codes, opening, table
from homeward.vocabulary.roles import Grant, Role, load_roles


def roles_page() -> str:
    """The page."""
    roles = load_roles()
    head = f"Source: {roles.source}. In force from {roles.effective.isoformat()}.\n"
    everyone = "## Everybody who is signed in\n\n" + grant_table(roles.everyone)
    return "\n".join([opening("roles"), head, *(role_part(role) for role in roles.roles), everyone])


def role_part(role: Role) -> str:
    """One role: what it does, what it never does, what it is granted."""
    where = ", ".join(role.agencies)
    return f"## {role.title}\n\n{role.does} Never: {lower(role.never)} Held in: {where}.\n\n{grant_table(role.grants)}"


def lower(text: str) -> str:
    """A sentence that goes on from a colon."""
    return text[:1].lower() + text[1:]


def held(grant: Grant) -> str:
    """In which kinds of agency alone a grant holds; nothing where it holds in all that have the role."""
    return f" (held in: {', '.join(grant.agencies)})" if grant.agencies else ""


def grant_table(grants: tuple[Grant, ...]) -> str:
    """What is granted, for which class of fact, and because of what."""
    rows = [
        (
            code(grant.action),
            codes(grant.classes),
            (codes(grant.because) or "the hub's work, no one child") + held(grant),
        )
        for grant in grants
    ]
    return table(["May", "Facts of class", "When related by one of"], rows)
