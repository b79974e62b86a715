"""Train the model that says what agreement weighs, and measure it where the truth is known."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from homeward.county.crowd import children, records
from homeward.foundation.errors import HomewardError

UNTIL = date(2026, 3, 2)
COUNTY_CHILDREN = 150_000


@click.group()
def matching() -> None:
    """Train and measure the model by which records are matched. Nothing here reads the hub's own records."""


@matching.command()
@click.argument("version")
@click.option("--children", "count", default=25_000, show_default=True, help="How many invented children to train on.")
@click.option("--seed", default=2019, show_default=True, help="Another seed is another crowd.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where the file goes.")
def train(version: str, count: int, seed: int, into: Path) -> None:
    """Train a model on a crowd of invented children and freeze it as VERSION.json."""
    from homeward.register.linkage.engine.tables import compared
    from homeward.register.linkage.engine.training import train as trained

    table, _ = crowd_table(count, seed)
    told = {"on": "an invented crowd (homeward/county/crowd)", "children": count, "crowd_seed": seed}
    try:
        text = trained(compared(table), version=version, told=told, growth=COUNTY_CHILDREN / count)
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None
    path = into / f"{version}.json"
    path.write_text(text, encoding="utf-8")
    click.echo(f"Frozen as {path}: {table.num_rows} profiles of {count} children.")


@matching.command()
@click.option("--children", "count", default=20_000, show_default=True, help="How many invented children to link.")
@click.option("--seed", default=7, show_default=True, help="Never the seed that the model was trained on.")
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write what was measured to this file.")
def measure(count: int, seed: int, into: Path | None) -> None:
    """Link a crowd that the shipped model has never met, and say how right it was."""
    from homeward.register.linkage.engine.rehearsing import rehearse

    told = rehearse(*crowd_table(count, seed))
    told = {"children_asked": count, "seed": seed, **told}
    text = json.dumps(told, indent=1, sort_keys=True) + "\n"
    click.echo(text)
    if into:
        into.write_text(text, encoding="utf-8")


def crowd_table(count: int, seed: int) -> tuple[Any, dict[str, dict[str, Any]]]:
    """A crowd's profiles, and who each truly is. Equal records of one agency are one profile, unless they are thin."""
    from homeward.register.linkage.engine.tables import given_table, traits_of

    rows: dict[object, dict[str, Any]] = {}
    truth: dict[str, dict[str, Any]] = {}
    for record in records(children(count, seed=seed, until=UNTIL), seed=seed):
        row = {
            "forename": record.forename, "middle_name": record.middle_name, "surname": record.surname,
            "birth_date": record.birth_date, "birth_precision": record.birth_precision, "sex": record.sex,
            "postcode": record.postcode, "upn": record.upn, "nhs": record.nhs, "pnc": record.pnc,
        }  # fmt: skip
        key = record.number if traits_of(row).is_thin else (record.agency, *row.values())
        if key not in rows:
            name = f"{record.number:08}"
            rows[key] = {"unique_id": name, **row}
            truth[name] = {
                "child": record.child, "family": record.family, "twin": record.twin, "origin": record.origin,
            }  # fmt: skip
    return given_table(rows.values()), truth
