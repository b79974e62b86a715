"""The tags a room's template uses to print the kit's parts, and to write a date or a count as a person would."""

import datetime

from django import template
from django.forms import BaseForm
from django.template import Context
from django.utils.safestring import SafeString

from homeward.foundation.dates_in_words import counted, day_in_words, moment_in_words
from homeward.foundation.london import LONDON

register = template.Library()

NOT_KNOWN = "Not known"


@register.simple_tag(takes_context=True)
def component(context: Context, part: str, **values: object) -> SafeString:
    """Print one part of the kit from plain values, which it sees and nothing else of the page."""
    return printed(context, part, values)


@register.simple_block_tag(takes_context=True)
def wrap(context: Context, content: SafeString, part: str, **values: object) -> SafeString:
    """Print one part of the kit around markup of the page's own, closed by endwrap."""
    return printed(context, part, {**values, "body": content})


def printed(context: Context, part: str, values: dict[str, object]) -> SafeString:
    """Render a component apart from its page, so that a name on the page never changes a part by accident."""
    found = context.template.engine.get_template(f"design/components/{part}/template.html")
    alone = context.new(values)
    alone["csrf_token"] = context.get("csrf_token", "")
    return found.render(alone)


@register.filter
def day(value: datetime.date | None) -> str:
    """Write a day as 14 March 2026; a day nobody knows says so, since a blank reads as an oversight."""
    if not value:
        return NOT_KNOWN
    return day_in_words(value.astimezone(LONDON) if isinstance(value, datetime.datetime) else value)


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Write a time as 14 March 2026 at 2:05am, on the clock in England."""
    return moment_in_words(value) if value else NOT_KNOWN


@register.filter
def known(value: object) -> object:
    """The value, or Not known where there is none: not known is never the same as no."""
    return NOT_KNOWN if value is None or value == "" else value


@register.filter
def count(number: int, words: str) -> str:
    """Write a number with its noun: {{ 3|count:"child,children" }} is 3 children."""
    return counted(number, *words.split(","))


@register.simple_tag
def problems(form: BaseForm) -> list[dict[str, str]]:
    """Each error of a form with the place to mend it, in the order the fields are printed."""
    whole = [{"text": text, "href": ""} for text in form.non_field_errors()] if form.errors else []
    return whole + [
        {"text": text, "href": f"#{getattr(field, 'first_id', field.id_for_label)}"}
        for field in form
        for text in field.errors
    ]
