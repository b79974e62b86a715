"""What is asked at the door, and of an administrator. The sign-in library's own forms are put in our words here."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from homeward.design.forms import Asking, FilterForm, GovForm
from homeward.register.accounts.actions.closing import REASONS
from homeward.register.accounts.actions.factors import CHECKED, spend_code
from homeward.register.accounts.models import Account
from homeward.register.accounts.rules import is_too_guessable, roles_for
from homeward.register.agencies.models import Agency, Team
from homeward.register.agencies.queries import partners, teams_of
from homeward.vocabulary.roles import Role, load_roles

WRONG_CODE = "That code is wrong, or has been used already. Wait for the app to show a new one, and enter that."


class NotGuessable:
    """Refuses a password that is long only by repeating itself."""

    def validate(self, password: str, user: Account | None = None) -> None:
        if is_too_guessable(password):
            raise forms.ValidationError("Choose a password that does not repeat itself or run in order.")

    def get_help_text(self) -> str:
        return "It must not repeat itself, or run in order."


class SignInForm(Asking, LoginForm):
    """An e-mail address and a password: the first of two steps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["login"], self.fields["password"]
        email.label, email.widget.attrs = "Email address", {"autocomplete": "username", "spellcheck": "false"}
        password.label, password.widget.attrs = "Password", {"autocomplete": "current-password"}
        password.help_text = ""
        email.error_messages["required"] = "Enter your email address"
        password.error_messages["required"] = "Enter your password"


class PasswordAgainForm(Asking, ReauthenticateForm):
    """The password again, before a change to how somebody signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""


class NewPasswordForm(Asking, ChangePasswordForm):
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"oldpassword": "Your password now", "password1": "New password", "password2": "The new password again"}
        for name, label in words.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = f"Enter {label[0].lower()}{label[1:]}"
            field.widget.attrs = {"autocomplete": "current-password" if name == "oldpassword" else "new-password"}
        self.fields["password1"].help_text = "15 characters or more"


class SpentOnce(Asking):
    """A six-digit code that works once: the half minute it belongs to is used up, and every one before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "Six-digit code"
        code.error_messages["required"] = "Enter the six-digit code that the app shows"
        code.help_text = "From the authenticator app on your phone"
        code.widget.attrs = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "class": "govuk-input--width-10",
            "spellcheck": "false",
        }


class CodeForm(SpentOnce, AuthenticateForm):
    """The code at sign-in."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(self.authenticator, code)
        return code


class CodeAgain(SpentOnce, CodeAgainForm):
    """The code again, before a change to how somebody signs in."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(self.authenticator, code)
        return code


class SetUpAppForm(SpentOnce, ActivateTOTPForm):
    """The first code from a newly scanned app. It is used up by setting up (see `step`)."""

    def clean_code(self) -> str:
        code: str = super().clean_code()
        self.step = step_of(self.secret, code)
        return code


def step_of(secret: str, code: str) -> int:
    """Which half minute a right code belongs to; 0 for a wrong one."""
    typed = "".join(letter for letter in code if letter.isdigit())
    steps = (step for step in yield_hotp_counters_from_time() if format_hotp_value(hotp_value(secret, step)) == typed)
    return next(steps, 0)


def use_up(authenticator: Authenticator, code: str) -> None:
    """Refuse a code whose half minute has been used (stack trap 4)."""
    step = step_of(decrypt(authenticator.data["secret"]), code)
    if not spend_code(authenticator=authenticator, step=step, at=timezone.now()):
        raise forms.ValidationError(WRONG_CODE)


class PasskeyForm(Asking, AddWebAuthnForm):
    """A name for a new passkey, so that its owner knows which to remove when a phone is lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of this passkey"
        self.fields["name"].help_text = "For example, Work laptop"
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class PasskeyNameForm(Asking, EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of this passkey"


class AcceptForm(GovForm):
    """The code from the letter, and a password of one's own."""

    code = forms.CharField(
        label="Code from your letter",
        max_length=40,
        help_text="For example, 7KDM-2PQX-ABCD-9TRS",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        max_length=200,
        help_text="15 characters or more. Four words that do not belong together are easy to remember.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Enter the password again",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, with_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_password:
            del self.fields["password"], self.fields["again"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "password" in found and "again" in found and found["password"] != found["again"]:
            self.add_error("again", "Enter the same password twice.")
        return found


def choices_of(roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    """Roles to choose from, in their own order."""
    return [(role.code, role.title) for role in roles]


class RolesForm(GovForm):
    """The roles of one worker, each with what it does, of those their agency may hold."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    roles = forms.MultipleChoiceField(label="Roles", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = roles_for(kind, load_roles())
        self.fields["roles"].choices = choices_of(fitting)
        self.fields["roles"].choice_hints = {role.code: role.does for role in fitting}
        self.fields["roles"].error_messages["required"] = "Select at least one role"


class MoveForm(RolesForm):
    """A worker's team and roles from now."""

    field_order = ["version", "team", "roles"]
    team = forms.ModelChoiceField(queryset=Team.objects.none(), required=False, empty_label="No team")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, kind=agency.kind, **kwargs)
        self.fields["team"].queryset = teams_of(agency.pk)


class InviteForm(MoveForm):
    """Who is invited, where the letter goes, and what they will do."""

    field_order = ["version", "name", "email", "team", "roles"]
    name = forms.CharField(label="Full name", max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label="Work email address",
        max_length=254,
        help_text="The letter goes here, and it is what they sign in with",
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class AgencyForm(GovForm):
    """Which agency a new worker belongs to."""

    agency = forms.ModelChoiceField(
        queryset=partners(), to_field_name="code", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].label = "Which agency do they work for?"


class AccountsFilterForm(FilterForm):
    """What the list of accounts is narrowed by. A name is sent by POST, never in an address (S-49)."""

    STATES = [
        ("", "All"),
        ("open", "Open"),
        ("invited", "Invited"),
        ("unused", "Unused for 30 days"),
        ("closed", "Closed"),
    ]
    name = forms.CharField(
        label="Name", max_length=120, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(required=False)
    agency = forms.ChoiceField(required=False)
    state = forms.ChoiceField(label="Account", choices=STATES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Any"), *choices_of(load_roles().roles)]
        self.fields["agency"].choices = [("", "Any"), *Agency.objects.values_list("code", "name")]


class CloseForm(GovForm):
    """Why an account is closed."""

    version = forms.CharField(widget=forms.HiddenInput)
    because = forms.ChoiceField(label="Why are you closing it?", choices=REASONS, widget=forms.RadioSelect)


class ResetForm(GovForm):
    """How the administrator made sure who was asking."""

    version = forms.CharField(widget=forms.HiddenInput)
    checked = forms.ChoiceField(
        label="How did you make sure who they are?",
        choices=CHECKED,
        widget=forms.RadioSelect,
        help_text="A telephone call alone is not enough: that is how such accounts are stolen",
    )
