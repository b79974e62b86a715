"""How well the hub tells children apart, and how the work is shared, in the shapes that the kit prints."""

from collections.abc import Mapping, Sequence

from homeward.design.values import Cell, Column, Figure, Row, Table
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.london import london_day
from homeward.methods.rates import Estimate
from homeward.register.linkage.queries.quality import Card, Quality, Reader

FEW = 100  # pairs read: fewer than this say little, and the page says so
# Landis and Koch 1977, Biometrics 33: a custom, and never a test of anything.
KAPPA_IN_WORDS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))


def percent(share: float | None) -> str:
    """A share as a percentage with one figure after the point; whole where it is all or nothing."""
    if share is None:
        return "Not known yet"
    return f"{share:.0%}" if share in (0, 1) else f"{100 * share:.1f}%"


def interval_in_words(estimate: Estimate, *, share: bool = True) -> str:
    """Between what and what a figure is likely to lie."""
    if estimate.low is None or estimate.high is None:
        return ""
    if not share:
        return f"likely between {estimate.low:.2f} and {estimate.high:.2f}".replace("-", "−")
    return f"likely between {percent(estimate.low)} and {percent(estimate.high)}"


def figures_of(quality: Quality) -> tuple[Figure, ...]:
    """Precision and recall, each in words that say what it counts."""
    return (
        Figure(
            percent(quality.precision.value),
            "Of the pairs that are joined, are of one child",
            note=_note(quality.precision, "Precision"),
        ),
        Figure(
            percent(quality.recall.value),
            "Of the compared pairs that are of one child, are joined",
            note=_note(quality.recall, "Recall"),
        ),
    )


def _note(estimate: Estimate, name: str) -> str:
    if estimate.value is None:
        return f"{name}. It can be told once pairs of every band have been read."
    return f"{name}, {interval_in_words(estimate)}"


def caveat_of(quality: Quality) -> str:
    """How many pairs were read, and how much that tells."""
    told = f"{quality.read} of the {quality.drawn} pairs drawn have been read and told apart."
    if quality.unsure:
        told += f" {counted(quality.unsure, 'pair')} could not be told, and count neither way."
    return f"{told} That is few: read the intervals, and not the figures alone." if quality.read < FEW else told


def bands_table(quality: Quality) -> Table:
    """What each band of evidence held, and what was found in it."""
    rows = tuple(
        (
            Cell(f"{'Joined' if band.joined else 'Left apart'}, evidence {band.name}"),
            Cell(f"{band.size:,}"),
            Cell(f"{band.drawn:,}"),
            Cell(f"{band.read:,}"),
            Cell(f"{band.same:,}" if band.read else "None read"),
        )
        for band in quality.bands
        if band.size
    )
    columns = (
        Column("Pairs"),
        Column("In all", numeric=True),
        Column("Drawn", numeric=True),
        Column("Read", numeric=True),
        Column("Of one child", numeric=True),
    )
    sample = quality.sample
    drawn = f"Drawn on {day_in_words(london_day(sample.at))} of pairs scored by model {sample.model.version}."
    return Table(
        "The sample, by band of evidence",
        columns,
        rows,
        note=f"{drawn} Children under a shield are left out. Pairs that were never compared are in no band.",
        empty="The sample is empty.",
    )


def agreement_in_words(quality: Quality) -> str:
    """How far two readers of the same pairs agree, beyond what chance would give."""
    found = quality.agreement
    if not found.questions:
        return "No pair has been read by two people yet."
    pairs, part = counted(found.questions, "pair"), percent(found.share.value)
    share = f"Two people read {pairs} and agreed on {found.agreed} ({part})."
    if found.kappa.value is None:
        return f"{share} Both gave one answer throughout, so nothing can be said about chance."
    words = next((words for least, words in KAPPA_IN_WORDS if found.kappa.value >= least), "worse than chance")
    kappa = f"{found.kappa.value:.2f}".replace("-", "−")
    return (
        f"{share} Cohen’s kappa is {kappa}, {interval_in_words(found.kappa, share=False)}: {words}, by custom. "
        "0 is what chance gives, and 1 is always."
    )


def workload_table(readers: Sequence[Reader]) -> Table:
    """What each reviewer has judged in the last thirty days."""
    rows = tuple(
        (
            Cell(each.name),
            Cell(f"{each.judged:,}"),
            Cell(f"{each.same:,}"),
            Cell(f"{each.not_same:,}"),
            Cell(f"{each.unsure:,}"),
            Cell(f"{each.taken_back:,}"),
        )
        for each in readers
    )
    heads = ("Judged", "One child", "Different", "Not sure", "Taken back")
    return Table(
        "Judgements in the last 30 days",
        (Column("Reviewer"), *(Column(each, numeric=True) for each in heads)),
        rows,
        note="It shows how the work is shared, and not how well anybody does it.",
        empty="Nobody has judged a pair in the last 30 days.",
    )


def card_rows(card: Card) -> tuple[Row, ...]:
    """What the model in use is, and from how much evidence it asks and joins."""
    trained = card.trained
    on = str(trained.get("on", ""))
    if on and "profiles" in trained and "children" in trained:
        on = f"{on}: {int(trained['profiles']):,} profiles of {int(trained['children']):,} children"
    limits = [
        (words, f"From {float(card.thresholds[name]):g}")
        for name, words in (("possible", "A person is asked"), ("join", "Joined without a person"))
        if name in card.thresholds
    ]
    rows = (
        Row("Version", card.version),
        Row("In use since", day_in_words(london_day(card.since)) if card.since else ""),
        Row("Trained on", on),
        *(Row(words, value) for words, value in limits),
    )
    return tuple(row for row in rows if row.value)


def origins_table(card: Card) -> Table | None:
    """How the model does by origin of name, as its card says: a linkage that fails some names hides those children."""
    told = card.measured.get("by origin of name")
    if not isinstance(told, Mapping) or not told:
        return None
    rows = tuple(
        (
            Cell(origin.replace("-", " ").title()),
            Cell(f"{int(each.get('children', 0)):,}"),
            Cell(percent(each.get("precision"))),
            Cell(percent(each.get("recall"))),
        )
        for origin, each in sorted(told.items())
    )
    heads = (Column("Origin of name"), *(Column(each, numeric=True) for each in ("Children", "Precision", "Recall")))
    return Table(
        "The model on invented children, by origin of name",
        heads,
        rows,
        note="Measured when it was trained, on invented records: it ranks models, and is not what happens here.",
    )
