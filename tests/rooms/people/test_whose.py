"""Whose row it is: the identifiers of a row and who holds them in, the person out."""

from uuid import UUID

import pytest

from homeward.register.people.rules import Number, contradicts, whose

WREN, ROBIN, ALONE, OTHER = (UUID(int=number) for number in (1, 2, 3, 4))
LOCAL, PUPIL, NHS = Number("local", "MS1", 7), Number("upn", "Q1"), Number("nhs", "999")

# what it shows, who holds each of the row's identifiers, whom it contradicts, who had this row before, the person, why
CASES = [
    ("nobody holds any", {LOCAL: [], PUPIL: []}, [], None, None, "new"),
    ("one person holds all", {LOCAL: [WREN], PUPIL: [WREN]}, [], None, WREN, "exact-identifier"),
    ("one person holds one, nobody the other", {LOCAL: [WREN], PUPIL: []}, [], None, WREN, "exact-identifier"),
    ("two people", {LOCAL: [WREN], PUPIL: [ROBIN]}, [], None, None, "identifiers-disagree"),
    ("two people, one of whom had this row", {LOCAL: [WREN], PUPIL: [ROBIN]}, [], WREN, None, "identifiers-disagree"),
    ("one whose NHS number is another", {LOCAL: [WREN]}, [WREN], None, None, "identifiers-disagree"),
    ("one who stands alone holds all", {LOCAL: [WREN, ALONE], PUPIL: [ROBIN, ALONE]}, [], None, ALONE,
     "exact-identifier"),
    ("a linked one and one who stands alone", {LOCAL: [WREN, ALONE]}, [], None, WREN, "exact-identifier"),
    ("the same, and the row was the second's before", {LOCAL: [WREN, ALONE]}, [], ALONE, ALONE, "exact-identifier"),
    ("two linked people hold it", {LOCAL: [WREN, ROBIN]}, [], None, None, "identifiers-disagree"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "numbers", "contradicted", "sent_before", "person", "basis"), CASES, ids=[case[0] for case in CASES]
)
def test_whose_row_it_is(case, numbers, contradicted, sent_before, person, basis) -> None:  # type: ignore[no-untyped-def]
    found = whose(numbers, contradicted=contradicted, linked={WREN, ROBIN}, sent_before=sent_before)
    assert (found.person, found.basis) == (person, basis)


FURTHER = [
    ("the sender's own number and another's", {LOCAL: [WREN], PUPIL: [ROBIN]}, [], None, WREN, "own-number"),
    ("the same, but its holder has another NHS number", {LOCAL: [WREN], PUPIL: [ROBIN]}, [WREN], None, None,
     "identifiers-disagree"),
    ("two hold the sender's own number, one of them linked", {LOCAL: [WREN, ALONE], PUPIL: [OTHER]}, [], None, WREN,
     "own-number"),
    ("two hold it and neither is linked: the one who had this row", {LOCAL: [OTHER, ALONE], PUPIL: [ROBIN]}, [], ALONE,
     ALONE, "own-number"),
    ("two hold it and nothing tells them apart", {LOCAL: [OTHER, ALONE], PUPIL: [ROBIN]}, [], None, None,
     "identifiers-disagree"),
    ("two hold all of it, and of one nothing else is known", {LOCAL: [OTHER, ALONE]}, [], None, ALONE,
     "exact-identifier"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "numbers", "contradicted", "sent_before", "person", "basis"), FURTHER, ids=[case[0] for case in FURTHER]
)
def test_what_the_sender_knows_the_child_by(case, numbers, contradicted, sent_before, person, basis) -> None:  # type: ignore[no-untyped-def]
    found = whose(
        numbers, contradicted=contradicted, linked={WREN, ROBIN}, sent_before=sent_before, alike={ALONE}, own=LOCAL
    )
    assert (found.person, found.basis) == (person, basis)


AGAINST = [
    ("the same NHS number", [NHS], [NHS], False),
    ("another NHS number", [NHS], [Number("nhs", "998")], True),
    ("the person has none yet", [NHS], [PUPIL], False),
    ("another number from the same council", [LOCAL], [Number("local", "MS2", 7)], True),
    ("a number from another council", [LOCAL], [Number("local", "MS2", 8)], False),
    ("one council's two numbers, one of them the row's", [LOCAL], [LOCAL, Number("local", "MS2", 7)], False),
    ("another pupil number: a temporary one is replaced", [PUPIL], [Number("upn", "Q2")], False),
]


@pytest.mark.parametrize(("case", "row", "held", "against"), AGAINST, ids=[case[0] for case in AGAINST])
def test_numbers_that_say_it_is_somebody_else(case: str, row: list[Number], held: list[Number], against: bool) -> None:
    assert contradicts(row, held) is against


def test_a_number_is_not_printed() -> None:
    assert "MS1" not in repr(LOCAL)
