"""Our year beside the published year of others, and the sentence that says whether we differ from them.

A share is set beside England's, the region's and the statistical neighbours', never ranked. It is called different only
where it lies outside what authorities ordinarily differ by: a simple funnel called 33 of 149 authorities strange in
2024, and five were (analysis reference, finding 3; ¶16, ¶22).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from homeward.foundation.collection_years import CollectionYear
from homeward.insight.analysis.rules.own_year import FiveCells
from homeward.insight.analysis.rules.tables import SYMBOLS, Grid, Slot
from homeward.methods.disclosure.cells import Cell, State
from homeward.methods.disclosure.profile import Profile
from homeward.methods.funnel import LEAST_AREAS, Funnel, NotAFunnel, funnel
from homeward.methods.rates import proportion, ratio_of_proportions

COLUMNS = ("Area", "Share", "Missing", "Looked after", "More than once", "Episodes", "Episodes a child")
NO_RELEASE, NO_CODE, NO_AREA = "no-release", "no-code", "no-area"
DIFFER = (
    "Ours as counted is what the return says as this hub holds it now. Ours as published is what the department held "
    "when that release closed. Corrections sent since, and one absence told twice and joined here, are the usual "
    "reasons why the two differ. Children looked after under a series of short breaks alone are left out of both."
)
FURTHER = "z: not applicable. k: more than nought, but rounds to it."
INVENTED = "Every area and every figure in it is invented."
LICENSED = (
    "Department for Education. Contains public sector information licensed under the Open Government Licence v3.0."
)
ROUNDING = "The department rounds England and the regions to the nearest 10, and leaves authorities unrounded."
BRACKETS = "In brackets, the 95% interval (Wilson)."


@dataclass(frozen=True)
class Area:
    """One area's year as it is shown: its name, a word on what it is, and its five figures."""

    name: str
    note: str
    figures: FiveCells


@dataclass(frozen=True)
class Others:
    """What one release says of one year: England, our region, ourselves, our neighbours in order, and every authority.

    `authorities` holds children missing and children looked after of each authority that shows both, by its code.
    """

    release: str
    year: int
    invented: bool = False
    nation: Area | None = None
    region: Area | None = None
    ours: Area | None = None
    neighbours: Sequence[Area] = ()
    neighbours_release: str = ""
    authorities: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Comparison:
    """The comparison as everybody who works on aggregates may see it; `empty` says why there is none."""

    wanted: CollectionYear
    year: CollectionYear
    grid: Grid | None = None
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    release: str = ""
    empty: str = ""
    funnel: Funnel | None = None
    authorities: tuple[tuple[int, int], ...] = field(default=(), repr=False)


def last_whole_year(last: CollectionYear, others: int | None) -> CollectionYear:
    """The last year that had ended, or an earlier one where no release has come so far."""
    return last if others is None or others >= last.ending else CollectionYear(others)


def nothing_beside(wanted: CollectionYear, why: str) -> Comparison:
    """No comparison, and why."""
    return Comparison(wanted, wanted, empty=why)


def compared(wanted: CollectionYear, counted: Area, others: Others, profile: Profile) -> Comparison:
    """Our year beside others', in one table and a few sentences."""
    year = CollectionYear(others.year)
    every = list(others.authorities.values())
    measured = funnel_of(every)
    return Comparison(
        wanted=wanted,
        year=year,
        grid=grid_of(year, counted, others, profile),
        sentences=tuple(filter(None, sentences(wanted, counted, others, measured))),
        notes=(*released(others), ROUNDING, DIFFER),
        release=others.release,
        empty="" if others.ours else NO_AREA,
        funnel=measured,
        authorities=tuple(every),
    )


def funnel_of(every: Sequence[tuple[int, int]]) -> Funnel | None:
    """How far authorities ordinarily differ, where there are enough of them to say."""
    try:
        return funnel(every)
    except NotAFunnel:
        return None


def grid_of(year: CollectionYear, counted: Area, others: Others, profile: Profile) -> Grid:
    """The table: ours as counted, ours as published, neighbours closest first, the region, England."""
    areas = [counted, others.ours, *others.neighbours, others.region, others.nation]
    return Grid(
        caption=f"Looked-after children reported missing, {year}, beside published figures",
        columns=COLUMNS,
        numeric=frozenset(COLUMNS[1:]),
        rows=tuple(row_of(each, profile) for each in areas if each),
        note=f"{SYMBOLS} {FURTHER} {BRACKETS}",
    )


def released(others: Others) -> list[str]:
    """Which releases the table shows. Two are never mixed, since they differ about the same year."""
    model = f" Statistical neighbours: {others.neighbours_release}." if others.neighbours_release else ""
    whose = INVENTED if others.invented else LICENSED
    return [f"Published figures: {others.release}.{model} {whose}"]


def row_of(area: Area, profile: Profile) -> tuple[Slot, ...]:
    """One area's row."""
    found = area.figures
    return (
        Slot(area.name, note=area.note),
        share_of(found, profile),
        Slot(str(found.missing)),
        Slot(str(found.looked_after)),
        Slot(str(found.more_than_once)),
        Slot(str(found.episodes)),
        Slot(f"{found.mean.value:,.1f}" if found.mean.value else str(found.mean)),
    )


def share_of(found: FiveCells, profile: Profile) -> Slot:
    """The share of looked-after children who were missing, with its interval, or the symbol of what hides it."""
    pair = counts_of(found)
    if pair is None:
        return Slot(str(found.missing if not found.missing.is_shown else found.looked_after))
    if pair[1] < profile.least_denominator:
        return Slot("c")
    share = proportion(*pair).times(100)
    return Slot(f"{share.value:.1f}%", note=f"({share.low:.1f} to {share.high:.1f})")


def counts_of(found: FiveCells) -> tuple[int, int] | None:
    """Children missing and children looked after, where both are shown and can be a part and its whole."""
    missing, whole = found.missing.value, found.looked_after.value
    if missing is None or not whole or is_rounded_away(found.missing) or missing > whole:
        return None
    return int(missing), int(whole)


def is_rounded_away(cell: Cell) -> bool:
    """More than nought, and printed as nought."""
    return cell.state is State.NUMBER and cell.value == 0


def sentences(wanted: CollectionYear, counted: Area, others: Others, measured: Funnel | None) -> list[str]:
    """What the comparison lets a paper say."""
    said = [older(wanted, others)]
    ours, whose = (others.ours, "as published") if others.ours else (None, "")
    pair = counts_of(ours.figures) if ours else None
    if pair is None:
        ours, whose, pair = counted, "as counted by this hub", counts_of(counted.figures)
    if pair is None or ours is None:
        return [*said, f"The share for {counted.name} is hidden or not collected, so it is not compared."]
    return [*said, placed(counted.name, whose, pair, others, measured), ratio(counted.name, whose, pair, others.nation)]


def older(wanted: CollectionYear, others: Others) -> str:
    """That no release has come so far as the last whole year."""
    if others.year == wanted.ending:
        return ""
    return (
        f"No release that is loaded tells of {wanted}. The newest year it tells of is compared: "
        f"{CollectionYear(others.year)}."
    )


def placed(name: str, whose: str, pair: tuple[int, int], others: Others, measured: Funnel | None) -> str:
    """Whether our share is ordinary among authorities, after allowing for how far they differ from each other."""
    every = others.authorities.values()
    if measured is None:
        return (
            f"The release shows {len(every)} authorities, and it takes {LEAST_AREAS} to say how far they ordinarily "
            "differ. Nothing is said of where this share lies among them."
        )
    z = measured.adjusted(*pair)
    simple = sum(abs(measured.by_chance_alone(*each)) > 3 for each in every)
    after = sum(measured.is_outside(*each) for each in every)
    spread = (
        f"Authorities spread {measured.phi:.1f} times as much as chance alone would make them: {simple} of "
        f"{measured.areas} lie outside a simple funnel, and {after} after allowing for that."
    )
    if not measured.is_outside(*pair):
        return (
            f"The share for {name}, {whose}, is ordinary among {measured.areas} authorities: {abs(z):.1f} standard "
            f"deviations {'below' if z < 0 else 'above'} the middle. {spread}"
        )
    side, reason = ("above", "more children missing, or more of it recorded") if z > 0 else LOW
    return (
        f"The share for {name}, {whose}, lies outside where authorities ordinarily lie: {abs(z):.1f} standard "
        f"deviations {side} the middle of {measured.areas}. It may be {reason}. {spread}"
    )


LOW = ("below", "fewer children missing, or less of it recorded")


def ratio(name: str, whose: str, pair: tuple[int, int], nation: Area | None) -> str:
    """How many times the nation's share ours is, with an interval that knows of chance alone."""
    theirs = counts_of(nation.figures) if nation else None
    if nation is None or theirs is None:
        return "The release shows no national share to compare with."
    found = ratio_of_proportions(*pair, *theirs)
    if found.value is None or found.low is None or found.high is None:
        return f"No ratio to {nation.name} can be given."
    return (
        f"The share for {name}, {whose}, is {found.value:.2f} times that of {nation.name} (95% interval "
        f"{found.low:.2f} to {found.high:.2f}). That interval knows of chance alone, "
        "and not of how far authorities ordinarily differ."
    )
