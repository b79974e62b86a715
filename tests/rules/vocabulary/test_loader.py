"""A list is right, or the program does not start and says where it is wrong."""

from datetime import date

import pytest

from homeward.vocabulary.loader import ListNotInForce, ListUnreadable, list_names, load, load_whole, read

TODAY = date(2026, 3, 31)
RIGHT = """\
name: colours
title: Colours
kind: codes
source: Somebody
citation: Page 1
trust: local
since: 2020-01-01
entries:
  - code: "R"
    label: Red
    until: 2024-01-01
  - code: "R"
    label: Crimson
    since: 2024-01-01
  - code: "G"
    label: Green
"""


def wrong(old: str, new: str) -> str:
    assert old in RIGHT
    return RIGHT.replace(old, new, 1)


def test_the_example_itself_is_right() -> None:
    assert read(RIGHT, file="colours.yaml").codes == ("R", "R", "G")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (wrong("label: Green", "lable: Green"), 15, "entry 3, label"),
        (wrong('code: "G"', "code: no"), 15, "entry 3, code"),
        (wrong("label: Crimson", 'label: ""'), 13, "entry 2, label"),
        (wrong("    since: 2024-01-01", "    since: 2023-12-31"), 12, "code R in force twice"),
        (wrong("    until: 2024-01-01", "    until: soon"), 11, "entry 1, until"),
        (wrong("kind: codes", "kind: colours"), 3, "kind"),
        (wrong("trust: local\n", ""), 1, "trust"),
        (wrong("title: Colours", "title: Colours\ntitle: Colors"), 3, "written twice"),
        (wrong("title: Colours", "title: [Colours"), 3, ""),
        (wrong("    until: 2024-01-01", "    since: 2024-01-01\n    until: 2023-01-01"), 9, "until must be later"),
        (wrong("    label: Green", "    label: Green\n    shade: dark"), 17, "shade"),
        (wrong("name: colours", "name: shades"), 1, "calls itself shades"),
        ("", 1, "no entries"),
        ("- a\n- b\n", 1, "no entries"),
    ],
)
def test_a_mistake_is_told_by_file_line_and_entry(text: str, line: int, words: str) -> None:
    with pytest.raises(ListUnreadable) as refusal:
        read(text, file="colours.yaml")
    assert refusal.value.got.startswith(f"in colours.yaml, line {line}: ")
    assert words in refusal.value.got


def test_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(ListUnreadable, match="colours"):
        load("colours", on=TODAY)
    with pytest.raises(ListUnreadable):
        load_whole("../roles")


def test_a_list_is_not_read_for_a_day_before_it_was_in_force() -> None:
    with pytest.raises(ListNotInForce, match="1999-01-01"):
        load("sex", on=date(1999, 1, 1))


@pytest.mark.parametrize("name", list_names())
def test_every_list_shipped_has_its_shape_and_its_source(name: str) -> None:
    whole = load_whole(name)
    assert whole.source and whole.citation
    assert len(set(load(name, on=TODAY).codes)) == len(load(name, on=TODAY).entries)


def test_a_code_is_looked_up_as_at_the_day_of_the_event() -> None:
    assert load("ethnicity_ssda903", on=date(2021, 3, 20))["CHNE"].group == "other"
    assert load("ethnicity_ssda903", on=date(2021, 3, 21))["CHNE"].group == "asian"
    assert "1" in load("sex_cin", on=date(2024, 3, 31))
    assert "1" not in load("sex_cin", on=date(2024, 4, 1))


def test_an_unknown_code_is_told_apart_from_a_mistake() -> None:
    sex = load("sex", on=TODAY)
    assert sex.get("X") is None
    assert sex.choices[0] == ("M", "Male")
    with pytest.raises(KeyError, match="sex has no such code"):
        sex["X"]
