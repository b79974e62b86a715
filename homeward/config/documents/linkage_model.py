"""The model card: what the shipped model weighs, what it was trained on, and how right it was on a known truth."""

import json
from collections.abc import Mapping
from typing import Any

from homeward.config.documents.markdown import code, opening, table
from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model
from homeward.methods.matching.shipped import FROZEN, shipped_model

MEASURED = ("clusters", "children", "precision", "recall", "mixed", "split", "twins_joined", "questions")
HEADS = ("Clusters", "Children", "Precision", "Recall", "Mixed", "Split", "Twins joined", "Questions")


def linkage_model_page() -> str:
    """The page."""
    model = shipped_model()
    return "\n".join(
        [
            opening("linkage-model"),
            "## The model\n",
            facts(model),
            "## What each level weighs\n",
            weights(model),
            "## What was measured\n",
            measured(json.loads((FROZEN / f"{model.version}-measured.json").read_text(encoding="utf-8"))),
        ]
    )


def facts(model: Model) -> str:
    """The model's version, training, prior and thresholds."""
    told, bits = model.trained, model.thresholds
    known = (f"{len(each.values):,} {name}s" for name, each in sorted(model.frequencies.items()))
    rows = [
        ("Version", code(model.version)),
        ("SHA-256", code(model.sha256)),
        ("Trained on", f"{told['on']}: {told['profiles']:,} profiles of {told['children']:,} children"),
        ("Prior", f"{model.prior_bits:.2f} bits, for a county with {told['growth']:g} times as many children"),
        ("Joined without a person", f"from {bits.join:g} bits; {bits.join_with_identifier:g} with a verified number"),
        ("Asked about", f"from {bits.possible:g} bits"),
        ("Let go again", f"{bits.hysteresis:g} bits below what joined it"),
        ("Assumed, since the training met none", ", ".join(told["assumed"]) or "nothing"),
        ("Names whose frequency is known", ", ".join(known)),
    ]  # fmt: skip
    return table(["What", "How it is"], rows)


def weights(model: Model) -> str:
    """Every level of every field, with its weight and the two chances it comes from."""
    rows = []
    for comparison in COMPARISONS:
        for level in comparison.levels:
            weight = model.weights[comparison.field][level.code]
            rows.append((comparison.title, level.words, f"{weight.bits:+.2f}", f"{weight.m:.2g}", f"{weight.u:.2g}"))
    return table(["Field", "Level", "Bits", "m", "u"], rows)


def measured(told: Mapping[str, Any]) -> str:
    """How right it was on a crowd that it had never met, by rule and by origin of name."""
    ways = [(name, *figures(row)) for name, row in told.items() if isinstance(row, dict) and "clusters" in row]
    origins = [
        (name, f"{row['children']:,}", f"{row['precision']:.5f}", f"{row['recall']:.4f}", row["mixed"])
        for name, row in told["by origin of name"].items()
    ]
    return "\n".join(
        [
            f"`homeward matching measure` linked {told['profiles']:,} profiles of a crowd from another seed, with "
            f"{told['twin_pairs']} pairs of twins and errors in the numbers too. Precision and recall are of pairs of "
            "profiles; a *mixed* cluster holds more than one child, a *split* child is in more than one cluster.\n",
            table(["Rule", *HEADS], ways),
            "By origin of name, as shipped, each origin's own profiles:\n",
            table(["Origin", "Children", "Precision", "Recall", "Mixed"], origins),
        ]
    )


def figures(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A row of figures, shares to five places."""
    return tuple(f"{row[name]:.5f}" if isinstance(row[name], float) else f"{row[name]:,}" for name in MEASURED)
