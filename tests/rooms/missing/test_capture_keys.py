"""`homeward keys`: a new capture key before those that are held, and the names of all."""

from click.testing import CliRunner
from django.conf import settings

from homeward.config.commands.keys import keys
from homeward.config.keys import installation_keys, new_keys
from homeward.foundation.keyring import KeyRing


def test_a_new_key_stands_before_the_ones_that_are_held() -> None:
    said = CliRunner().invoke(keys, ["capture", "--name", "second"]).output.strip()
    name, _, value = said.partition("=")
    assert name == "HOMEWARD_CAPTURE_KEYS" and value.endswith(settings.CAPTURE_KEYS)
    assert KeyRing.from_text(value).names == ("second", "test-1")


def test_a_name_that_is_taken_or_is_none_is_refused() -> None:
    for name in ("test-1", "two words", ""):
        assert CliRunner().invoke(keys, ["capture", "--name", name]).exit_code == 1


def test_the_public_half_is_shown_and_the_key_is_not() -> None:
    said = CliRunner().invoke(keys, ["held"]).output
    assert said.startswith("test-1  ") and settings.CAPTURE_KEYS.partition(":")[2] not in said


def test_an_installation_of_before_is_given_the_key_it_lacks(tmp_path) -> None:
    before = {name: value for name, value in new_keys().items() if name != "HOMEWARD_CAPTURE_KEYS"}
    (tmp_path / "keys.env").write_text("".join(f"{name}={value}\n" for name, value in before.items()))
    given = installation_keys(tmp_path, create=True)
    assert installation_keys(tmp_path, create=False) == given and given | before == given
    assert KeyRing.from_text(given["HOMEWARD_CAPTURE_KEYS"]).names == ("first",)
