"""How near the invented county comes to the published figures, over ten seeds, so that bias is told from chance.

Each seed is lived through at county size and its shapes are taken from the truth; no file is written. The mean and the
spread (the standard deviation between seeds) stand beside the seed that the demonstration and the tests use.
"""

import sys
from collections.abc import Iterable
from datetime import date
from statistics import fmean, stdev
from typing import Any

from _results import keep, machine, table

UNTIL = date(2026, 3, 2)
SEEDS = (2019, 1, 2, 3, 4, 5, 6, 7, 8, 9)
Key = tuple[str, str, str, str]


def lived(seeds: Iterable[int]) -> dict[Key, list[float]]:
    """Every shape of every seed."""
    from homeward.county.achieved import shapes
    from homeward.county.making import simulate

    found: dict[Key, list[float]] = {}
    for seed in seeds:
        world = simulate("county", 36, UNTIL, seed, lambda stage, done, total: None)
        for each in shapes(world):
            if each.achieved is not None:
                found.setdefault((each.of, each.shape, each.target, each.source), []).append(each.achieved)
    return found


def told(number: float) -> str:
    """A figure with as many digits as it bears."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def main() -> int:
    """Live the seeds, keep the shapes, and print the table of docs/reference/county.md."""
    facts, found = machine(), lived(SEEDS)
    shapes: list[dict[str, Any]] = [
        {"of": of, "shape": shape, "aim": aim, "source": source, "seeds": values}
        | {"mean": round(fmean(values), 4), "spread": round(stdev(values), 4)}
        for (of, shape, aim, source), values in found.items()
    ]
    keep("calibration", {"machine": facts, "size": "county", "months": 36, "seeds": SEEDS, "shapes": shapes})
    rows = [
        (each["of"], each["shape"], *(told(value) for value in (each["seeds"][0], each["mean"], each["spread"])))
        + (each["aim"], each["source"])
        for each in shapes
    ]
    table(("of", "shape", f"seed {SEEDS[0]}", "mean of ten", "spread", "aim", "source"), rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
