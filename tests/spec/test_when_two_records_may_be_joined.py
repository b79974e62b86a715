"""When a row joins a child on a number, and when two records may be made one: the rules in tables (S-24, T-MERGE)."""

from datetime import date

import pytest

from homeward.register.people.rules import is_a_stranger, said_of

BORN, OTHER = date(2012, 6, 1), date(2009, 11, 30)

# what it shows, the names and birth date in the row, those held, whether the row is of somebody else
STRANGERS = [
    ("the same names and birth date", ("Wren", "Applegarth"), BORN, ("Wren", "Applegarth"), BORN, False),
    ("a name spelt otherwise", ("Ren", "Applegarth"), BORN, ("Wren", "Applegarth"), OTHER, False),
    ("both names spelt otherwise on one birth date", ("Ren", "Aplegarth"), BORN, ("Wren", "Applegarth"), BORN, False),
    ("another name and another birth date", ("Robin", "Hartley"), OTHER, ("Wren", "Applegarth"), BORN, True),
    ("names the other way round", ("Applegarth", "Wren"), OTHER, ("Wren", "Applegarth"), BORN, False),
    ("known by the other name", ("Robin", "Hartley"), OTHER, ("Wren", "Applegarth", "Robin"), BORN, False),
    ("no birth date in the row", ("Robin", "Hartley"), None, ("Wren", "Applegarth"), BORN, False),
    ("no birth date held", ("Robin", "Hartley"), OTHER, ("Wren", "Applegarth"), None, False),
    ("no name in the row: a return", (), OTHER, ("Wren", "Applegarth"), BORN, False),
    ("nobody has said a name yet", ("Robin", "Hartley"), OTHER, (), BORN, False),
    ("accents and hyphens", ("Zoë", "Smith-Jones"), OTHER, ("Zoe", "Smith"), BORN, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "names", "born", "held", "held_born", "stranger"), STRANGERS, ids=[row[0] for row in STRANGERS]
)
def test_who_bears_somebody_s_number_and_is_somebody_else(case, names, born, held, held_born, stranger) -> None:  # type: ignore[no-untyped-def]
    assert is_a_stranger(said_of(names, born), said_of(held, held_born)) is stranger
