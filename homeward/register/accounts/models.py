"""Who may sign in.

An account belongs to one worker. It begins with an invitation that lapses, needs a second factor before it opens
anything, changes with a mover's new team and roles, and closes when the worker leaves or has not used it (S-01 to
S-04).
"""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from homeward.register.agencies.models import Worker


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its letter case."""

    def get_by_natural_key(self, email: str | None) -> "Account":
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """One worker's way in. There is no superuser and no single-factor account."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = Accounts()

    email = models.EmailField(unique=True)
    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="account")
    opened_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField(null=True)
    # The role that this invented worker shows to a visitor. Empty wherever real records are kept.
    demonstrates = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demonstrates"], condition=~models.Q(demonstrates=""), name="one_demonstration_per_role"
            )
        ]

    class Record:
        handling = {}
        operational = (
            "id email worker password last_login opened_at last_used_at closed_at closed_because changed_at "
            "demonstrates"
        )
        retention = "worker"

    @property
    def is_active(self) -> bool:
        """An account that has been closed cannot sign in."""
        return self.closed_at is None

    def __str__(self) -> str:
        """A number: the address would reach a log or an error (S-18)."""
        return f"account {self.pk}"

    @property
    def version(self) -> str:
        """The state of the account: it changes with a role, a team, a factor or a password, and ends every session."""
        return self.changed_at.isoformat() if self.changed_at else "new"


class Invitation(models.Model):
    """A letter to a worker that opens an account once, within a few days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Record:
        handling = {}
        operational = "id email worker invited_by secret_digest sent_at lapses_at used_at withdrawn_at"
        retention = "worker"
