"""The plain values a room's presenter hands to the kit. Words only: none holds markup, a model or a permission."""

from dataclasses import dataclass, field

# The marking of a page that names a child, or speaks of one who could be known.
SENSITIVE = "OFFICIAL-SENSITIVE"
SHORT = 10
LONG = 48


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go. `hidden` is read out after the label, so that ten links named Change can be told apart."""

    label: str
    href: str
    hidden: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in one or two words. The words carry the meaning; the colour only helps the eye."""

    text: str
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list. An empty value prints as Not known, since not known is never the same as no."""

    label: str
    value: str = ""
    lines: tuple[str, ...] = ()
    href: str = ""
    tag: Tag | None = None
    note: str = ""
    actions: tuple[Link, ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column; numbers are set to the right so that they can be compared down the page."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. An empty cell prints as Not known unless it holds a tag alone."""

    text: str = ""
    href: str = ""
    tag: Tag | None = None
    note: str = ""
    hidden: str = ""

    @property
    def is_short(self) -> bool:
        """Whether it stands in one line of the narrowest column: 6 days, 14 years."""
        return len(self.text) <= SHORT and not (self.tag or self.note)

    @property
    def is_long(self) -> bool:
        """Whether it is read as a sentence, which on a phone stands below its column's name and not beside it."""
        return max(len(self.text), len(self.note)) > LONG


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first cell names its row. The caption says what is counted, over which days and from where."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = ""
    hide_caption: bool = False

    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Each row with its columns beside its cells, so that a phone can name a cell whose head it cannot show."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, as a source told it.

    `when` is the date in words with its precision ("14 March 2026", "about March 2026"); `machine_date` is the same
    for machines and may be empty. `source` names who said so and when it was received.
    """

    when: str
    title: str
    source: str
    machine_date: str = ""
    precision: str = ""
    text: str = ""
    href: str = ""
    kind: Tag | None = None
    tags: tuple[Tag, ...] = ()
    facts: tuple[Row, ...] = ()
    synthetic: bool = False
    anchor: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FindCard:
    """What a person on duty may see of a child before a call or a referral opens the record, and no more."""

    name: str
    href: str = ""
    age: str = ""
    district: str = ""
    team: str = ""
    communication: str = ""
    tags: tuple[Tag, ...] = ()
    action: str = "Open the record"
    why: str = ""
    reasons: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """The head of one child's record: enough to be sure it is the right child."""

    name: str
    facts: tuple[Row, ...] = ()
    tags: tuple[Tag, ...] = ()
    also_known_as: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a page was made, and what it asks to learn whether it has changed. `token` tells nothing of a child."""

    address: str
    token: str
    page: str
    made: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Todo:
    """Something a named person must do, and by when."""

    title: str
    href: str = ""
    hint: str = ""
    due: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of background work has got. `total` of nothing means that it is not known yet."""

    title: str
    done: int = 0
    total: int = 0
    unit: str = "rows"
    state: str = "running"
    note: str = ""
    again_href: str = ""
    anchor: str = "progress"

    @property
    def words(self) -> str:
        """How much is done, of how much: 3,200 of 12,450 rows."""
        if not self.total:
            if not self.is_running:
                return ""
            return f"{self.done:,} {self.unit} so far" if self.done else f"Counting {self.unit}"
        return f"{self.done:,} of {self.total:,} {self.unit}"

    @property
    def is_running(self) -> bool:
        """Whether there is more to wait for."""
        return self.state in ("waiting", "running")

    @property
    def state_tag(self) -> Tag:
        """The state in words."""
        return {
            "waiting": Tag("Waiting to start", "grey"),
            "running": Tag("Running", "blue"),
            "done": Tag("Finished", "green"),
            "stopped": Tag("Stopped", "yellow"),
            "failed": Tag("Failed", "red"),
        }[self.state]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, what it counts, and where its definition is kept.

    `value` is text, since a hidden small number is a figure too ("Hidden: 5 or fewer").
    """

    value: str
    label: str
    note: str = ""
    definition_href: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart with the words and the table that say the same, for whoever cannot see it.

    `src` is empty until it has been drawn, and its table then stands open. `narrow` is the drawing for a phone.
    """

    title: str
    src: str
    description: str
    table: Table
    source: str = ""
    width: int = 720
    height: int = 360
    narrow: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer two people gave differently."""

    label: str
    mine: str
    theirs: str

    @property
    def is_same(self) -> bool:
        """Whether both gave the same answer."""
        return self.mine == self.theirs


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed one record: what each wrote, and what may be done about it.

    `resend` holds the names and values of the second person's form, so that nothing typed is lost.
    """

    what: str
    saved_by: str
    saved_at: str
    differences: tuple[Difference, ...]
    action: str
    keep_theirs_href: str
    resend: tuple[tuple[str, str], ...] = field(default=(), repr=False)
