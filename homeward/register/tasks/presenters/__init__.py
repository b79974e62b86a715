"""Tasks, matters and handovers as plain words."""

from homeward.register.tasks.presenters.asking import Line, lines_of, todo_of, where_to, words_of

__all__ = ["Line", "lines_of", "todo_of", "where_to", "words_of"]
