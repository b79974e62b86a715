"""publiccode.yml is one that a catalogue of public software will take (the standard's version 0.4)."""

from typing import Any

import yaml

from tests.architecture.house import ROOT

NEEDED = {
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
}  # fmt: skip
OPTIONAL = {"categories", "intendedAudience", "dependsOn", "softwareVersion", "releaseDate", "logo", "landingURL"}


def card() -> dict[str, Any]:
    """The file as a catalogue reads it."""
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_it_has_every_key_that_is_needed_and_none_that_is_unknown() -> None:
    keys = set(card())
    assert keys >= NEEDED
    assert keys <= NEEDED | OPTIONAL


def test_what_it_says_is_neither_too_short_nor_too_long() -> None:
    said = card()["description"]["en-GB"]
    assert len(said["shortDescription"]) <= 150
    assert 500 <= len(said["longDescription"]) <= 10_000
    assert [feature for feature in said["features"] if len(feature) > 100] == []


def test_its_licence_is_the_package_s_own() -> None:
    assert f'license = "{card()["legal"]["license"]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_somebody_can_be_written_to_in_private() -> None:
    assert [contact for contact in card()["maintenance"]["contacts"] if not contact.get("email")] == []
