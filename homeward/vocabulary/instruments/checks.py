"""What a definition must hold beyond its shape: every name it uses is defined once, and every answer leads to one band.

Each check yields what is wrong and where in the file, so that the loader can say the line. The first one found is told.
"""

from collections.abc import Callable, Iterable, Iterator

from homeward.vocabulary.indicators import indicator_codes
from homeward.vocabulary.instruments.band_checks import bands_in_order
from homeward.vocabulary.instruments.faults import Fault, Path
from homeward.vocabulary.instruments.scale_checks import scales_make_sense
from homeward.vocabulary.instruments.scales import WindowsScale, at_least
from homeward.vocabulary.instruments.shapes import JUDGEMENT, Instrument, Item, When
from homeward.vocabulary.loader import load_whole


def first_fault(instrument: Instrument) -> Fault | None:
    """The first thing wrong with a definition, or None."""
    return next((fault for check in CHECKS for fault in check(instrument)), None)


def codes_stand_once(instrument: Instrument) -> Iterator[Fault]:
    """No code stands twice among things of one kind, and an earlier code of an item is not in use beside it."""
    kinds = {
        "scales": [scale.code for scale in instrument.scales],
        "groups": [group.code for group in instrument.groups],
        "bands": [band.code for band in instrument.bands],
        "overrides": [override.code for override in instrument.overrides],
    }
    for kind, codes in kinds.items():
        yield from _twice(((kind, index, "code"), code) for index, code in enumerate(codes))
    items = [(where, item) for where, item in placed_items(instrument)]
    earlier = [((*where, "was", index), was) for where, item in items for index, was in enumerate(item.was)]
    yield from _twice([*(((*where, "code"), item.code) for where, item in items), *earlier])
    for where, item in items:
        if item.code == JUDGEMENT:
            yield Fault((*where, "code"), f"the code {JUDGEMENT} is kept for the assessor's own score")


def items_name_what_is_there(instrument: Instrument) -> Iterator[Fault]:
    """Every item's scale is defined, and every indicator it rests on is in the catalogue."""
    for where, item in placed_items(instrument):
        yield from _scale_is_there(instrument, (*where, "scale"), item.scale)
        for index, code in enumerate(item.indicators):
            if code not in indicator_codes():
                yield Fault(
                    (*where, "indicators", index), f"unknown indicator {code}: it is in no list of the catalogue"
                )
    if instrument.judgement:
        yield from _scale_is_there(instrument, ("judgement", "scale"), instrument.judgement.scale)


def the_judgement_is_a_score(instrument: Instrument) -> Iterator[Fault]:
    """An assessor's own score is part of a total, and so of a method that has one."""
    if instrument.judgement and instrument.method != "sum":
        yield Fault(
            ("judgement",), f"a judgement with a score of its own in an instrument of the method {instrument.method}"
        )
    if instrument.judgement and isinstance(instrument.scale.get(instrument.judgement.scale), WindowsScale):
        yield Fault(("judgement", "scale"), "a judgement is a number or a choice, and was not seen on a day")


def levels_are_given(instrument: Instrument) -> Iterator[Fault]:
    """Where the method goes by levels, every yes has one: the item's, or the answer's."""
    if instrument.method not in ("counts", "highest"):
        return
    for where, item in placed_items(instrument):
        if not (item.level or item.protective or _answers_have_levels(instrument, item)):
            yield Fault(where, f"the item {item.code} has no level, nor has every yes of its scale")


def forms_and_sources_are_on_file(instrument: Instrument) -> Iterator[Fault]:
    """Every form of exploitation and every source named is in its list."""
    forms, sources = load_whole("exploitation_forms"), load_whole("exploitation_sources")
    for index, form in enumerate(instrument.forms):
        if form not in forms:
            yield Fault(("forms", index), f"unknown form of exploitation {form}")
    for index, cited in enumerate(instrument.sources):
        if cited.source not in sources:
            yield Fault(("sources", index, "source"), f"unknown source {cited.source}")


def overrides_name_what_is_there(instrument: Instrument) -> Iterator[Fault]:
    """Every item, group, window and band that an override names is there, and it can come about and raise a band."""
    for index, override in enumerate(instrument.overrides):
        where: Path = ("overrides", index)
        if override.to not in instrument.ranks:
            yield Fault((*where, "to"), f"unknown band {override.to}")
        elif instrument.ranks[override.to] == 0:
            yield Fault((*where, "to"), f"the band {override.to} is the lowest, which no override can raise to")
        yield from _when_makes_sense(instrument, (*where, "when"), override.when)


def matching(instrument: Instrument, when: When) -> tuple[Item, ...]:
    """The items that an override looks at: those it names, by themselves or by group, or all; that can be so grave."""
    named = bool(when.items or when.groups)
    return tuple(
        item
        for item in instrument.items.values()
        if not item.protective
        and (not named or item.code in when.items or instrument.group_of[item.code] in when.groups)
        and (when.level is None or at_least(instrument.highest_level(item), when.level))
    )


def placed_items(instrument: Instrument) -> Iterator[tuple[Path, Item]]:
    """Every item with its place in the file."""
    for at, group in enumerate(instrument.groups):
        for index, item in enumerate(group.items):
            yield ("groups", at, "items", index), item


def _when_makes_sense(instrument: Instrument, where: Path, when: When) -> Iterator[Fault]:
    yield from _items_are_there(instrument, where, when)
    for index, code in enumerate(when.groups):
        if code not in set(instrument.group_of.values()):
            yield Fault((*where, "groups", index), f"a rule names the group {code}, which is missing")
    if when.age_under and instrument.about != "child":
        yield Fault((*where, "age_under"), f"an age in an instrument about a {instrument.about}")
    if when.within:
        yield from _window_is_there(instrument, (*where, "within"), when)
    if not (when.items or when.groups or when.level):
        yield Fault(where, "a rule that names no item, no group and no level")
    elif len(matching(instrument, when)) < when.at_least:
        yield Fault((*where, "at_least"), f"at least {when.at_least} of {len(matching(instrument, when))} items")


def _items_are_there(instrument: Instrument, where: Path, when: When) -> Iterator[Fault]:
    for key, codes in (("items", when.items), ("also", when.also)):
        for index, code in enumerate(codes):
            if code not in instrument.items:
                yield Fault((*where, key, index), f"a rule names the item {code}, which is missing")
            elif instrument.items[code].protective:
                yield Fault((*where, key, index), f"a rule names the item {code}, which protects and raises no band")


def _window_is_there(instrument: Instrument, where: Path, when: When) -> Iterator[Fault]:
    for item in matching(instrument, when):
        scale = instrument.scale.get(item.scale)
        if isinstance(scale, WindowsScale) and when.within in {window.code for window in scale.windows}:
            continue
        if when.items or when.groups:
            yield Fault(where, f"the item {item.code} has no window {when.within}")


def _answers_have_levels(instrument: Instrument, item: Item) -> bool:
    scale = instrument.scale.get(item.scale)
    if isinstance(scale, WindowsScale):
        return all(window.level for window in scale.windows)
    return scale is None or all(choice.level for choice in scale.answers if choice.means == "yes")


def _scale_is_there(instrument: Instrument, where: Path, code: str) -> Iterator[Fault]:
    if code not in instrument.scale:
        yield Fault(where, f"unknown scale {code}")


def _twice(placed: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for where, code in placed:
        if code in seen:
            yield Fault(where, f"the code {code} stands twice")
        seen.add(code)


CHECKS: tuple[Callable[[Instrument], Iterable[Fault]], ...] = (
    codes_stand_once,
    scales_make_sense,
    items_name_what_is_there,
    the_judgement_is_a_score,
    levels_are_given,
    forms_and_sources_are_on_file,
    bands_in_order,
    overrides_name_what_is_there,
)
