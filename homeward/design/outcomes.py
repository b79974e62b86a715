"""What came of something a person asked for, told at the head of the page they are led to."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from homeward.foundation.errors import HomewardError


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Do it and say that it is done; where the hub cannot, say what to do instead."""
    try:
        act()
    except HomewardError as refusal:
        messages.warning(request, refusal.next_step)
    else:
        messages.success(request, done)
