"""Every row that points at a child says whether it follows when two records of one child become one."""

from collections.abc import Iterable

from django.db.models import ForeignKey, Model

from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject
from tests.architecture.house import our_models


def undeclared(models: Iterable[type[Model]]) -> list[str]:
    """Models with a key to a child that do not say whether their rows move or stay."""
    return [
        model.__name__
        for model in models
        if any(
            isinstance(field, ForeignKey) and field.related_model in (Subject, Person)
            for field in model._meta.concrete_fields
        )
        and getattr(model.Record, "identity", "") not in ("moves", "stays")  # type: ignore[attr-defined]  # every model has one
    ]


def test_every_tie_to_a_child_says_whether_it_moves() -> None:
    assert undeclared(our_models()) == []


def test_a_planted_tie_that_says_nothing_is_found() -> None:
    from homeward.register.tasks.models import Task

    silent = type("Silent", (), {"_meta": Task._meta, "Record": type("Record", (), {}), "__name__": "Silent"})
    assert undeclared([silent]) == ["Silent"]  # type: ignore[list-item]  # a model's shape is enough
