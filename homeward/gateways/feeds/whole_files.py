"""How a mapping tells of the one file that may hold every part: an XML file's elements, or a workbook's sheets."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, strict=True)]


class Shape(BaseModel):
    """Anything in a mapping: what it does not name is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Records(Shape):
    """Where a part's records stand in an XML file, as paths of element names below the element about one child.

    `at` lists the places a record may have; `title` is what one record is called. `elements` says how a column is
    called where the name differs, `above` which columns stand once for all of a child's records, and where, and
    `beside` which stand in the element that holds the record. `many` names the columns that take every element of a
    path, parted by semicolons. `how_many` names those that say how many elements of a path, not empty, stand in the
    element that holds the record, whatever becomes of each.
    """

    at: tuple[Text, ...] = Field(min_length=1)
    title: Text
    elements: dict[str, str] = Field(default_factory=dict)
    above: dict[str, str] = Field(default_factory=dict)
    beside: dict[str, str] = Field(default_factory=dict)
    many: dict[str, str] = Field(default_factory=dict)
    how_many: dict[str, str] = Field(default_factory=dict)

    def element(self, column: str) -> str:
        """What a column is called inside a record."""
        return self.elements.get(column, column)


class XmlHeader(Shape):
    """What the head of an XML file says of the whole: as at which day it was made, which decides its collection year.

    `day` and `year` are paths below the root. `says` holds what must stand at a path, or it is another return.
    """

    day: Text
    year: str = ""
    says: dict[str, str] = Field(default_factory=dict)


class Layout(Shape):
    """An element by which the year of a file's layout is known: the years ending in which it came in, and went out."""

    element: Text
    since: int | None = None
    until: int | None = None


class Xml(Shape):
    """The one XML file that may come in place of all the parts; `alone` where the feed comes in no other form.

    `code` is the name it is kept under. `child` is the path below `root` of the element about one child, and `words`
    how a message calls it. `head` lists other paths that stand before the first child. `schemas` says that the operator
    may hold schemas to check it by.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
    file: Text
    title: Text
    root: Text
    child: Text
    words: Text
    alone: bool = False
    header: XmlHeader | None = None
    head: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    schemas: bool = False


class Json(Shape):
    """The one JSON document that the feed comes as. `code` is the name it is kept under.

    What stands in it is told by the feed's own rule, `rows(document)`: each standard nests its things its own way.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
    file: Text
    title: Text


class Workbook(Shape):
    """The one workbook that the feed comes as, with a sheet to each part. `code` is the name it is kept under.

    `never` says of which sheets, by their names as patterns, not a byte is read, and why.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
    file: Text
    title: Text
    never: tuple["NeverOpened", ...] = ()


class NeverOpened(Shape):
    """Sheets that are known and are never opened."""

    title: Text
    why: Text
    named: tuple[Text, ...] = Field(min_length=1)


class Sheet(Shape):
    """A part's sheet: how it may be called, as patterns of its levelled name.

    `latest_of` names columns, and `told_on` the column that every row is given: the latest day in those of any row,
    not after the day the file was received. Of which day a list is, no cell of it says.
    """

    named: tuple[Text, ...] = Field(min_length=1)
    latest_of: tuple[Text, ...] = ()
    told_on: str = ""
