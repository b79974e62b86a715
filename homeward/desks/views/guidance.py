"""Pages that say how to use the others, open to anybody."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from homeward.register.access.actions import public


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to go for what, and whom to ask."""
    return TemplateResponse(request, "desks/help.html", {})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works with a keyboard, a screen reader and no script, and what does not yet."""
    return TemplateResponse(request, "desks/accessibility.html", {})
