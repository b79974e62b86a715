"""The hub's own count of a quarter, in the shape in which the truth tells what the files carry."""

from typing import Any


def told(tally: Any) -> dict[str, Any]:
    """One quarter's children and episodes, by sex and age band, before anything is hidden."""
    cells = [
        {"age_band": band, "sex": sex, "children": children, "episodes": tally.episodes[band, sex]}
        for (band, sex), children in tally.children.items()
        if children
    ]
    ordered = sorted(cells, key=lambda cell: (cell["sex"], cell["age_band"]))
    return {"children": tally.all_children, "episodes": tally.all_episodes, "cells": ordered}
