"""Sending the files of one feed: from whom, for which year or release, and the files themselves."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from homeward.design.forms import GovForm
from homeward.foundation.collection_years import CollectionYear
from homeward.gateways.feeds.agreements import in_force
from homeward.gateways.feeds.files import refuse_another
from homeward.gateways.feeds.loading import RELEASE
from homeward.gateways.feeds.mapping import Mapping, Part
from homeward.gateways.feeds.reading.json_document import Document
from homeward.gateways.feeds.reading.opened import Opened, from_upload
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.whole_files import Json, Workbook, Xml
from homeward.register.agencies.queries import partners

YEARS_OFFERED = 6
MEBIBYTE = 1024 * 1024
WHOLE = "file_of_every_part"


class SendForm(GovForm):
    """The files of one delivery. The declaration that everybody is invented is asked for in a demonstration alone."""

    agency = forms.ModelChoiceField(partners(), label="Agency that sent the files", to_field_name="code")

    def __init__(self, *args: Any, mapping: Mapping, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        if mapping.from_kinds:
            self.fields["agency"].queryset = partners().filter(kind__in=mapping.from_kinds)
        if mapping.needs_year:
            self.fields["collection_year"] = year_field(on)
        if mapping.needs_release:
            self.fields["release"] = release_field()
        if mapping.needs_agreement:
            self.fields["agreement"] = agreement_field(mapping, on)
        for part in mapping.apart:
            self.fields[name_of(part)] = file_field(part, required=len(mapping.parts) == 1)
        if mapping.whole:
            self.fields[WHOLE] = whole_field(mapping.whole, alone=not mapping.apart)
        if settings.DEMONSTRATION and mapping.is_about_people:
            self.fields["invented"] = declaration()

    def clean(self) -> dict[str, Any]:
        """At least one file must come."""
        given = super().clean() or {}
        names = [name_of(part) for part in self.mapping.apart]
        sent = [name for name in names if name in self.errors or given.get(name)]
        if given.get(WHOLE) and sent:
            self.add_error(WHOLE, "Send the XML file or the CSV files, not both")
        if not sent and not given.get(WHOLE) and WHOLE not in self.errors:
            self.add_error([*names, WHOLE][0], "Choose at least one file to send")
        if not self.mapping.is_about_people:
            self.refuse_others(given)
        return given

    def refuse_others(self, given: dict[str, Any]) -> None:
        """Refuse each file that is not of this feed about nobody, before anything of it is kept."""
        for part in self.mapping.apart:
            file = given.get(name_of(part))
            try:
                refuse_another(part, from_upload(file.name, file.file) if file else None)
            except FileRefused as refused:
                self.add_error(name_of(part), refused.problem.message)
        whole = given.get(WHOLE)
        if whole and self.mapping.json_document:
            try:
                Document(feed_named(self.mapping.feed), from_upload(whole.name, whole.file)).refuse_another()
            except FileRefused as refused:
                self.add_error(WHOLE, refused.problem.message)

    @property
    def year(self) -> int | None:
        """The calendar year in which the collection year ends, where the feed needs one."""
        code = self.cleaned_data.get("collection_year")
        return CollectionYear.parse(code).ending if code else None

    @property
    def release(self) -> str:
        """Which release of published figures the files are, where the feed needs one."""
        return str(self.cleaned_data.get("release", ""))

    @property
    def agreement(self) -> str:
        """The agreement under which the files come, where the feed needs one."""
        return str(self.cleaned_data.get("agreement", ""))

    @property
    def opened(self) -> dict[str, Opened]:
        """The files by the part each is."""
        sent = {part.part: self.cleaned_data.get(name_of(part)) for part in self.mapping.apart}
        if self.mapping.whole:
            sent[self.mapping.whole.code] = self.cleaned_data.get(WHOLE)
        return {part: from_upload(file.name, file.file) for part, file in sent.items() if file}


class SureForm(GovForm):
    """The answer that is asked for before a load that would change or lack more than half."""

    sure = forms.BooleanField(
        label="I have looked at what would change, and this is the right file, whole",
        error_messages={"required": "Look at what would change, then tick the box if this is the right file, whole"},
    )


def name_of(part: Part) -> str:
    """The field in which a part is sent."""
    return f"file_{part.part}"


def year_field(on: date) -> forms.ChoiceField:
    """The collection year, this one and the five before it; it is never guessed from today's date."""
    latest = CollectionYear.holding(on).ending
    years = [CollectionYear(ending) for ending in range(latest, latest - YEARS_OFFERED, -1)]
    choices = [("", "Choose a year"), *((year.code, str(year)) for year in years)]
    return forms.ChoiceField(choices=choices, label="Collection year", error_messages={"required": "Select the year"})


def release_field() -> forms.CharField:
    """The release, as its publisher names it: figures of two releases are never mixed."""
    return forms.CharField(
        label="Release",
        max_length=RELEASE,
        help_text="As its publisher names it, such as: Children looked after in England, year ending 31 March 2024",
        error_messages={"required": "Enter the release the figures are from"},
    )


def agreement_field(mapping: Mapping, on: date) -> forms.ChoiceField:
    """The agreement under which the files come: one that is in force for this feed."""
    choices = [
        ("", "Choose an agreement"),
        *((code, f"{code}: {words}") for code, words in in_force(mapping, on).items()),
    ]
    words = "Select the agreement under which the files come"
    return forms.ChoiceField(choices=choices, label="Agreement", error_messages={"required": words})


def file_field(part: Part, *, required: bool) -> forms.FileField:
    """One part's file."""
    return sent_as(part.title, f"A CSV file, usually called {part.file}", ".csv,text/csv", required=required)


def whole_field(whole: Xml | Workbook | Json, *, alone: bool) -> forms.FileField:
    """The one file that holds every part: the only form of the feed, or one in place of the others."""
    if isinstance(whole, Workbook):
        kinds = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return sent_as(whole.title, f"An Excel workbook (.xlsx), usually called {whole.file}", kinds, required=True)
    if isinstance(whole, Json):
        words = f"A JSON document, usually called {whole.file}"
        return sent_as(whole.title, words, ".json,application/json", required=True)
    kinds = ".xml,application/xml,text/xml"
    words = f"An XML file, usually called {whole.file}" if alone else "One XML file in place of the files above"
    return sent_as(whole.title, words, kinds, required=alone)


def sent_as(label: str, words: str, kinds: str, *, required: bool) -> forms.FileField:
    """A file within the limit, of the kinds that a browser offers first."""
    limit = settings.FEED_LIMIT_BYTES // MEBIBYTE
    return forms.FileField(
        label=label,
        required=required,
        help_text=f"{words}, of up to {limit} MB",
        widget=forms.FileInput({"accept": kinds}),
        validators=[within_limit],
        error_messages={"empty": "The file is empty. Ask for it to be sent again"},
    )


def within_limit(file: UploadedFile) -> None:
    """Refuse a file over the limit, with what to do."""
    if (file.size or 0) > settings.FEED_LIMIT_BYTES:
        limit = settings.FEED_LIMIT_BYTES // MEBIBYTE
        raise ValidationError(
            f"The file must be {limit} MB or smaller. Have it loaded from the command line instead", code="too-large"
        )


def declaration() -> forms.BooleanField:
    """What a demonstration must be told before it takes a file."""
    return forms.BooleanField(
        label="Every person in these files is invented",
        help_text="This is a demonstration. It never holds a real child.",
        error_messages={"required": "Select this only if every person is invented. A demonstration takes nothing else"},
    )
