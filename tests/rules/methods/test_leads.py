"""What is offered as a lead stands in the text, once, and no text makes the rules slow or break."""

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.methods.leads import Around, candidates
from homeward.vocabulary.loader import load_whole

PIECES = st.sampled_from(
    [
        "Kyle",
        "with",
        "the",
        "07700 900123",
        "ZA24 KLM",
        "snap",
        "tia_m07",
        "call him",
        '"Ghost"',
        "Saffron",
        "Park",
        "train",
        "to",
        "Ashmarket",
        "flat above",
        "chip shop",
        "M1",
        "@a.b_c",
        "black",
        "Golf",
        "ends 412",
        ",",
        ".",
        "\n",
        "and",
        "Wren",
    ]
)
AROUND = Around(places=frozenset({"Ashmarket"}), names=frozenset({"Wren"}))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_each_candidate_stands_in_the_text_and_none_overlap(text: str) -> None:
    found = candidates(text, AROUND)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    keys = [(each.kind, " ".join(each.value.casefold().split())) for each in found]
    assert len(keys) == len(set(keys))


@given(st.lists(PIECES, max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_every_rule_that_offers_has_its_words_printed(text: str) -> None:
    rules = {entry.code: entry.group for entry in load_whole("lead_rules").entries}
    assert all(rules[each.because] == each.kind for each in candidates(text, AROUND))


def test_a_text_made_to_be_slow_is_read_no_further_than_its_bound() -> None:
    for piece in ("Aa ", "0 ", "from Aa to ", "snap is ", "1 a a a ", "train to the ", "call him ", "a flat by a "):
        assert len(candidates(piece * 20_000)) < 20_000
