"""What import-linter cannot see: foreign keys, and the doors by which one room enters another."""

from collections.abc import Iterable

from django.db.models import ForeignKey, Model

from tests.architecture.house import DOORS, FLOORS, imported, modules, our_models, room_of


def pointing_up(models: Iterable[type[Model]]) -> list[str]:
    """Foreign keys that point from a lower room at a higher one."""
    found = []
    for model in models:
        here = room_of(model.__module__)
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey) or not isinstance(field.related_model, type):
                continue
            there = room_of(field.related_model.__module__)
            if here and there and FLOORS.index(there) > FLOORS.index(here):
                found.append(f"{model.__name__}.{field.name} points up at {there}")
    return found


def by_the_window(module: str, names: Iterable[str]) -> list[str]:
    """Imports that enter another room otherwise than by its doors. A desk may also use what a room presents."""
    here = room_of(module)
    found = []
    for name in names:
        there = room_of(name)
        if there is None or there == here or (here is None and module.startswith("homeward.config")):
            continue
        doors = DOORS | {"presenters"} if here == "homeward.desks" else DOORS
        rest = name.removeprefix(there).lstrip(".").split(".")
        if rest[0] not in doors:
            found.append(f"{module} imports {name}")
    return found


def test_no_foreign_key_points_up() -> None:
    assert pointing_up(our_models()) == []


def test_a_planted_upward_key_is_found() -> None:
    from homeward.practice.missing.models import MissingReport

    field = MissingReport._meta.get_field("episode")
    model = type("Low", (), {"__module__": "homeward.register.agencies.models", "__name__": "Low"})
    model._meta = type("Meta", (), {"get_fields": staticmethod(lambda: [field])})  # type: ignore[attr-defined]  # a model's shape is enough
    assert pointing_up([model]) == ["Low.episode points up at homeward.practice.missing"]  # type: ignore[list-item]  # as above


def test_rooms_are_entered_only_by_their_doors() -> None:
    found = [each for module, path in modules() for each in by_the_window(module, imported(path))]
    assert found == []


def test_a_planted_window_is_found() -> None:
    assert by_the_window("homeward.practice.missing.queries", ["homeward.register.people.presenters.card"]) != []
    assert by_the_window("homeward.desks.views", ["homeward.register.people.queries.find"]) == []
