"""The tables in tests/spec/, read as text and printed as people read them. Nothing of the tests is run."""

import ast
from datetime import date

from homeward.config.documents.markdown import paragraphs, table
from homeward.foundation.dates_in_words import day_in_words


def spec_part(source: str) -> str:
    """One file of tables: what it is about, then each table under the name of its test. Empty when it has none."""
    tree = ast.parse(source)
    lists = {name: value for node in tree.body for name, value in assigned(node)}
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    parts = [part for test in tests for part in [table_of(test, lists)] if part]
    return (
        "\n".join([f"### {' '.join(paragraphs(ast.get_docstring(tree) or '')).rstrip('.')}\n", *parts]) if parts else ""
    )


def assigned(node: ast.stmt) -> list[tuple[str, ast.expr]]:
    """The name and the value of an assignment, annotated or not."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        return [(node.target.id, node.value)]
    if isinstance(node, ast.Assign):
        return [(target.id, node.value) for target in node.targets if isinstance(target, ast.Name)]
    return []


def table_of(test: ast.FunctionDef, lists: dict[str, ast.expr]) -> str:
    """The table that a test is run on, if it is run on one."""
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("parametrize") and len(mark.args) > 1:
            rows = lists.get(ast.unparse(mark.args[1]), mark.args[1])
            if isinstance(rows, ast.List | ast.Tuple):
                return printed(test, names_in(mark.args[0]), rows)
    return ""


def names_in(node: ast.expr) -> list[str]:
    """The columns' names, however they were written."""
    given = ast.literal_eval(node)
    return [name.strip() for name in given.split(",")] if isinstance(given, str) else list(given)


def printed(test: ast.FunctionDef, names: list[str], rows: ast.List | ast.Tuple) -> str:
    """A heading and a table."""
    words = test.name.removeprefix("test_").replace("_", " ")
    head = [name.replace("_", " ") for name in names]
    body = [[shown(value) for value in cells(row, len(names))] for row in rows.elts]
    return f"**{words[:1].upper()}{words[1:]}**\n\n{table(head, body)}"


def cells(row: ast.expr, width: int) -> list[ast.expr]:
    """A row's values: one alone, or one for each column. What `pytest.param` wraps is taken out of it."""
    if isinstance(row, ast.Call) and ast.unparse(row.func).endswith("param"):
        return list(row.args)
    return list(row.elts) if isinstance(row, ast.Tuple | ast.List) and width > 1 else [row]


def shown(value: ast.expr) -> str:
    """A value as people write it: a day in words, yes and no, nothing as a dash, and the rest as it stands."""
    if isinstance(value, ast.Constant):
        return constant(value.value)
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "date":
        return day_in_words(date(*(ast.literal_eval(each) for each in value.args)))
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        between = "; " if any(isinstance(each, ast.List | ast.Tuple) for each in value.elts) else ", "
        return between.join(shown(each) for each in value.elts) or "none"
    return ast.unparse(value)


def constant(value: object) -> str:
    """A plain value: yes and no for a truth, a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
