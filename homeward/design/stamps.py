"""When a page was made, and what it asks to learn whether it has changed (decision 21)."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from homeward.design.values import Stamp
from homeward.foundation.dates_in_words import moment_in_words


def stamp_of(request: HttpRequest, of: str, token: str, *, at: datetime, asks: bool = False) -> Stamp:
    """The stamp of the page that is being made."""
    address = f"{reverse('stamp')}?{urlencode({'of': of})}"
    return Stamp(address, token, request.get_full_path(), moment_in_words(at), asks)
