"""Whatever bytes come, the readers give rows or refuse the file in words; never another error, never a hang."""

import tracemalloc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from homeward.gateways.feeds.registry import feed_named
from tests.feeds.reading_mutations import spoilt
from tests.feeds.reading_of import read_all

SAMPLES = feed_named("ssda903").folder / "samples"
GOOD = {
    "missing": (SAMPLES / "good" / "missing.csv").read_bytes(),
    "episodes": (SAMPLES / "good" / "episodes.csv").read_bytes(),
    "return": (SAMPLES / "good-xml" / "return.xml").read_bytes(),
}
MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize("code", GOOD)
@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400))
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=b"<")
@example(content=b"<?xml")
def test_random_bytes_are_rows_or_refused(code: str, content: bytes) -> None:
    read_all(code, content)


@pytest.mark.parametrize("code", GOOD)
@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_good_file_gone_bad_is_rows_or_refused(code: str, seed: int) -> None:
    read_all(code, spoilt(GOOD[code], seed))


@pytest.mark.parametrize("code", GOOD)
@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "utf-7"]))
def test_text_in_any_encoding_is_rows_or_refused(code: str, text: str, encoding: str) -> None:
    read_all(code, text.encode(encoding, "replace"))


def test_wherever_an_xml_file_is_cut_it_is_refused() -> None:
    whole = GOOD["return"].rstrip()
    for end in range(0, len(whole), 7):
        assert read_all("return", whole[:end])[1], end


def test_memory_does_not_grow_with_an_xml_file() -> None:
    child = GOOD["return"][GOOD["return"].index(b"<CHILD>") : GOOD["return"].rindex(b"</EXPSSDA903>")]
    peaks = []
    for times in (800, 1200):
        content = b"<EXPSSDA903>" + child * times + b"</EXPSSDA903>"
        tracemalloc.start()
        rows, refused = read_all("return", content)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (rows, refused) == (12 * times, [])
    assert peaks[1] - peaks[0] < MEBIBYTE
