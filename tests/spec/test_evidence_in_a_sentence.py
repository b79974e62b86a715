"""What is said of two records that may be of one child. A person is asked from 14, and from 20 the hub joins."""

import pytest

from homeward.register.linkage.presenters.sentences import Part, sentence_of

TWINS = [("names", "surname", 3.9), ("birth", "exact", 12.5), ("postcode", "exact", 15.9), ("sex", "exact", 1.0)]
BOTH = frozenset({"forename", "surname"})

SAID = [
    (
        "twins",
        TWINS,
        13.8,
        "Same postcode, date of birth, surname and sex make it possible that they are one child; different forenames "
        "speak against it.",
    ),
    (
        "twins with a rare surname",
        TWINS[:3],
        15.0,
        "Same postcode, date of birth and surname make it likely that they are one child; different forenames speak "
        "against it.",
    ),
    (
        "name and date of birth, nothing else",
        [("names", "exact", 15.6), ("birth", "exact", 12.5)],
        8.6,
        "Same name and date of birth make it possible that they are one child.",
    ),
    (
        "one number",
        [("nhs", "exact", 20.3)],
        20.8,
        "The same NHS number makes it very likely that they are one child.",
    ),
    (
        "a slip in a name",
        [("names", "near", 14.6), ("birth", "exact", 12.5), ("upn", "exact", 18.9)],
        26.5,
        "Same pupil number and date of birth, with names nearly the same, make it very likely that they are one child.",
    ),
    (
        "a name and another birth date",
        [("names", "exact", 15.6), ("birth", "else", -6.8), ("postcode", "else", -2.3)],
        -13.0,
        "The same name speaks for their being one child, but different dates of birth and postcodes far apart make it "
        "unlikely.",
    ),
    (
        "two numbers",
        [("nhs", "else", -9.8), ("names", "else", -5.3)],
        -34.6,
        "Different NHS numbers and different names make it unlikely that they are one child.",
    ),
    ("nothing to compare", [], -19.5, "Nothing that both records hold can be compared."),
]


@pytest.mark.parametrize(("pair", "what_agrees", "together", "said"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said(pair: str, what_agrees: list[tuple[str, str, float]], together: float, said: str) -> None:
    parts = [Part(*each) for each in what_agrees]
    assert sentence_of(parts, together, asked_from=14, joined_from=20, known=BOTH) == said


def test_a_half_of_a_name_that_nobody_gave_is_never_said_to_differ() -> None:
    said = sentence_of([Part("names", "surname", 3.9)], 15, asked_from=14, joined_from=20)
    assert said == "The same surname makes it likely that they are one child."
