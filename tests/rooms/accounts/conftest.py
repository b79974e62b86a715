"""People who sign in as they would at work: with a password, and then with an app's six digits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from homeward.register.accounts.models import Account
from tests import factories

PASSWORD = "heron teapot gravel lantern"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Person:
    """Somebody with an account, at a browser of their own."""

    account: Account
    client: Client
    secret: str = SECRET

    def gives_password(self, password: str = PASSWORD, **more: Any) -> Any:
        return self.client.post("/sign-in/", {"login": self.account.email, "password": password}, **more)

    def code(self) -> str:
        now = list(yield_hotp_counters_from_time())[1]
        return format_hotp_value(hotp_value(self.secret, now))

    def gives_code(self, code: str | None = None) -> Any:
        return self.client.post("/sign-in/second/", {"code": code or self.code()})

    def signs_in(self) -> Any:
        self.gives_password()
        return self.gives_code()


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    """Make somebody who holds these roles, with a password, and an app unless told otherwise."""

    def made(*roles: str, app: bool = True, **who: Any) -> Person:
        account = factories.account(*roles, **who)
        account.set_password(PASSWORD)
        account.save()
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        if app:
            data = {"secret": get_adapter().encrypt(SECRET)}
            Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data=data)
        return Person(account, Client())

    return made
