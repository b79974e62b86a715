"""A photograph drawn again by a process of its own, and each file that is not taken for one."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from homeward.foundation import pictures
from homeward.register.documents.actions import PhotographRefused, redrawn
from tests.factories.photographs import enormous, located, picture
from tests.rooms.documents.spoilt_photographs import CANARY, good, is_only_a_picture, spoilt

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("what", "content", "says"),
    [
        ("nothing", b"", "empty"),
        ("an SVG drawing", SVG, "drawing"),
        ("a page", b"<html><body>hello</body></html>", "not-a-picture"),
        ("a spreadsheet", b"PK\x03\x04" + b"x" * 400, "not-a-picture"),
        ("a GIF", GIF, "other-kind"),
        ("a telephone's own kind", b"\0\0\0\x18ftypheic" + b"\0" * 200, "heic"),
        ("a picture and a page", picture() + b"<script>alert(1)</script>", "two-things"),
        ("a picture and an archive", picture("PNG") + b"PK\x05\x06" + b"\0" * 18, "two-things"),
        ("a page in a comment", picture(comment=b"<html><body onload=alert(1)>"), "two-things"),
        ("one pixel", picture(size=(1, 1)), "too-small"),
        ("a line", picture(size=(1200, 40)), "too-small"),
        ("20,000 by 20,000", enormous(), "too-large"),
        ("half a JPEG", picture(size=(900, 900))[:2000], "broken"),
        ("half a PNG", picture("PNG", size=(900, 900))[:900], "broken"),
        ("a beginning and no more", b"\xff\xd8\xff", "broken"),
        ("noise after a beginning", b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 500, "broken"),
        ("a WebP without an end", picture("WEBP", size=(900, 900))[:60], "broken"),
    ],
)
def test_what_is_not_taken_for_a_photograph_is_told_of_in_words(what: str, content: bytes, says: str) -> None:
    with pytest.raises(PhotographRefused) as refusal:
        redrawn(content)
    assert refusal.value.next_step == pictures.WORDS[says], what


@pytest.mark.parametrize(
    "content",
    [
        picture(),
        picture("PNG"),
        picture("WEBP"),
        picture("PNG", mode="RGBA"),
        picture("PNG", mode="L"),
        picture("JPEG", mode="CMYK"),
        picture("PNG", mode="P"),
        picture() + b"\0\0\0\x20ftypmp42" + b"\1" * 500,  # a telephone's moving picture behind it
    ],
)
def test_every_kind_that_is_taken_comes_out_as_a_plain_jpeg(content: bytes) -> None:
    with Image.open(io.BytesIO(redrawn(content))) as kept:
        assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (320, 240))


def test_nothing_but_the_picture_is_kept_and_it_stands_upright() -> None:
    sent = located()
    assert b"CNRYMAKER" in sent and b"CNRYCOMMENT" in sent
    drawn = redrawn(sent)
    assert b"CNRY" not in drawn and b"Exif" not in drawn
    with Image.open(io.BytesIO(drawn)) as kept:
        assert not kept.getexif() and kept.size == (240, 320)
        red, white = kept.getpixel((120, 40)), kept.getpixel((120, 300))
    assert red[1] < 60 < 200 < white[1]  # type: ignore[index, operator]  # three colours


def test_a_large_photograph_is_made_smaller_within_its_memory() -> None:
    with Image.open(io.BytesIO(redrawn(picture("PNG", size=(7000, 7000), compress_level=1)))) as kept:
        assert kept.size == (1600, 1600)
    with Image.open(io.BytesIO(redrawn(picture(size=(8000, 6000))))) as kept:
        assert kept.size == (1600, 1200)


def test_the_process_that_draws_has_no_keys_and_one_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        asked.update(how, command=command)
        return subprocess.CompletedProcess(command, -9, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setitem(os.environ, "SEALING_KEYS", "secret")
    with pytest.raises(PhotographRefused) as refusal:
        redrawn(picture())
    assert refusal.value.next_step == pictures.WORDS["too-much"]
    assert asked["env"] == {} and asked["cwd"] == "/" and "-I" in asked["command"]


BOUND = f"""
import sys
sys.path.insert(0, {str(Path(pictures.__file__).parent)!r})
import os, pictures, socket
pictures.bound()
os.close(0)
opens = (socket.socket, os.pipe, lambda: open("/dev/null"), lambda: os.execv(sys.executable, ["python", "-c", ""]))
for each in opens[: int(sys.argv[1])]:
    try:
        each()
    except OSError as refused:
        print(refused.errno == 24)
"""


def test_the_process_that_draws_can_open_nothing_more_not_even_a_connection() -> None:
    asked = [sys.executable, "-I", "-c", BOUND]
    opened = subprocess.run([*asked, "3"], capture_output=True, text=True, env={})
    assert opened.stdout.split() == ["True"] * 3, opened.stderr
    other = subprocess.run([*asked, "4"], capture_output=True, text=True, env={})
    assert other.returncode, "another program ran"


def test_photographs_gone_bad_are_drawn_with_nothing_beside_them_or_refused_in_words() -> None:
    said = {"drawn": 0, "refused": 0}
    for number in (*range(1, 50), *range(1001, 1050)):
        try:
            assert is_only_a_picture(pictures.redrawn(spoilt(number))), number
            said["drawn"] += 1
        except pictures.NotAPhotograph as refused:
            assert refused.code in pictures.WORDS, number
            said["refused"] += 1
    assert min(said.values()) > 10, said


def test_every_good_photograph_is_taken_by_the_process_that_draws_and_nothing_beside_it_is_kept() -> None:
    assert sum(CANARY in each for each in good()) > 20
    assert all(is_only_a_picture(pictures.redrawn(each)) for each in good()[:21])
    assert all(is_only_a_picture(redrawn(each)) for each in good()[21:])
    assert not is_only_a_picture(picture(comment=CANARY)) and not is_only_a_picture(picture() + b"x")


def test_what_a_library_says_besides_is_not_taken_for_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, pictures.REFUSED, b"", b"UserWarning: Corrupt EXIF data.\nbroken")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PhotographRefused) as refusal:
        redrawn(picture())
    assert refusal.value.next_step == pictures.WORDS["broken"]


def test_one_that_takes_too_long_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **how: object) -> None:
        raise subprocess.TimeoutExpired("draw", 30)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PhotographRefused) as refusal:
        redrawn(picture())
    assert refusal.value.next_step == pictures.WORDS["too-much"]


def test_every_refusal_has_words_that_do_not_repeat_the_file() -> None:
    assert all(words.endswith(".") and len(words) < 120 for words in pictures.WORDS.values())
