"""Whatever can be done, for whatever reason, has words for whoever reads who looked; every task leads somewhere."""

from django.urls import URLPattern, URLResolver, get_resolver

from homeward.register.access.models import Relationship
from homeward.register.tasks.jobs.raising import ANSWER, REVIEW, TOLD_LOWERED, TOLD_OPENED
from homeward.register.tasks.rules import DONE_ELSEWHERE
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.roles import load_roles


def routes(patterns) -> set[str]:
    """The names of every address."""
    found: set[str] = set()
    for each in patterns:
        if isinstance(each, URLResolver):
            found |= routes(each.url_patterns)
        elif isinstance(each, URLPattern) and each.name:
            found.add(each.name)
    return found


def test_every_action_that_a_role_may_take_has_words() -> None:
    assert load_roles().actions() - {*load_whole("audited_actions").codes} == set()


def test_every_reason_has_words() -> None:
    given = {kind for kind, _ in Relationship.KINDS} - {"placing"}
    given |= {why for role in load_roles().roles for grant in role.grants for why in grant.because}
    given |= {
        "role",
        "each",
        "system",
        "own-account",
        "no-role",
        "wrong-class",
        "no-relationship",
        "second-person-needed",
    }
    assert given - {*load_whole("audited_reasons").codes} == set()


def test_every_kind_of_task_leads_to_a_page() -> None:
    kinds = load_whole("task_kinds")
    assert {REVIEW, ANSWER, TOLD_LOWERED, TOLD_OPENED, *DONE_ELSEWHERE} <= {*kinds.codes}
    assert {entry.group for entry in kinds.entries} <= routes(get_resolver().url_patterns)
