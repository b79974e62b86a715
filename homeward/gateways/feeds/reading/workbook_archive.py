"""The archive that a workbook is: looked over before it is unpacked, and then only as far as it must be (S-26, S-27).

Every size is bounded, and is what was counted while unpacking and not what the archive says of itself. A workbook with
a program in it, or with another file, is refused. Links to other files are left behind, with all else that is no cell.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from zlib import error as ZlibError

from lxml import etree

from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.xml_letters import CAREFULLY

MOST_BYTES = 25 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_OF_A_PART = 64 * 1024 * 1024
MOST_ENTRIES, MOST_RATIO, SMALL = 1000, 100, 1024 * 1024
MOST_WITHOUT_VALUE = 10_000
SHEET_TYPE = "/worksheet"
AGAIN = "Open it in Excel, save it as an Excel workbook (.xlsx), and send that."
BOMB = "No workbook is made so. Check where it came from, and ask for it again."
MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|dialogsheets/|customui/", re.IGNORECASE)
OBJECTS = re.compile(r"/embeddings/|/activex/|oleobject|\.(?:exe|dll|js|vbs|bat|scr|jar)$", re.IGNORECASE)
LINKS = re.compile(r"/externallinks/|/connections\.xml$|/querytables/", re.IGNORECASE)
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
VALUE = re.compile(rb"<(?:\w+:)?v>[^<]|<(?:\w+:)?is\b")
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
ERROR, TEXT = re.compile(rb'\bt="e"'), re.compile(rb'\bt="str"')


@dataclass(frozen=True)
class Entry:
    """One sheet as the workbook lists it: its name, whether it is hidden, and the part of the archive it is."""

    name: str = field(repr=False)
    hidden: bool
    target: str


@dataclass
class Archive:
    """The archive of one workbook, with its list of sheets."""

    parts: zipfile.ZipFile = field(repr=False)
    names: dict[str, str] = field(repr=False)
    sheets: tuple[Entry, ...] = ()
    since_1904: bool = False
    notes: tuple[str, ...] = ()
    unpacked: int = 0

    def read(self, name: str) -> bytes:
        """One part of the archive, unpacked within its bounds; nothing where it is not there. Raises FileRefused."""
        held = self.names.get(name.casefold())
        if held is None:
            return b""
        most = min(MOST_OF_A_PART, MOST_UNPACKED - self.unpacked)
        try:
            with self.parts.open(held) as part:
                content = part.read(most + 1)
        except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError):
            raise damaged() from None
        if len(content) > most:
            raise too_large("it unpacks to more than any such workbook holds")
        self.unpacked += len(content)
        refuse_types(content)
        return content

    def copy_of(self, target: str) -> tuple[io.BytesIO, set[tuple[int, int]]]:
        """A workbook of one sheet alone, in memory, and the cells of it that have a formula and no value."""
        self.unpacked = 0  # each sheet is unpacked by itself, and the last one is gone by then
        sheet = self.read(target)
        clean = io.BytesIO()
        with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
            for name, text in SKELETON.items():
                copy.writestr(name, text)
            copy.writestr("xl/workbook.xml", WORKBOOK.format("1" if self.since_1904 else "0"))
            copy.writestr("xl/sharedStrings.xml", self.read("xl/sharedStrings.xml") or EMPTY_STRINGS)
            copy.writestr("xl/styles.xml", self.read("xl/styles.xml") or EMPTY_STYLES)
            copy.writestr("xl/worksheets/sheet1.xml", sheet)
        clean.seek(0)
        return clean, without_value(sheet)


NAMESPACE = "http://schemas.openxmlformats.org"
MAIN, RELS = f"{NAMESPACE}/spreadsheetml/2006/main", f"{NAMESPACE}/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EMPTY_STRINGS, EMPTY_STYLES = f'<sst xmlns="{MAIN}"/>', f'<styleSheet xmlns="{MAIN}"/>'
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr date1904="{{}}"/>'
    '<sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SKELETON = {
    "[Content_Types].xml": (
        f'<Types xmlns="{NAMESPACE}/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{NAMESPACE}/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{NAMESPACE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{RELS}/styles" Target="styles.xml"/></Relationships>'
    ),
}


def archive_of(file: Opened) -> Archive:
    """The archive, once it has been looked over. Raises FileRefused."""
    content = held(file)
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise damaged() from None
    infos = parts.infolist()
    refuse_bounds(infos)
    names = {info.filename.casefold(): info.filename for info in infos}
    if "xl/workbook.xml" not in names:
        got = "the file is an archive, and no Excel workbook"
        raise FileRefused("not-a-workbook", got=got, next_step=AGAIN)
    refuse_contents(list(names))
    archive = Archive(parts, names)
    read_list(archive)
    if any(LINKS.search(name) for name in names):
        archive.notes = ("Links to other files were left behind; the values last worked out from them were read.",)
    return archive


def held(file: Opened) -> bytes:
    """The file in memory, which an archive's list of parts at its end asks for. Raises FileRefused."""
    content = bytearray()
    for stretch in file.stretches():
        content += stretch
        if len(content) > MOST_BYTES:
            raise too_large(f"the workbook is larger than {MOST_BYTES // 1024 // 1024} MB")
    return bytes(content)


def refuse_bounds(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse what no workbook is: too many parts, names that lead elsewhere, or far more than was packed."""
    if len(infos) > MOST_ENTRIES:
        raise FileRefused("bomb", got=f"the workbook has more than {MOST_ENTRIES:,} parts", next_step=BOMB)
    seen = set()
    for info in infos:
        path = PurePosixPath(info.filename)
        strange = path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename
        if strange or info.filename.casefold() in seen or info.flag_bits & 1:
            raise FileRefused("bomb", got="the workbook has a part that no workbook has", next_step=BOMB)
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
            got = f"a part of the workbook unpacks to more than {MOST_RATIO} times its size"
            raise FileRefused("bomb", got=got, next_step=BOMB)
        seen.add(info.filename.casefold())
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise too_large("it unpacks to more than any such workbook holds")


def refuse_contents(names: list[str]) -> None:
    """Refuse a workbook that holds a program, or another file."""
    if any(MACROS.search(name) for name in names):
        step = "Save it as an Excel workbook (.xlsx), which holds none, and send that."
        raise FileRefused("macros", got="the workbook holds macros", next_step=step)
    if any(OBJECTS.search(name) for name in names):
        step = "Take them out, or copy the cells alone into a new workbook, and send that."
        raise FileRefused("objects", got="other files are embedded in the workbook", next_step=step)


def read_list(archive: Archive) -> None:
    """Read the workbook's list of sheets. Raises FileRefused."""
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types:
        refuse_contents(["vbaproject"])
    whole, relations = parsed(archive.read("xl/workbook.xml")), parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        each.get("Id", ""): within(each.get("Target", ""))
        for each in relations.iter("{*}Relationship")
        if each.get("Type", "").endswith(SHEET_TYPE) and each.get("TargetMode") != "External"
    }
    found = []
    for sheet in whole.iter("{*}sheet"):
        reference = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        hidden = sheet.get("state", "visible") != "visible"
        if reference in targets:
            found.append(Entry(sheet.get("name", ""), hidden, targets[reference]))
    archive.sheets = tuple(found)
    properties = next(whole.iter("{*}workbookPr"), None)
    archive.since_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")


def within(target: str) -> str:
    """A part's name in the archive, from how the list of sheets points at it."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def parsed(content: bytes) -> Any:
    """A small part of the archive as elements. Raises FileRefused."""
    try:
        return etree.fromstring(content, etree.XMLParser(**CAREFULLY))
    except etree.XMLSyntaxError:
        raise damaged() from None


def refuse_types(content: bytes) -> None:
    """Refuse a part that declares a document type or an entity: no program that makes workbooks does."""
    start = content[:4096]
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused("entities", got="a part of the workbook declares what no workbook does", next_step=BOMB)


def without_value(sheet: bytes) -> set[tuple[int, int]]:
    """The cells, by row and column from nought, that are a formula without its result, or an error."""
    if b"<f" not in sheet and b":f" not in sheet and b't="e"' not in sheet:
        return set()
    found = set()
    for cell in CELL.finditer(sheet):
        attributes, inside = cell[1], cell[2] or b""
        # A formula whose result is text may be empty; any other without a value has never been worked out.
        lost = FORMULA.search(inside) and not VALUE.search(inside) and not TEXT.search(attributes)
        place = PLACE.search(attributes)
        if place and (lost or ERROR.search(attributes)):
            found.add((int(place[2]) - 1, column_of(place[1])))
            if len(found) > MOST_WITHOUT_VALUE:
                got = "the workbook's formulas have no results"
                raise FileRefused("no-value", got=got, next_step=AGAIN)
    return found


def column_of(letters: bytes) -> int:
    """A column's place from nought, from its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def damaged() -> FileRefused:
    """The error for an archive that does not open."""
    got = "the workbook is damaged, or was cut short on its way"
    return FileRefused("damaged", got=got, next_step="Open it in Excel, save it again, and send that.")


def too_large(got: str) -> FileRefused:
    """The error for what is beyond any workbook of this kind."""
    step = "Delete empty rows and columns that were formatted by mistake, and sheets that are not asked for."
    return FileRefused("too-large", got=got, next_step=step)
