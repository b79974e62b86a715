"""What goes wrong when a child is written down, each kind of mistake at its own rate (linkage reference, section 9).

An agency's own multiplier makes all of them likelier or rarer. The rates are assumptions: no real error profile of many
agencies is public.
"""

from datetime import date, timedelta

from homeward.county.chance import Stream
from homeward.county.misspelling import AS_IT_SOUNDS
from homeward.foundation.names import comparable_name
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.name_aliases import alias_groups
from homeward.vocabulary.shapes import NameEntry

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NICKNAME, SLIP, HEARD, MIDDLE_FIRST, EXCHANGED, HALF = 0.12, 0.03, 0.015, 0.01, 0.006, 0.35
SLIPS = {"replaced": 0.42, "dropped": 0.25, "doubled": 0.13, "exchanged": 0.20}
BIRTH = {"day-and-month": 0.008, "year": 0.012, "days": 0.010, "new-year": 0.004}
POSTCODE_SLIP, NUMBER_SLIP, SEX_WRONG = 0.015, 0.003, 0.002


def other_form(name: str, draw: Stream) -> str:
    """A nickname or another spelling of the name, where the vocabulary has one."""
    forms = _forms().get(comparable_name(name), ())
    return draw.one_of(forms).title() if forms else name


def _forms() -> dict[str, tuple[str, ...]]:
    if not _FORMS:
        for entry in load_whole("name_aliases").entries:
            if isinstance(entry, NameEntry) and entry.of == "forename":
                _FORMS[entry.code] = entry.forms
        for name, heads in alias_groups("forename").items():
            _FORMS.setdefault(name, tuple(sorted(heads)))
    return _FORMS


_FORMS: dict[str, tuple[str, ...]] = {}


def slipped(name: str, draw: Stream) -> str:
    """One slip of the hand, never of the first letter."""
    if len(name) < 3:
        return name
    at = 1 + draw.below(len(name) - 2)
    kind = draw.by_share(SLIPS)
    if kind == "replaced":
        return name[:at] + draw.one_of(LETTERS) + name[at + 1 :]
    if kind == "dropped":
        return name[:at] + name[at + 1 :]
    if kind == "doubled":
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def heard(name: str, draw: Stream) -> str:
    """The name as somebody writes it who only heard it."""
    fits = [pair for pair in AS_IT_SOUNDS if name.find(pair[0], 1) > 0]
    if not fits:
        return name
    letters, written = draw.one_of(fits)
    at = name.find(letters, 1)
    return name[:at] + written + name[at + len(letters) :]


def birth_date(born: date, rate: float, draw: Stream) -> date:
    """The birth date as it was written."""
    chance = draw.unit()
    for kind, share in BIRTH.items():
        chance -= share * rate
        if chance < 0:
            return _other_date(born, kind, draw)
    return born


def _other_date(born: date, kind: str, draw: Stream) -> date:
    if kind == "day-and-month":
        return date(born.year, born.day, born.month) if born.day <= 12 else born
    if kind == "year":
        return born.replace(year=born.year + (1 if draw.happens(0.5) else -1), day=min(born.day, 28))
    if kind == "days":
        return born + timedelta(days=draw.one_of((-30, -10, -1, 1, 10, 30)))
    return born.replace(month=1, day=1)


def number(value: str, draw: Stream) -> str:
    """A number with one figure wrong, once in a while: real ones are."""
    if not value or not draw.happens(NUMBER_SLIP):
        return value
    at = 3 + draw.below(len(value) - 4)
    return f"{value[:at]}{draw.below(10)}{value[at + 1 :]}"
