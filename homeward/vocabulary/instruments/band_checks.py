"""What bands must hold: together they take in every score that answers can come to, and each score falls into one."""

from collections.abc import Iterator

from homeward.vocabulary.instruments.faults import Fault, Path
from homeward.vocabulary.instruments.scales import LEVELS
from homeward.vocabulary.instruments.shapes import Band, Counts, Instrument


def bands_in_order(instrument: Instrument) -> Iterator[Fault]:
    """The bands of an instrument, by the rules of its method, and each one's interval of review."""
    yield from _of_another_method(instrument)
    if instrument.method in ("sum", "evidence"):
        yield from _totals(instrument)
    elif instrument.method == "counts":
        yield from _counts(instrument.bands)
    else:
        yield from _levels(instrument.bands)
    for index, band in enumerate(instrument.bands):
        if band.review and len(band.review.model_fields_set) != 1:
            yield Fault(
                ("bands", index, "review"), "an interval in days, in weeks or in months, and in one of them alone"
            )


def _of_another_method(instrument: Instrument) -> Iterator[Fault]:
    wanted = {"sum": {"least", "most"}, "evidence": {"least", "most"}, "counts": {"any_of"}, "highest": {"level"}}
    for index, band in enumerate(instrument.bands):
        for key in ("least", "most", "any_of", "level"):
            if key in band.model_fields_set and key not in wanted[instrument.method]:
                yield Fault(("bands", index, key), f"{key} in a band of the method {instrument.method}")


def _totals(instrument: Instrument) -> Iterator[Fault]:
    bands, expected = instrument.bands, 0
    for index, band in enumerate(bands):
        where: Path = ("bands", index)
        least = band.least
        if least is None:
            yield Fault(where, f"the band {band.code} has no least score")
            return
        if least < expected:
            yield Fault((*where, "least"), f"the band {band.code} begins at {least} and overlaps the one before it")
        if least > expected:
            yield Fault((*where, "least"), f"no band covers {_span(expected, least - 1)}: a gap before {band.code}")
        yield from _ends(instrument, index, band, least)
        expected = (instrument.most if band.most is None else band.most) + 1


def _ends(instrument: Instrument, index: int, band: Band, least: int) -> Iterator[Fault]:
    where: Path = ("bands", index)
    is_last = index == len(instrument.bands) - 1
    if least > instrument.most:
        yield Fault((*where, "least"), f"no score reaches the band {band.code}: the most is {instrument.most}")
    if band.most is None and not is_last:
        yield Fault(where, f"the band {band.code} has no most and is not the last")
    if band.most is not None and band.most < least:
        yield Fault((*where, "most"), f"the band {band.code} ends before it begins")
    if is_last and band.most is not None and band.most < instrument.most:
        yield Fault((*where, "most"), f"no band covers {_span(band.most + 1, instrument.most)}")


def _counts(bands: tuple[Band, ...]) -> Iterator[Fault]:
    if bands[0].any_of:
        yield Fault(("bands", 0, "any_of"), "the lowest band takes whatever is left and waits for nothing")
    for index, band in enumerate(bands[1:], start=1):
        if not band.any_of:
            yield Fault(("bands", index), f"the band {band.code} says for no counts when it holds")
        for at, counts in enumerate(band.any_of):
            if counts == Counts():
                yield Fault(("bands", index, "any_of", at), f"no count at all brings {band.code}, and so every answer")


def _levels(bands: tuple[Band, ...]) -> Iterator[Fault]:
    if bands[0].level:
        yield Fault(("bands", 0, "level"), "the lowest band is for no indicator at all and has no level")
    given = [band.level for band in bands[1:]]
    for index, level in enumerate(given, start=1):
        if level is None:
            yield Fault(("bands", index), f"the band {bands[index].code} has no level")
    known = [LEVELS.index(level) for level in given if level]
    for index in range(1, len(known)):
        if known[index] <= known[index - 1]:
            yield Fault(
                ("bands", index + 1, "level"), "the levels of the bands do not rise from the lowest to the highest"
            )
    if known and len(known) == len(given) and known[0] != 0:
        yield Fault(("bands", 1, "level"), "no band covers an indicator of a lower level")


def _span(least: int, most: int) -> str:
    return f"the score {least}" if least == most else f"the scores {least} to {most}"
