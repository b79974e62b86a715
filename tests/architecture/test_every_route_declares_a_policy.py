"""Deny by default: a page that has not said who may see it is closed, and none is left so."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from homeward.config.third_party_routes import ROUTES
from homeward.config.urls import urlpatterns as real_urlpatterns
from homeward.register.access.actions import policy_of
from homeward.vocabulary.roles import load_roles
from tests import factories


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every route below a resolver."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def ours(pattern: URLPattern) -> bool:
    """Whether the view is Homeward's own; the sign-in library's are open only when named in the list."""
    return getattr(pattern.callback, "__module__", "").startswith("homeward.")


def test_every_view_of_ours_declares_who_may_see_it() -> None:
    undeclared = [str(each) for each in patterns(get_resolver()) if ours(each) and policy_of(each.callback) is None]
    assert undeclared == []


def test_every_declared_action_is_granted_to_somebody() -> None:
    declared = {policy_of(each.callback) for each in patterns(get_resolver()) if ours(each)}
    actions = {policy.action for policy in declared if policy and not policy.public}
    assert actions <= load_roles().actions()


def test_the_list_of_library_pages_names_only_routes_that_exist() -> None:
    names = {each.name for each in patterns(get_resolver())}
    optional = {name for name in ROUTES if name.startswith(("openid_connect", "socialaccount"))}
    assert set(ROUTES) - optional <= names


def undeclared(request: HttpRequest) -> HttpResponse:
    """A page whose author forgot."""
    return HttpResponse("secret")


urlpatterns: list[Any] = [*real_urlpatterns, path("forgotten/", undeclared)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_planted_page_without_a_policy_is_closed(client: Client) -> None:
    client.force_login(
        factories.account("administrator"), backend="homeward.register.accounts.actions.DemonstrationDoor"
    )
    answer = client.get("/forgotten/")
    assert answer.status_code == 403
    assert b"secret" not in answer.content
