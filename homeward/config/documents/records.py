"""What each model says of its own fields, read from its inner `Record`."""

import inspect
import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Column:
    """One field of a model: what it holds, how it is handled, and what partners' returns call it."""

    name: str
    kind: str
    handling: str
    standard: str
    small_number: str

    @property
    def sealed(self) -> bool:
        """Whether it is kept encrypted. Sealed columns say so in their name."""
        return self.name.startswith("sealed")


def our_models() -> list[type[models.Model]]:
    """Every model that Homeward declares, in the order of the rooms that hold them."""
    return [model for model in apps.get_models() if model.__module__.startswith("homeward.")]


def room_of(model: type[models.Model]) -> str:
    """The room a model stands in, as its folder is named: `register/people`."""
    return "/".join(model.__module__.split(".")[1:3])


def words_of(model: type[models.Model]) -> str:
    """A model's name as people write it: Missing episode."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).capitalize()


def retention_of(model: type[models.Model]) -> str:
    """The retention rule a model is kept under."""
    return str(model.Record.retention)  # type: ignore[attr-defined]  # every model has one, which a test holds


def columns_of(model: type[models.Model]) -> list[Column]:
    """A model's fields, in their own order."""
    record: Any = model.Record  # type: ignore[attr-defined]  # as above
    standard, role = getattr(record, "standard", {}), getattr(record, "small_number", {})
    return [
        Column(
            field.name,
            kind_of(field),
            record.handling.get(field.name, "operational"),
            standard.get(field.name, ""),
            role.get(field.name, ""),
        )
        for field in model._meta.concrete_fields
    ]


KINDS: list[tuple[type[models.Field[Any, Any]], str]] = [
    (models.UUIDField, "identifier"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.BooleanField, "yes or no"),
    (models.JSONField, "list or mapping"),
    (models.IntegerField, "whole number"),
    (models.TextField, "text"),
    (models.CharField, "text"),
]


def kind_of(field: Any) -> str:
    """What kind of value a field holds, in a word or two."""
    if isinstance(field, models.ForeignKey):
        words = f"link to {field.related_model.__name__}"
    else:
        words = next((said for kind, said in KINDS if isinstance(field, kind)), type(field).__name__)
        if isinstance(field, models.CharField) and field.max_length and not field.choices:
            words += f", at most {field.max_length} letters"
        if field.choices:
            words = "one of: " + ", ".join(str(value) for value, _ in field.choices)
    return f"{words}; may be empty" if field.null else words


def room_says(model: type[models.Model]) -> list[str]:
    """The paragraphs that open the room's models file."""
    module = inspect.getmodule(model)
    package = re.sub(r"(\.models)\..*", r"\1", module.__name__) if module else ""
    text = inspect.getdoc(__import__(package, fromlist=["models"])) or ""
    return [" ".join(each.split()) for each in text.split("\n\n")]
