"""Each variant plants what it says, in the written files or in the truth beside them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from homeward.county import Made, make, ratios
from homeward.county.living import live
from homeward.county.making import World
from homeward.county.preset import UnknownParameter, UnknownVariant, load, variants
from homeward.county.writing import Sent
from homeward.county.years import collection_years
from tests.rooms.county.conftest import UNTIL as USUAL_UNTIL

UNTIL = date(2026, 4, 1)
AS_CSV = Sent(feeds=frozenset({"identity", "ssda903"}), xml_years=frozenset())
Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]


def day(text: str) -> date:
    written, month, year = (int(part) for part in text.split("/"))
    return date(year, month, written)


def lived(variant: str, size: str = "county") -> World:
    return live(load("county-2019", variant), size, 36, UNTIL, 2019, lambda stage, done, total: None)


def test_the_variants_there_are() -> None:
    assert variants() == (
        "hidden", "ill-written", "missing-not-at-random", "null", "recording-change", "simpson", "small",
        "well-written",
    )  # fmt: skip


def test_a_variant_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(UnknownVariant, match="must be one of hidden"):
        load("county-2019", "weather")


def test_a_variant_sets_only_rates_that_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.toml").write_text('[care.weather]\nvalue = 1\nsource = "none"\nmark = "assumption"\n')
    monkeypatch.setattr("homeward.county.preset.VARIANTS", tmp_path)
    with pytest.raises(UnknownParameter, match=r"odd sets care\.weather"):
        load("county-2019", "odd")


def test_null_plants_nothing() -> None:
    """Within age and sex, children looked after are exploited and missing about as often as others."""
    world = lived("null")
    years = collection_years(world.since, world.until - timedelta(days=1))
    found = ratios.of_care(world, years)["adjusted"]
    assert found is None or found < 2.5
    expected = seen = 0.0
    for year in years:
        gone = {each.child for each in world.absences if year.since <= each.since < year.until}
        children = [child for child in world.town.children if 10 <= (year.since - child.born).days / 365.25 < 17]
        in_care = dict.fromkeys(world.care.looked_after(year.since))
        missing = Counter((child.sex, child.age(year.since)) for child in children if child in gone)
        all_children = Counter((child.sex, child.age(year.since)) for child in children)
        inside = [child for child in children if child in in_care]
        expected += sum(missing[c.sex, c.age(year.since)] / all_children[c.sex, c.age(year.since)] for c in inside)
        seen += sum(child in gone for child in inside)
    assert expected > 8
    assert seen < expected + 3 * expected**0.5


def placements(folder: Path, rows: Read) -> Iterator[tuple[tuple[str, int], bool, bool]]:
    """From the return: each child in each year, by sex and age band, whether outside the county, whether missing."""
    for returned in sorted(folder.glob("ssda903/*")):
        who = {row["CHILD"]: row for row in rows(returned / "header.csv")}
        gone = {row["CHILD"] for row in rows(returned / "missing.csv")}
        days: dict[str, Counter[bool]] = defaultdict(Counter)
        ending = date(int(returned.name[:4]) + 1, 4, 1)
        for row in rows(returned / "episodes.csv"):
            since, until = day(row["DECOM"]), day(row["DEC"]) if row["DEC"] else ending
            days[row["CHILD"]][row["PL_POST"].startswith("ZZ4")] += (
                min(until, ending) - max(since, ending.replace(year=ending.year - 1))
            ).days
        for child, spent in days.items():
            age = (ending - day(who[child]["DOB"])).days // 365
            band = 0 if age < 10 else 1 if age < 13 else 2 if age < 16 else 3
            yield (who[child]["SEX"], band), spent[True] > spent[False], child in gone


def test_simpson_reverses_within_sex_and_age(tmp_path: Path, rows: Read) -> None:
    made = make(tmp_path, "county", until=UNTIL, variant="simpson", sent=AS_CSV)
    crude, strata = ratios.Cells(), defaultdict(ratios.Cells)
    for group, outside, missing in placements(made.into, rows):
        crude.add(outside, missing)
        strata[group].add(outside, missing)
    whole = ratios.Pooled(lambda known, child: (), {(): crude}).ratio()
    within = ratios.Pooled(lambda known, child: known, dict(strata)).ratio()
    assert whole is not None
    assert within is not None
    assert whole > 1.1
    assert within < 0.9


def test_recording_change_switches_a_flag_on_and_changes_nothing_else(tmp_path: Path, rows: Read) -> None:
    sent = Sent(feeds=frozenset({"police-missing"}))
    before = make(tmp_path / "before", until=UNTIL, sent=sent)
    after = make(tmp_path / "after", until=UNTIL, variant="recording-change", sent=sent)
    usual, changed = (rows(made.deliveries[0].files[0]) for made in (before, after))
    assert [row["incident_reference"] for row in usual] == [row["incident_reference"] for row in changed]
    early = [row for row in changed if gone_on(row) < date(2025, 7, 1)]
    assert not [row for row in early if row["exploitation_flags"]]
    assert [row for row in changed if row["exploitation_flags"]]
    assert [row for row in usual if row["exploitation_flags"] and gone_on(row) < date(2025, 7, 1)]


def gone_on(row: dict[str, str]) -> date:
    text = row["reported_at"]
    return date.fromisoformat(text[:10]) if text[4] == "-" else day(text[:10])


@pytest.fixture(scope="module")
def unevenly_told(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The county whose record of ethnicity is missing where it is least wanted, until the day of the usual one."""
    sent = Sent(feeds=frozenset({"identity", "police-missing"}))
    into = tmp_path_factory.mktemp("unevenly-told")
    return make(into, "county", until=USUAL_UNTIL, variant="missing-not-at-random", sent=sent)


def test_ethnicity_is_unknown_for_a_third_and_depends_on_what_it_is(unevenly_told: Made, rows: Read) -> None:
    children = {row["local_id"]: row["ethnicity"] for row in rows(unevenly_told.into / "identity" / "identity.csv")}
    unknown = sum(code in ("NOBT", "REFU") for code in children.values()) / len(children)
    assert unknown == pytest.approx(0.31, abs=0.03)
    recorded = [code for code in children.values() if code not in ("NOBT", "REFU")]
    assert sum(code.startswith("W") for code in recorded) / len(recorded) > 0.90


def test_the_polices_record_of_ethnicity_depends_on_what_it_is_too(
    unevenly_told: Made, county: Made, rows: Read
) -> None:
    def people(folder: Path) -> dict[str, str]:
        told = rows(folder / "police" / "missing_persons.csv")
        return {row["person_reference"]: row["ethnicity"] for row in told}

    before, after = people(county.into), people(unevenly_told.into)
    assert before.keys() == after.keys()
    white = [who for who, code in before.items() if code.startswith("W")]
    others = [who for who, code in before.items() if not code.startswith("W") and code != "NS"]
    assert sum(after[who] == "NS" for who in others) / len(others) > 0.40
    assert sum(after[who] == "NS" for who in white) / len(white) < 0.35


def test_small_is_of_rutlands_size_and_nearly_every_cell_is_under_six(tmp_path: Path, rows: Read) -> None:
    made = make(tmp_path, "county", until=UNTIL, variant="small", sent=AS_CSV)
    assert made.counts["children"] == pytest.approx(8125, rel=0.02)
    cells: Counter[tuple[str, int, int]] = Counter()
    for path in made.into.glob("ssda903/*"):
        who = {row["CHILD"]: row for row in rows(path / "header.csv")}
        gone = {row["CHILD"]: day(row["MIS_START"]) for row in rows(path / "missing.csv")}
        for child, start in gone.items():
            cells[who[child]["SEX"], start.year, start.month // 4] += 1
    assert cells
    assert sum(count < 6 for count in cells.values()) / len(cells) > 0.9


def test_hidden_leaves_most_of_the_exploited_known_to_nobody() -> None:
    usual, hidden = lived("", "town"), lived("hidden", "town")

    def unseen(world: World) -> float:
        return sum(not known for known in world.known_to.values()) / len(world.exploited)

    assert usual.exploited.keys() == {usual.town.children[child.number] for child in usual.exploited}
    assert [child.number for child in usual.exploited] == [child.number for child in hidden.exploited]
    assert unseen(hidden) > unseen(usual) + 0.15
