"""`{% watch_panel watch %}`: who has the matter of this page, what waits to be accepted, and what may be done."""

from typing import Any

from django import template

from homeward.register.tasks.presenters.watch import panel_of
from homeward.register.tasks.queries import Watch

register = template.Library()


@register.inclusion_tag("tasks/watch_panel.html", takes_context=True)
def watch_panel(context: dict[str, Any], watch: Watch) -> dict[str, Any]:
    """The panel of one matter. The page's view has asked `watch_of(matter, viewer=…, at=…)` for it."""
    request = context["request"]
    return {
        "panel": panel_of(watch, viewer=request.viewer),
        "matter": watch.matter,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
