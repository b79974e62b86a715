"""Ending sessions: one of one's own, all of a leaver's, and the oldest when there are too many."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.accounts.actions.signing_in import as_done_by
from homeward.register.accounts.models import Account
from homeward.register.accounts.rules import SESSIONS_AT_MOST
from homeward.register.audit import actions as audit


@step
def end_sessions(*, account: Account) -> None:
    """End every session of an account, now."""
    remove(sessions=UserSession.objects.filter(user=account))


@as_the_system("account.end-oldest")
def end_oldest_sessions(*, account: Account, at: datetime) -> None:
    """Keep the newest two sessions of an account and end the others (S-03)."""
    as_done_by(account=account)
    newest = UserSession.objects.filter(user=account).order_by("-created_at", "-pk").values_list("pk", flat=True)
    remove(sessions=UserSession.objects.filter(pk__in=list(newest)[SESSIONS_AT_MOST:]))


@action("own-account.open")
def end_own_session(*, account: Account, session_id: int, by: Viewer, at: datetime) -> None:
    """End one of one's own sessions: a screen left open in another room."""
    remove(sessions=UserSession.objects.filter(user=account, user__worker_id=by.worker_id, pk=session_id))


@step
def remove(*, sessions: QuerySet[UserSession]) -> None:
    """Remove sessions and the rows that list them, and say how many in the open event."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    audit.current().note(sessions_ended=len(keys))
