"""Every public function that writes stands behind the guard, so that no write goes unrecorded."""

import importlib
import inspect
from types import ModuleType

from tests.architecture.house import FLOORS, modules, room_of

# What the guard itself, and the memory of who looked, are made of.
THE_GUARD = ("homeward.register.access.actions.guard", "homeward.register.audit.actions")


def action_modules() -> list[ModuleType]:
    """Every module in which a room writes."""
    found = []
    for module, _ in modules():
        room = room_of(module)
        inside = module.removeprefix(room or "").lstrip(".").split(".")
        if room and inside[0] == "actions" and not module.startswith(THE_GUARD):
            found.append(importlib.import_module(module))
    return found


def unguarded(module: ModuleType) -> list[str]:
    """Public functions of a module that save, create, update or delete, and carry no guard."""
    return [
        f"{module.__name__}.{name}"
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and not hasattr(function, "policy")
        and writes(inspect.getsource(function))
    ]


def writes(source: str) -> bool:
    """Whether the source calls something that changes a table."""
    return any(call in source for call in (".save(", ".create(", "bulk_create(", ".update(", ".delete(", "_or_create("))


def test_every_write_stands_behind_the_guard() -> None:
    assert [each for module in action_modules() for each in unguarded(module)] == []


def test_the_rooms_that_write_are_found() -> None:
    assert len(action_modules()) >= 5
    assert all(room_of(module.__name__) in FLOORS for module in action_modules())
