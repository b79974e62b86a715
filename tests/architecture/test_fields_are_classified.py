"""Every field of every model says how it is to be handled, how long it is kept, and nothing says it twice."""

from django.db.models import Model

from homeward.vocabulary.loader import load_whole
from tests.architecture.house import our_models


def words(value: str | tuple[str, ...]) -> list[str]:
    """The names in a list written as one line."""
    return value.split() if isinstance(value, str) else list(value)


def unclassified(model: type[Model]) -> list[str]:
    """Fields of a model that no class of handling names, and names that no field bears."""
    record = getattr(model, "Record", None)
    if record is None:
        return [f"{model.__name__} has no Record"]
    named = [*record.handling, *words(record.operational)]
    fields = {field.name for field in model._meta.concrete_fields}
    return [f"{model.__name__}.{name}" for name in sorted(fields ^ set(named))] + [
        f"{model.__name__}.{name} twice" for name in sorted({name for name in named if named.count(name) > 1})
    ]


def test_every_field_is_classified() -> None:
    assert [each for model in our_models() for each in unclassified(model)] == []


def test_a_planted_unclassified_field_is_found() -> None:
    from homeward.register.people.models import Person

    record = type("Record", (), {"handling": {}, "operational": "subject"})
    planted = type("Planted", (), {"Record": record, "_meta": Person._meta})
    assert "Planted.forename" in unclassified(planted)  # type: ignore[arg-type]  # a model's shape is enough


def test_every_class_is_one_that_the_vocabulary_explains() -> None:
    known = {entry.code for entry in load_whole("field_classes").entries} | {"shielded-location"}
    used = {value for model in our_models() for value in model.Record.handling.values()}  # type: ignore[attr-defined]  # tested above
    assert used <= known


def test_every_model_says_how_long_it_is_kept() -> None:
    assert [model.__name__ for model in our_models() if not getattr(model.Record, "retention", "")] == []  # type: ignore[attr-defined]  # tested above
