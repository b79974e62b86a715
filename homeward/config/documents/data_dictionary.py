"""The data dictionary: every table and column the hub keeps, from the models themselves."""

from itertools import groupby

from django.db.models import Model

from homeward.config.documents.markdown import code, codes, opening, paragraphs, table
from homeward.config.documents.records import Column, columns_of, our_models, retention_of, room_of, room_says, words_of


def data_dictionary_page() -> str:
    """The page, with one part for each room and one table for each model."""
    parts = [opening("data-dictionary")]
    for room, models in groupby(our_models(), key=room_of):
        together = list(models)
        parts.append(f"## {room}\n\n" + "\n\n".join(room_says(together[0])) + "\n")
        parts += [model_part(model) for model in together]
    return "\n".join(parts)


def model_part(model: type[Model]) -> str:
    """One model: what a row of it is, how long it is kept, and its columns."""
    said = "\n\n".join(paragraphs(model))
    kept = f"Table {code(model._meta.db_table)}. Kept under the rule {code(retention_of(model))}."
    return f"### {words_of(model)}\n\n{said}\n\n{kept}\n\n{column_table(columns_of(model))}"


def column_table(columns: list[Column]) -> str:
    """A model's columns. What no column uses is left out."""
    head = ["Column", "Holds", "Handling"]
    standard, roles = any(each.standard for each in columns), any(each.small_number for each in columns)
    head += ["Standard"] * standard + ["Small number"] * roles
    rows = []
    for each in columns:
        row = [code(each.name), each.kind, codes([each.handling])]
        rows.append(row + [each.standard] * standard + [each.small_number] * roles)
    return table(head, rows)
