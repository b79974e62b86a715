"""Coming in by letter and app without a script, by passkey, by the demonstration's door; an administrator's work."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from homeward.register.accounts import actions
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "heron teapot gravel lantern"


@pytest.fixture
def letter():
    """A letter's address and code, for somebody who will hold this role."""

    def sent(role: str) -> tuple[str, str]:
        worker = factories.worker("Ewan Oakapple")
        with actions_open():
            from homeward.register.accounts.actions.inviting import hold, write_invitation

            hold(worker=worker, roles=[role], given_by=None, at=NOW)
            invitation, code = write_invitation(worker=worker, email="ewan@example.test", invited_by=None, at=NOW)
        return f"/sign-in/invitation/{invitation.pk}/", code

    return sent


def actions_open():
    """An event for the steps that need one."""
    from homeward.register.audit import actions as audit

    return audit.event("account.first", at=NOW)


def code_from(secret: str) -> str:
    """What the app on a phone shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def opens_account(page: Page, address: str, code: str) -> None:
    page.goto(address)
    page.get_by_label("Code from your letter").fill(code)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("Enter the password again").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How you sign in")


def gives_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill("ewan@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def signs_out(page: Page) -> None:
    page.goto("/sign-in/out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_letter_an_app_and_no_script(plain_page, letter, frozen):
    page = plain_page
    # Given a letter, when its code and a password are entered
    opens_account(page, *letter("manager"))
    # Then nothing else opens
    page.goto("/roles/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How you sign in")
    # When an app is set up with the key on the page
    page.get_by_role("button", name="Set up an authenticator app").click()
    secret = page.locator("#authenticator_secret").inner_text()
    code = code_from(secret)
    page.get_by_label("Six-digit code").fill(code)
    page.get_by_role("button", name="Set up the app").click()
    # Then the roles open
    page.goto("/roles/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Roles in words")
    # And the code that set it up is refused at the next sign-in, where the next one is taken
    signs_out(page)
    gives_password(page)
    page.get_by_label("Six-digit code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("has been used already")
    frozen.shift(31)
    page.get_by_label("Six-digit code").fill(code_from(secret))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_a_passkey_alone_is_enough(page, letter, passkey, axe):
    passkey(page)
    # Given an administrator, whose role needs a passkey
    opens_account(page, *letter("administrator"))
    expect(page.get_by_text("Your role needs a passkey")).to_be_visible()
    axe(page)
    # When a passkey is added
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    axe(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Passkey: Work laptop")).to_be_visible()
    axe(page)
    # Then accounts open, and signing in again takes the passkey alone
    page.goto("/accounts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    signs_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")
    # And the last passkey stays
    page.goto("/me/sign-in/")
    page.get_by_role("link", name=re.compile("Remove")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Show that it is you")
    axe(page)
    page.get_by_role("link", name="Use a passkey").click()
    axe(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_text("This is the last passkey you can sign in with")).to_be_visible()
    expect(page.get_by_text("Passkey: Work laptop")).to_be_visible()


def test_a_passkey_after_a_password(page, letter, passkey, axe):
    passkey(page)
    opens_account(page, *letter("manager"))
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Passkey: ")).to_be_visible()
    signs_out(page)
    gives_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    axe(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("The second step")
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_the_demonstration_opens_by_keyboard(page, axe):
    actions.open_demonstration(at=NOW)
    page.goto("/sign-in/")
    axe(page)
    page.get_by_role("button", name="Director", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Harriet Fairweather")).to_be_visible()
    page.goto("/me/")
    axe(page)
    expect(page.get_by_text("Sees a child's record; a figure never opens onto names.")).to_be_visible()
    page.goto("/roles/")
    axe(page)


def test_a_mistake_at_the_door_says_how_to_put_it_right(page, axe):
    page.goto("/sign-in/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your email address")
    axe(page)


def test_an_administrator_invites_moves_and_closes(page, axe):
    actions.open_demonstration(at=NOW)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Administrator", exact=True).click()
    # Invites
    page.goto("/accounts/")
    axe(page)
    page.get_by_role("button", name="Invite a worker").click()
    axe(page)
    page.get_by_label("Middleshire County Council").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Full name").fill("Tabitha Wren")
    page.get_by_label("Work email address").fill("tabitha@example.test")
    page.get_by_label("Call handler").check()
    axe(page)
    page.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_text("A letter has been sent")).to_be_visible()
    # Moves
    page.get_by_label("Name").fill("Rosalind")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Rosalind Merrydown").click()
    axe(page)
    page.get_by_role("link", name="Change their team or roles").click()
    page.get_by_label("Publisher").check()
    axe(page)
    page.get_by_role("button", name="Save from now").click()
    expect(page.get_by_text("Team manager, Publisher")).to_be_visible()
    # Closes
    page.get_by_role("link", name=re.compile("Close the account")).click()
    page.get_by_label("They have left their agency").check()
    axe(page)
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("The account is closed. You can open it again")).to_be_visible()


def test_readiness_is_a_page_that_anyone_can_read(page, axe):
    page.goto("/readyz")
    axe(page)
    expect(page.get_by_text("What would meet it").first).to_be_visible()
