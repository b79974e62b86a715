"""Pages that gather from many rooms."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from homeward.register.access.actions import page


@page("today.open")
def today(request: HttpRequest) -> HttpResponse:
    """The first page: what waits for this viewer today."""
    return TemplateResponse(request, "desks/today.html", {})
