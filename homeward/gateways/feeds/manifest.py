"""The declaration beside some files: which feed, who sent it, which year or release, and that people are invented."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.reading.opened import Opened

NAME = "manifest.yaml"


class ManifestWrong(HomewardError):
    """A manifest that cannot be read, or does not fit the files beside it."""


def year_ending(value: object) -> int | None:
    """The calendar year in which a collection year ends, from 2025-26, 2026 or nothing."""
    return None if value in (None, "") else CollectionYear.parse(str(value)).ending


class Manifest(BaseModel):
    """What a manifest says. It may say more, such as who made the files; that is for people."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    synthetic: Annotated[bool, Field(strict=True)] = False
    feed: str = ""
    source: str = ""
    agency: str = ""
    release: Annotated[str, Field(max_length=80)] = ""
    agreement: Annotated[str, Field(max_length=60)] = ""
    collection_year: Annotated[int | None, BeforeValidator(year_ending)] = None
    files: dict[str, str] = Field(default_factory=dict)


def manifest_in(folder: Path) -> Manifest:
    """The manifest of this folder; one that declares nothing where there is none. Raises ManifestWrong."""
    path = folder / NAME
    if not path.is_file():
        return Manifest()
    try:
        return Manifest.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, ValidationError, HomewardError, UnicodeDecodeError, RecursionError):
        raise ManifestWrong(
            got=f"a {NAME} that cannot be read",
            expected="synthetic, feed, collection_year and, under files, the SHA-256 of each file",
            next_step="Correct it, or write it again.",
        ) from None


def refuse_altered(manifest: Manifest, files: list[Opened]) -> None:
    """Refuse files that are not the ones the manifest was written for: a declaration holds for those alone."""
    for file in files:
        expected = manifest.files.get(file.name)
        if manifest.synthetic and expected is None or expected is not None and expected != file.digest()[0]:
            raise ManifestWrong(
                got=f"a file that is not the one its {NAME} declares",
                expected="each file listed under files with its own SHA-256",
                next_step="Fetch the files again with their manifest, or write the manifest again for these files.",
            )
