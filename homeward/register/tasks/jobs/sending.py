"""The worker's post: each message that is due goes out by its channel, and how it ended is written down."""

import hashlib
import hmac
import json
import smtplib
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from homeward.register.tasks.actions.sending import settle_sent, take_due
from homeward.register.tasks.jobs.posting import post
from homeward.register.tasks.models import Message
from homeward.register.tasks.queries.outbox import is_due

WORDS = "You have a message in Homeward"
AddressOf = Callable[[UUID], str]


def send_what_is_due(at: datetime, *, address_of: AddressOf) -> int:
    """One turn: send what is due. `address_of` gives a worker's e-mail address, which a room above knows."""
    if not is_due(at=at):
        return 0
    taken = take_due(at=at)
    faults = {each.pk: sent(each, address_of, at) for each in taken}
    if faults:
        settle_sent(faults=faults, at=at)
    return sum(not fault for fault in faults.values())


def sent(message: Message, address_of: AddressOf, at: datetime) -> str:
    """Send one by its channel; why it could not be, in a code, or nothing."""
    return by_mail(message, address_of) if message.channel == "e-mail" else by_webhook(message, at)


def by_mail(message: Message, address_of: AddressOf) -> str:
    """A letter that says one thing to everybody. Sent again, it bears the same identifier."""
    address = address_of(message.worker_id)
    if not address:
        return "no-address"
    host = settings.PUBLIC_ADDRESS.split("://")[-1].split("/")[0].split(":")[0]
    text = f"{WORDS}.\n\nSign in to read it: {settings.PUBLIC_ADDRESS}/\n"
    letter = EmailMessage(WORDS, text, to=[address], headers={"Message-ID": f"<{message.pk}@{host}>"})
    try:
        return "" if letter.send() else "mail-refused"
    except smtplib.SMTPException:
        return "mail-refused"
    except OSError:
        return "mail-down"


def by_webhook(message: Message, at: datetime) -> str:
    """A signed call to the county's paging system: who has a message, by identifiers alone."""
    words = {
        "id": str(message.pk),
        "worker": str(message.worker_id),
        "text": WORDS,
        "link": f"{settings.PUBLIC_ADDRESS}/",
        "at": at.isoformat(timespec="seconds"),
    }
    body = json.dumps(words, sort_keys=True).encode()
    return post(
        settings.NOTICE_WEBHOOK,
        body,
        {
            "Content-Type": "application/json",
            "User-Agent": "Homeward",
            "Idempotency-Key": str(message.pk),
            "X-Homeward-Signature": f"sha256={signature(body)}",
        },
        https_only=not settings.DEMONSTRATION,
        private_allowed=settings.NOTICE_WEBHOOK_PRIVATE,
    )


def signature(body: bytes) -> str:
    """By which the receiver knows that it was the hub that called: HMAC-SHA256 of the body under the shared key."""
    return hmac.new(settings.NOTICE_WEBHOOK_KEY.encode(), body, hashlib.sha256).hexdigest()
