"""What kind of file came, told by its first bytes. What is neither CSV nor XML is refused without being opened.

A workbook or an archive is a program's own file. Unpacking one to look inside would let a small file become an endless
one, so none is unpacked, and the sender is told what to send in its place. A feed that comes as a workbook has a reader
of its own, which looks an archive over first.
"""

from homeward.gateways.feeds.reading.refusing import FileRefused

SAVE = "Open it in the program that made it and save it as CSV UTF-8 (comma delimited)."
UNPACK = "Unpack it, check that it holds what you mean to send, and send the CSV or XML files themselves."
ASK = "Ask for the data as a CSV or XML file."
PAGE = "It was saved as a web page, or is a page that asks to sign in. Save it again as CSV UTF-8 (comma delimited)."

SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an older Excel workbook", SAVE),
    (b"\x1f\x8b", "a compressed (gzip) file", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a compressed (7-Zip) file", UNPACK),
    (b"Rar!\x1a\x07", "a compressed (RAR) file", UNPACK),
    (b"BZh", "a compressed (bzip2) file", UNPACK),
    (b"\xfd7zXZ\x00", "a compressed (xz) file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed (Zstandard) file", UNPACK),
    (b"%PDF", "a PDF", ASK),
    (b"{\\rtf", "a word processor's document", ASK),
    (b"SQLite format 3\x00", "a database", ASK),
    (b"\x89PNG", "a picture", ASK),
    (b"\xff\xd8\xff", "a picture", ASK),
)
ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<script", b"<meta")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def refuse_other_kinds(start: bytes) -> None:
    """Refuse what a spreadsheet, a scanner, a browser or an archiver made, naming the kind and what to do."""
    if start.startswith(ZIPS):
        raise refused(*zip_of(start))
    for signature, what, step in SIGNATURES:
        if start.startswith(signature):
            raise refused(what, step)
    if plainly(start).startswith(PAGES):
        raise refused("a web page", PAGE)


def refused(what: str, step: str) -> FileRefused:
    """The error that names the kind of file and what to send in its place."""
    return FileRefused("not-text", got=f"the file is {what}, not a CSV or XML file", next_step=step)


def zip_of(start: bytes) -> tuple[str, str]:
    """Office programs keep their files as archives; the names in the first bytes tell which."""
    if b"[Content_Types].xml" in start or b"xl/" in start:
        return "an Excel workbook", SAVE
    if b"opendocument" in start:
        return "an OpenDocument file", SAVE
    return "a zip file", UNPACK


def looks_like_workbook(start: bytes) -> bool:
    """Whether this is an archive, as a workbook is. Raises FileRefused for an older or a locked one."""
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        got = "the file is an older Excel workbook, or is locked with a password"
        step = "Save it as an Excel workbook (.xlsx) without a password, and send it again."
        raise FileRefused("not-a-workbook", got=got, next_step=step)
    return start.startswith(ZIPS)


def looks_like_xml(start: bytes) -> bool:
    """Whether the first thing in the file is a tag that is no web page's."""
    begins = plainly(start)
    return begins.startswith(b"<") and not begins.startswith(PAGES)


def plainly(start: bytes) -> bytes:
    """The first letters, whatever their encoding puts between and before them, in small letters."""
    for mark in MARKS:
        start = start.removeprefix(mark)
    return start[:4096].replace(b"\0", b"").lstrip().lower()
