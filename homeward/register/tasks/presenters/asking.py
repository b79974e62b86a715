"""Tasks as plain words: what they ask comes from the kind, so that no record is opened to print a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from homeward.design.values import Tag, Todo
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.tasks.models import Task
from homeward.register.tasks.rules import is_done_by_hand, lateness
from homeward.vocabulary.loader import load_whole

NOBODY: Mapping[UUID, str] = MappingProxyType({})
TAGS = {"late": Tag("Late", "red"), "soon": Tag("Due soon", "yellow"), "": None}


@dataclass(frozen=True)
class Line:
    """One task as a page prints it, with what its button needs."""

    todo: Todo
    id: UUID
    title: str
    by_hand: bool


def words_of(task: Task) -> tuple[str, str]:
    """What the task asks for, and a sentence more."""
    entry = load_whole("task_kinds").get(task.kind)
    return (entry.label, entry.description) if entry else (task.kind.replace("-", " ").capitalize(), "")


def where_to(task: Task) -> str:
    """The page on which the task is done: the kind names it, and its address needs the child's identifier or none."""
    entry = load_whole("task_kinds").get(task.kind)
    if entry is None or not entry.group:
        return ""
    try:
        return reverse(entry.group)
    except NoReverseMatch:
        return reverse(entry.group, args=[task.subject_id]) if task.subject_id else ""


def todo_of(task: Task, *, at: datetime, names: Mapping[UUID, str] = NOBODY) -> Todo:
    """One task for the kit's list. `names` are of children whom the viewer may find; without one, none is shown."""
    title, hint = words_of(task)
    name = names.get(task.subject_id) if task.subject_id else None
    return Todo(
        title=f"{title}: {name}" if name else title,
        href=where_to(task),
        hint=hint,
        due=f"Due {moment_in_words(task.due_at)}" if task.due_at else "",
        tag=TAGS[lateness(task.due_at, at=at)],
    )


def lines_of(tasks: Sequence[Task], *, at: datetime, names: Mapping[UUID, str] = NOBODY) -> list[Line]:
    """Tasks for a page that also has a button to say each is done."""
    return [
        Line(todo_of(task, at=at, names=names), task.pk, words_of(task)[0], is_done_by_hand(task.kind))
        for task in tasks
    ]
