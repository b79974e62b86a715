"""Which things of a batch the sender may tell of."""

import json
from collections.abc import Collection, Sequence

from homeward.gateways.feeds.rows import Checked
from homeward.practice.pathway.queries.keeping import told_by_others, withheld


def on_record(rows: Sequence[Checked], *, agency: int | None) -> Collection[int]:
    """The numbers of those that no other agency told of first, and that give nothing of a confidential service."""
    if not rows:
        return set()
    others = told_by_others(rows[0].row.part, [each.row.cells["id"] for each in rows], agency=agency)
    hidden = withheld({each.row.number: json.loads(str(each.values["content"])) for each in rows})
    return {each.row.number for each in rows if each.row.cells["id"] not in others and each.row.number not in hidden}
