"""Do the standard's own samples come in, and is what is read out as its own JSON schemas ask?

The samples and the schemas of Open Referral UK 3.0 are not part of this repository. Name the folder that holds
`schema/` and `examples/`; each sample is loaded through the feed, and then every list and every thing of it is read
from the open addresses and held against the schema of its kind. A field is taken out first, and must be found missing.

    script/bench open_referral FOLDER
"""

import json
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from _hub import hub
from _results import database, keep, machine, table

KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
TYPES: dict[str, Any] = {"string": str, "array": list, "object": dict, "number": (int, float), "integer": int}


class Schemas:
    """The schemas of a folder, and what in a value is not as one of them asks. What no schema is here for is any."""

    def __init__(self, folder: Path) -> None:
        self.held = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}

    def faults(self, name: str, value: Any, at: str = "") -> Iterator[str]:
        """Each place in a value that is not as the schema of this name asks."""
        yield from self._faults(self.held.get(name, {}), value, at or name)

    def _faults(self, schema: dict[str, Any], value: Any, at: str) -> Iterator[str]:
        if "$ref" in schema:
            yield from self.faults(schema["$ref"], value, at)
            return
        wanted = TYPES.get(schema.get("type", ""))
        if wanted and (not isinstance(value, wanted) or isinstance(value, bool)):
            yield f"{at} is no {schema['type']}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at} is none of {schema['enum']}"
        if isinstance(value, str) and not fits(schema.get("format", ""), value):
            yield f"{at} is no {schema['format']}"
        if isinstance(value, list):
            for number, each in enumerate(value):
                yield from self._faults(schema.get("items", {}), each, f"{at}[{number}]")
        if isinstance(value, dict):
            yield from (f"{at} has no {name}" for name in schema.get("required", ()) if name not in value)
            for name, each in value.items():
                yield from self._faults(schema.get("properties", {}).get(name, {}), each, f"{at}.{name}")


def fits(form: str, value: str) -> bool:
    """Whether a text is of a form that a schema names."""
    try:
        if form == "uuid":
            UUID(value)
        elif form == "date-time":
            datetime.fromisoformat(value)
    except ValueError:
        return False
    return form != "uri" or "://" in value if form != "email" else "@" in value


def load(folder: Path) -> list[list[object]]:
    """Each sample through the feed: what came of its rows, and of the same file a second time."""
    from django.utils import timezone

    from homeward.gateways.feeds.loading import load_paths
    from homeward.gateways.feeds.reading.refusing import FileRefused
    from homeward.register.agencies.models import Agency

    agency = Agency.objects.get_or_create(code="samples", defaults={"name": "Samples", "kind": "council"})[0]
    rows: list[list[object]] = []
    for path in sorted((folder / "examples").glob("*.json")):
        try:
            found = load_paths("open-referral", [path], agency=agency, clock=timezone.now)
        except FileRefused as refused:
            rows.append([path.name, "refused whole", 0, 0, refused.problem.message[:60]])
            continue
        new = found.rows_new + found.rows_changed + found.rows_known
        rows.append([path.name, found.state, new, found.rows_refused, f"{found.rows_known} known"])
    return rows


def read_out(schemas: Schemas) -> tuple[int, list[str]]:
    """Every list, plain and full, and every thing of each: how many were read, and every fault."""
    from django.test import Client

    client, read, faults = Client(headers={"host": "localhost"}), 0, list[str]()
    for name, kind in KINDS.items():
        for asked in ({}, {"full": "true"}):
            page = client.get(f"/open-referral/{name}", asked).json()
            for each in page["contents"]:
                whole = client.get(f"/open-referral/{name}/{each['id']}").json()
                read += 2
                faults += [*schemas.faults(f"{kind}.json", each), *schemas.faults(f"{kind}.json", whole)]
    return read, faults


def main() -> None:
    """Plant a fault, load the samples, and hold what is read out against the schemas."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "schema").is_dir():
        print("not run: name the folder that holds schema/ and examples/ of Open Referral UK 3.0")
        return
    warnings.simplefilter("ignore")
    folder, facts = Path(sys.argv[1]).resolve(), machine()
    schemas = Schemas(folder / "schema")
    planted = list(schemas.faults("service.json", {"id": "x", "status": "open"}))
    if len(planted) < 3:
        raise SystemExit("The planted faults were not found.")
    with hub():
        rows = load(folder)
        read, faults = read_out(schemas)
        table(["sample", "state", "rows taken", "rows refused", ""], rows)
        print(f"{read} things read out, {len(faults)} not as the schemas ask")
        for each in faults[:20]:
            print(f"  {each}")
        kept = {"samples": rows, "read": read, "faults": faults, "planted": planted, "database": database()}
        keep("open_referral", facts | kept)


if __name__ == "__main__":
    main()
