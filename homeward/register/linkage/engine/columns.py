"""The engine's pairs as columns of numbers to cluster by, for more profiles than objects could be made of.

Everything but the twin guard is worked out a column at a time. The guard looks at names in every form, so it is asked
of those pairs alone that could be what it looks for: a fraction of them, by the levels that they reached.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from homeward.methods.matching.clustering import Columns
from homeward.methods.matching.clustering.columns import ASK, VERIFIED
from homeward.methods.matching.evidence import BORN, NAMED, NUMBERS, OTHER_BIRTHS, OTHER_NAMES
from homeward.methods.matching.levels import BY_FIELD, ELSE, EXACT
from homeward.methods.matching.twins import are_two_generations, may_be_twins
from homeward.register.linkage.engine.tables import traits_of

ONE_NAME = (EXACT, "other-form")
ONE_DAY = (EXACT, "new-year")
CODES = {"i": pa.int32(), "q": pa.int64(), "d": pa.float64(), "B": pa.uint8()}


def columns_of(given: pa.Table, batches: Iterable[pa.RecordBatch], *, least_bits: float) -> Columns:
    """The profiles of a given table with the engine's edges of so many bits or more.

    The table's `unique_id` are whole numbers as text, in order; where it has a column `own_key`, profiles that hold the
    same there are one agency's with one number of its own.
    """
    profiles = profiles_of(given)
    keyed = given["own_key"] if "own_key" in given.column_names else pa.nulls(given.num_rows, pa.string())
    columns = Columns(profiles, _numbered(given["nhs"]), _numbered(given["upn"]), _numbered(keyed))
    places = places_of(profiles)
    for batch in batches:
        kept = batch.filter(pc.greater_equal(batch["bits"], least_bits))
        if kept.num_rows:
            a, b = placed(kept, places)
            columns.extend(a, b, _as_array(kept["bits"], "d"), _flags(kept, given, a, b))
    return columns


def _flags(batch: pa.RecordBatch, given: pa.Table, a: Sequence[int], b: Sequence[int]) -> "array[int]":
    """What S-24 and the twin guard ask of each pair."""
    named = pc.and_(_reaches(batch, "names", NAMED), _reaches(batch, "birth", BORN))
    numbers = [_reaches(batch, number, (EXACT,)) for number in NUMBERS]
    verified = pc.or_(pc.or_(numbers[0], numbers[1]), numbers[2])
    dated = pc.and_(pc.and_(verified, pc.is_null(batch["level_names"])), _reaches(batch, "birth", (EXACT,)))
    siblings = pc.and_(_reaches(batch, "names", OTHER_NAMES), _reaches(batch, "birth", OTHER_BIRTHS))
    home = pc.and_(_reaches(batch, "postcode", (EXACT,)), pc.invert(pc.and_(siblings, verified)))
    counted = pc.cast(named, pa.uint8())
    for each in (dated, home, *numbers):
        counted = pc.add(counted, pc.cast(each, pa.uint8()))
    flags = _as_array(pc.add(counted, pc.multiply(pc.cast(verified, pa.uint8()), pa.scalar(VERIFIED, pa.uint8()))), "B")
    for at in to_ask(batch, given, a, b):
        flags[at] |= ASK
    return flags


def to_ask(batch: pa.RecordBatch, given: pa.Table, a: Sequence[int], b: Sequence[int]) -> list[int]:
    """The pairs of a batch that a person must look at: possible twins, and a parent and child of one name."""
    numbers = [_reaches(batch, number, (EXACT,)) for number in NUMBERS]
    verified = pc.or_(pc.or_(numbers[0], numbers[1]), numbers[2])
    one_name = _reaches(batch, "names", ONE_NAME)
    twins = pc.and_(_reaches(batch, "birth", ONE_DAY), pc.invert(one_name))
    apart = pc.and_(_reaches(batch, "birth", (ELSE,)), one_name)
    two_generations = pc.and_(apart, _reaches(batch, "postcode", (EXACT,)))
    asked = pc.and_(pc.or_(twins, two_generations), pc.invert(verified))
    which = pc.indices_nonzero(asked).to_pylist()
    wanted = sorted({place for at in which for place in (a[at], b[at])})
    people = dict(zip(wanted, map(traits_of, given.take(pa.array(wanted, pa.int64())).to_pylist()), strict=True))
    pairs = ((at, people[a[at]], people[b[at]]) for at in which)
    return [at for at, one, other in pairs if may_be_twins(one, other) or are_two_generations(one, other)]


def _reaches(batch: pa.RecordBatch, field: str, levels: Iterable[str]) -> Any:
    """For each pair whether it reaches one of these levels of a field; not, where either record lacks the field."""
    codes = [level.code for level in BY_FIELD[field].levels]
    wanted = pa.array([codes.index(level) for level in levels], pa.int8())
    return pc.is_in(batch[f"level_{field}"], value_set=wanted)


def _numbered(values: Any) -> "array[int]":
    """Each text as a number that stands for it, counted from one; nought for nothing."""
    column = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    codes = pc.dictionary_encode(pc.if_else(pc.equal(column, ""), None, column))
    codes = codes.combine_chunks() if isinstance(codes, pa.ChunkedArray) else codes
    return _as_array(pc.fill_null(pc.add(codes.indices, 1), 0), "i")


def profiles_of(given: pa.Table) -> "array[int]":
    """The profiles of a given table, by their numbers."""
    return _as_array(pc.cast(given["unique_id"], pa.int64()), "q")


def places_of(profiles: "array[int]") -> "array[int]":
    """The place of each profile, by its number; numbers are given one after another, so few are left out."""
    places = array("i", bytes(4 * (profiles[-1] + 1 if profiles else 0)))
    for at, profile in enumerate(profiles):
        places[profile] = at
    return places


def placed(batch: pa.RecordBatch, places: "array[int]") -> tuple["array[int]", "array[int]"]:
    """The places of the two profiles of each pair of a batch."""
    a, b = (map(places.__getitem__, _as_array(pc.cast(batch[name], pa.int64()), "q")) for name in ("a", "b"))
    return array("i", a), array("i", b)


def _as_array(values: Any, code: str) -> "array[Any]":
    """An Arrow column as an array, by its bytes."""
    column = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    column = pc.cast(column, CODES[code])
    found: array[Any] = array(code)
    _, data = column.buffers()
    size = found.itemsize
    found.frombytes(memoryview(data)[column.offset * size : (column.offset + len(column)) * size])
    return found
