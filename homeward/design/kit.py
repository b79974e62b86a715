"""The parts of the kit as their folders hold them: template, note, example."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static

from homeward.design import evidence, values
from homeward.design.forms import DateField, GovForm
from homeward.design.pages import pages_of

FOLDER = Path(__file__).parent / "templates/design/components"
REFUSALS = (403, 404, 409, 413, 429, 500, 503)


class ExampleLoader(yaml.SafeLoader):
    """Reads an example's values, and makes those that a page takes as a value of the kit."""


def maker(kind: type | Any) -> Any:
    """How YAML's `!table` and its like become a value of the kit."""
    return lambda loader, node: kind(**loader.construct_mapping(node, deep=True))


for word, kind in (
    ("!table", values.Table),
    ("!progress", values.Progress),
    ("!conflict", lambda **given: values.Conflict(**{**given, "differences": differences(given["differences"])})),
    ("!pages", pages_of),
    ("!comparison", lambda **given: comparison(**given)),
    ("!waterfall", lambda **given: waterfall(**given)),
):
    ExampleLoader.add_constructor(word, maker(kind))
ExampleLoader.add_constructor("!static", lambda loader, node: static(loader.construct_scalar(node)))


def differences(rows: list[dict[str, str]]) -> tuple[values.Difference, ...]:
    """An example's differences as the values a page would hold."""
    return tuple(values.Difference(**row) for row in rows)


def comparison(caption: str, left: dict[str, str], right: dict[str, str], rows: list[dict[str, Any]]) -> Any:
    """An example's two records as the values a page would hold."""
    made = tuple(evidence.Compared(**{**row, "agreement": values.Tag(**row["agreement"])}) for row in rows)
    return evidence.Comparison(caption, evidence.Side(**left), evidence.Side(**right), made)


def waterfall(weights: list[dict[str, Any]], marks: list[dict[str, Any]], **given: Any) -> evidence.Waterfall:
    """An example's evidence as the values a page would hold."""
    steps = tuple(evidence.Weight(**each) for each in weights)
    return evidence.Waterfall(**given, weights=steps, marks=tuple(evidence.Mark(**each) for each in marks))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a note's words, or of the code it names between backticks."""

    text: str
    is_code: bool


def pieces_of(words: str) -> tuple[Piece, ...]:
    """A note's words and its code, in order."""
    return tuple(Piece(text, bool(place % 2)) for place, text in enumerate(words.split("`")) if text)


@dataclass(frozen=True, slots=True)
class Part:
    """One component, as the kit's page shows it."""

    name: str
    title: str
    note: tuple[tuple[Piece, ...], ...]
    usage: str
    shown: str

    @property
    def summary(self) -> str:
        """What is pressed to see how it is written."""
        return f"How to write {self.title.lower()}"


def names() -> list[str]:
    """Every component's name, in the alphabet's order."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def example_of(name: str) -> dict[str, Any]:
    """The values a component's example is printed with; some need none."""
    path = FOLDER / name / "example.yaml"
    if not path.is_file():
        return {}
    return dict(ExampleLoader(path.read_text(encoding="utf-8")).get_single_data())


def part_of(name: str) -> Part:
    """A component with its note and its example, printed."""
    title, *note = (FOLDER / name / "note.md").read_text(encoding="utf-8").strip().split("\n\n")
    return Part(
        name=name,
        title=title.removeprefix("# "),
        note=tuple(pieces_of(words) for words in note),
        usage=(FOLDER / name / "example.html").read_text(encoding="utf-8").strip(),
        shown=render_to_string(f"design/components/{name}/example.html", example_of(name)),
    )


class ExampleForm(GovForm):
    """One field of each kind, for the kit's page and its tests."""

    name = forms.CharField(label="Name", help_text="As the child gives it", max_length=80)
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2011")
    nhs_number = forms.CharField(
        label="NHS number", widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "numeric"})
    )
    district = forms.ChoiceField(
        label="District", choices=[("", "Choose one"), ("s", "Sandholme"), ("f", "Ferrybridge")]
    )
    why = forms.ChoiceField(
        label="Why do you need to look?",
        choices=[("call", "A call"), ("referral", "A referral")],
        widget=forms.RadioSelect,
    )
    agencies = forms.MultipleChoiceField(
        label="Who has been told?",
        choices=[("police", "Police"), ("health", "Health"), ("school", "School")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(label="What was said", widget=forms.Textarea({"rows": 4}), required=False)
    extract = forms.FileField(label="Extract", help_text="A CSV file of up to 20 MB")
    agreed = forms.BooleanField(label="The manager has agreed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choice_hints = {"call": "Somebody has rung about the child"}
