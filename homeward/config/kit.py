"""The page kit's own pages, put behind the guard here: the kit lies below the room that decides who may see."""

from django.urls import URLPattern, path

from homeward.design import views
from homeward.register.access.actions import page

seen_by_everyone = page("roles.read")

patterns: list[URLPattern] = [
    path("", seen_by_everyone(views.kit), name="kit"),
    path("pages/<int:status>/", seen_by_everyone(views.refusal), name="refusal"),
]
urls = (patterns, "design")
