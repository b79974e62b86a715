"""The quarters one after another: each hidden as its own page hides it, then laid on control charts (¶16).

A chart is made of cells that are already protected, which do not hold what they hide. Its centre and its limits are
therefore a sum that any reader of the table could do, and give nothing back (S-40).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.hiding import part_of, whole_of_children, whole_of_episodes
from homeward.insight.analysis.rules.known import KnownQuarter
from homeward.methods import control_charts
from homeward.methods.control_charts import ControlChart, NotASeries, Rule, Signal
from homeward.methods.disclosure import shares
from homeward.methods.disclosure.cells import NOT_COLLECTED, SUPPRESSED, Cell, State, cell_of
from homeward.methods.disclosure.profile import Profile

RULES = len(Rule)


@dataclass(frozen=True)
class TrendPoint:
    """One quarter's counts as they may be shown. `in_care` is what the looked-after share is of."""

    quarter: Quarter
    children: Cell
    episodes: Cell
    rate: Cell = NOT_COLLECTED
    looked_after: Cell = NOT_COLLECTED
    in_care: Cell = NOT_COLLECTED
    share: Cell = NOT_COLLECTED
    population: int = 0
    complete: bool = True


class Verdict(StrEnum):
    """What a chart says of the quarter it ends with."""

    SPECIAL = "special cause"
    COMMON = "common cause"
    TOO_FEW = "too few points"
    NOT_WHOLE = "not whole"
    NOT_CHARTED = "not charted"


@dataclass(frozen=True)
class Charted:
    """One figure by quarter with its centre, its limits and its signals; no chart where too little is shown."""

    code: str
    quarters: tuple[Quarter, ...]
    cells: tuple[Cell, ...]
    complete: tuple[bool, ...]
    values: tuple[float | None, ...]
    chart: ControlChart | None
    signals: tuple[Signal, ...]

    @property
    def points(self) -> int:
        """How many quarters the centre and the limits come from."""
        return self.chart.points if self.chart else 0

    @property
    def verdict(self) -> Verdict:
        """What may be said of the newest quarter."""
        if not self.quarters or self.chart is None or self.values[-1] is None:
            return Verdict.NOT_CHARTED
        if not self.complete[-1]:
            return Verdict.NOT_WHOLE
        if not self.chart.has_enough:
            return Verdict.TOO_FEW
        return Verdict.SPECIAL if self.newest else Verdict.COMMON

    @property
    def newest(self) -> tuple[Signal, ...]:
        """The signals that the newest quarter is part of."""
        return self.at(len(self.quarters) - 1)

    def at(self, place: int) -> tuple[Signal, ...]:
        """The signals that one quarter is part of."""
        return tuple(signal for signal in self.signals if place in signal.places)


def point(known: KnownQuarter, profile: Profile) -> TrendPoint:
    """One quarter of the trend, hidden as its own page would hide it."""
    if known.children is None or known.episodes is None:
        return TrendPoint(known.quarter, NOT_COLLECTED, NOT_COLLECTED, complete=known.complete)
    children = whole_of_children(known.children, profile)
    some, of = looked_after_cells(known.looked_after, known.children, known.in_care, profile)
    return TrendPoint(
        known.quarter,
        children,
        whole_of_episodes(known.children, known.episodes, profile),
        rate=shares.rate(children, known.population) if known.population else _unrated(children),
        looked_after=some,
        in_care=of,
        share=shares.percentage(some, of, profile),
        population=known.population,
        complete=known.complete,
    )


def _unrated(cell: Cell) -> Cell:
    return SUPPRESSED if cell.state is State.SUPPRESSED else NOT_COLLECTED


def looked_after_cells(looked_after: int, children: int, in_care: int, profile: Profile) -> tuple[Cell, Cell]:
    """Looked-after children reported missing, and those they are a share of, as both may be shown together."""
    if not in_care:
        return NOT_COLLECTED, NOT_COLLECTED
    few = profile.hides(in_care) or profile.hides(in_care - looked_after)
    return part_of(looked_after, children, profile), SUPPRESSED if few else cell_of(in_care)


def charts_of(trend: Sequence[TrendPoint]) -> Mapping[str, Charted]:
    """The control charts: children by rate, episodes on the square-root scale, and looked-after children by share."""
    children = [_count(each.children) if each.population else None for each in trend]
    parts = [_count(each.looked_after) if each.share.is_shown else None for each in trend]
    made = (
        _charted("missing-rate", trend, [each.rate for each in trend], _rates(trend, children)),
        _charted("missing-episodes", trend, [each.episodes for each in trend], _episodes(trend)),
        _charted("looked-after-share", trend, [each.share for each in trend], _shares(trend, parts)),
    )
    return {each.code: each for each in made}


Values = list[float | None]
Made = tuple[Values, ControlChart | None]


def _charted(code: str, trend: Sequence[TrendPoint], cells: list[Cell], made: Made) -> Charted:
    values, chart = made
    return Charted(
        code,
        tuple(each.quarter for each in trend),
        tuple(cells),
        tuple(each.complete for each in trend),
        tuple(values),
        chart,
        control_charts.signals(chart) if chart else (),
    )


def _rates(trend: Sequence[TrendPoint], children: list[int | None]) -> Made:
    values = [
        None if count is None else 1000 * count / each.population for count, each in zip(children, trend, strict=True)
    ]
    used = _whole(trend, children)
    of = [None if count is None else float(each.population) for count, each in zip(used, trend, strict=True)]
    return values, _unless_too_few(lambda: control_charts.u_chart(used, of, per=1000))


def _episodes(trend: Sequence[TrendPoint]) -> Made:
    counts = [_count(each.episodes) for each in trend]
    used: Values = list(_whole(trend, counts))
    return list(counts), _unless_too_few(lambda: control_charts.xmr(used, on_root=True))


def _shares(trend: Sequence[TrendPoint], parts: list[int | None]) -> Made:
    wholes = [_count(each.in_care) if part is not None else None for part, each in zip(parts, trend, strict=True)]
    values = [
        100 * part / whole if part is not None and whole else None for part, whole in zip(parts, wholes, strict=True)
    ]
    used = _whole(trend, parts)
    of = _whole(trend, wholes)
    chart = _unless_too_few(lambda: control_charts.p_chart(used, of))
    return values, chart.times(100) if chart else None


def _count(cell: Cell) -> int | None:
    return None if cell.value is None else int(cell.value)


def _whole(trend: Sequence[TrendPoint], counts: list[int | None]) -> list[int | None]:
    """A quarter that the sources have not reached the end of stands on no chart: it would look like a fall."""
    return [count if each.complete else None for count, each in zip(counts, trend, strict=True)]


def _unless_too_few(made: Callable[[], ControlChart]) -> ControlChart | None:
    try:
        return made()
    except NotASeries:
        return None
