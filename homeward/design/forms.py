"""How any form is printed: GOV.UK labels, hints and errors, each error linked to the box that mends it.

`FORM_RENDERER = "homeward.design.forms.Renderer"` makes it so for every form; a room's own form also inherits
`GovForm`, which says what to do when an answer is missing instead of that a field is required.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from homeward.design.dates import DateBoxes, DateField

__all__ = ["DateBoxes", "DateField", "FilterForm", "GovBoundField", "GovForm", "GovModelForm", "Renderer"]

# The first that fits names the template; a subclass comes before what it extends.
KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (DateBoxes, "date", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", "govuk-checkboxes__input"),
    (forms.RadioSelect, "radios", "govuk-radios__input"),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.FileInput, "input", "govuk-file-upload"),
    (forms.Textarea, "input", "govuk-textarea"),
    (forms.Select, "input", "govuk-select"),
    (forms.Widget, "input", "govuk-input"),
)
GROUPS = {"date", "checkboxes", "radios"}
WITH_ERROR_CLASS = {"govuk-input", "govuk-textarea", "govuk-select", "govuk-file-upload"}


class GovBoundField(BoundField):
    """A field on a page: it knows which GOV.UK part it is, and what describes it to a screen reader."""

    @property
    def kind(self) -> str:
        """Which template prints it."""
        return self._part()[0]

    @property
    def template(self) -> str:
        return f"design/forms/kinds/{self.kind}.html"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def described_by(self) -> str:
        """The ids of its hint and its error, as aria-describedby wants them."""
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @property
    def first_id(self) -> str:
        """The box an error summary leads to: the one in error, or else the first of a group."""
        if self.kind == "date":
            return f"{self.auto_id}_{min(self.wrong_boxes, default=0)}"
        return f"{self.auto_id}_0" if self.kind in GROUPS else self.auto_id

    @property
    def wrong_boxes(self) -> set[int]:
        """The boxes of a date that hold the mistake; all three when the date as a whole is wrong."""
        found = self.form.errors.as_data().get(self.name, []) if self.form.is_bound else []
        return {box for error in found for box in (error.params or {}).get("boxes", (0, 1, 2))}

    @property
    def says_optional(self) -> bool:
        """Whether the label says that it may be left empty; in a filter everything may, so nothing says it."""
        return not self.field.required and getattr(self.form, "marks_optional", True)

    def boxes(self) -> Iterator[dict[str, Any]]:
        """The three boxes of a date, each marked when it is the one to mend."""
        for place, box in enumerate(self.subwidgets[0].data["subwidgets"]):
            yield {**box, "label": DateBoxes.labels[place], "is_wrong": place in self.wrong_boxes}

    def options(self) -> Iterator[dict[str, Any]]:
        """Each choice with its label and, where the form gives one, a hint of its own."""
        hints = getattr(self.field, "choice_hints", {})
        for option in self:
            yield {
                "tag": option.tag(),
                "id": option.id_for_label,
                "label": option.choice_label,
                "hint": hints.get(str(option.data["value"]), ""),
            }

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the GOV.UK class, and leave out `required`: the hub's own words say what is missing."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        built.pop("aria-describedby", None)
        kind, name = self._part()
        if self.described_by and kind not in GROUPS:
            built["aria-describedby"] = self.described_by
        own = (widget or self.field.widget).attrs.get("class", "")
        error = f"{name}--error" if self.errors and name in WITH_ERROR_CLASS else ""
        built["class"] = " ".join(filter(None, (name, error, own)))
        return built

    def _part(self) -> tuple[str, str]:
        widget = self.field.widget
        return next((kind, name) for known, kind, name in KINDS if isinstance(widget, known))


class Renderer(DjangoTemplates):
    """Prints every form of the hub the same way, the sign-in pages' included."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = GovBoundField


class Asking:
    """Says what to enter or choose when an answer is missing, as GOV.UK does: "Enter the date of birth"."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            for code, usual in USUAL_WORDS.items():
                if field.error_messages.get(code) == usual:
                    field.error_messages[code] = asked(name, field)


# What Django says of a missing answer and of one that was never offered. A form's own words are left alone.
USUAL_WORDS = {
    "required": forms.Field.default_error_messages["required"],
    "invalid_choice": forms.ChoiceField.default_error_messages["invalid_choice"],
}


def asked(name: str, field: forms.Field) -> str:
    """The sentence that asks for a missing answer, by the way it is given."""
    label = str(field.label or name.replace("_", " ").capitalize())
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}”"
    if isinstance(field.widget, forms.FileInput):
        return f"Choose a file: {lowered(label)}"
    choosing = isinstance(field.widget, forms.Select | forms.RadioSelect)
    return f"{'Select' if choosing else 'Enter'} {lowered(label)}"


def lowered(label: str) -> str:
    """Lower a label's first letter, unless its first word is a name or an acronym such as NHS."""
    first = label.split(" ", 1)[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]


class GovForm(Asking, forms.Form):
    """A form of the hub."""


class FilterForm(Asking, forms.Form):
    """A form that narrows a list: it is sent by GET and every answer may be left empty."""

    marks_optional = False


class GovModelForm(Asking, forms.ModelForm):
    """A form of the hub that holds one record's fields."""
