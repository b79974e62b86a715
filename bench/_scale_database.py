"""Linkage through the database: the records as each agency's own files, loaded by the feeds, and then the run."""

import csv
import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

from _grown import digest_of
from _hub import NOW
from _scale import RECORDS_TO_A_CHILD, SEED

# Each source of the invented records, and the kind of agency that sends them here. The council's own come through the
# same feed as the others', so that one feed is measured.
KINDS = {
    "education": "education", "health": "health", "social-care": "voluntary", "police": "police", "custody": "police",
    "youth-justice": "youth-justice", "intelligence": "other",
}  # fmt: skip
HEAD = (
    "own_number", "forename", "middle_name", "surname", "also_known_as", "birth_date", "birth_precision", "sex",
    "postcode", "upn", "nhs_number", "pnc", "reason", "extracted_on", "synthetic",
)  # fmt: skip


def linked_in_the_database(folder: Path, records: int) -> dict[str, Any]:
    """Load so many records, link them, and say what each took."""
    from homeward.methods.matching.clustering import Parameters
    from homeward.methods.matching.shipped import shipped_model
    from homeward.register.linkage.actions import link
    from homeward.register.linkage.engine.weighing import InBatches
    from homeward.register.linkage.models import Edge, LinkageModel, Profile, ReviewItem
    from homeward.register.people.models import Person

    files, told = written(folder / "sent", records), {}
    began = perf_counter()
    counts = Counter[str]()
    for source, path in files:
        counts += loaded(source, path)
    told["load"] = round(perf_counter() - began, 1)
    told["load_mb"] = most()
    people = Person.objects.count()
    model = shipped_model()
    row = LinkageModel.objects.create(version=model.version, sha256=model.sha256, settings={}, in_use_since=NOW)
    began = perf_counter()
    link(model=row, source=InBatches(model), parameters=Parameters(), clock=lambda: NOW)
    told["link"] = round(perf_counter() - began, 1)
    told["link_mb"] = most()
    after = Person.objects.filter(subject__retired_into__isnull=True).count()
    return {
        "records": counts["rows"], "new": counts["new"], "refused": counts["refused"], "dropped": counts["dropped"],
        "profiles": Profile.objects.count(), "edges": Edge.objects.count(), "questions": ReviewItem.objects.count(),
        "people_loaded": people, "children_after": after, "link / load": round(told["link"] / told["load"], 2), **told,
    }  # fmt: skip


def most() -> int:
    """The most memory held so far, in mebibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def written(folder: Path, records: int) -> list[tuple[str, Path]]:
    """The files of each source: one for each time that it says something of a child again."""
    from homeward.county.identities_at_scale import COLUMNS, rows

    said, found = Counter[tuple[str, str]](), dict[tuple[str, int], Any]()
    with ExitStack() as open_files:
        for row in rows(children=round(records / RECORDS_TO_A_CHILD), seed=SEED):
            each = dict(zip(COLUMNS, row, strict=True))
            own = each["own_key"] or f"X{each['unique_id']}"
            said[each["source"], own] += 1
            key = each["source"], said[each["source"], own]
            if key not in found:
                place = folder / f"{key[0]}-{key[1]}"
                place.mkdir(parents=True)
                file = open_files.enter_context((place / "agency_identity.csv").open("w", encoding="utf-8", newline=""))
                found[key] = csv.writer(file)
                found[key].writerow(HEAD)
            found[key].writerow(as_sent(own, each))
    return list(with_manifests(folder, sorted(found)))


def with_manifests(folder: Path, found: list[tuple[str, int]]) -> Iterator[tuple[str, Path]]:
    """Each file with its manifest beside it."""
    for source, number in found:
        path = folder / f"{source}-{number}" / "agency_identity.csv"
        manifest = f"synthetic: true\nfeed: agency-identity\nfiles:\n  {path.name}: {digest_of(path)}\n"
        (path.parent / "manifest.yaml").write_text(manifest, encoding="utf-8")
        yield source, path


def as_sent(own: str, each: dict[str, Any]) -> list[str]:
    """One record as the agency's extract holds it."""
    born, precision = each["birth_date"], each["birth_precision"]
    shown = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}
    told = "" if born is None else str(NOW.year - born.year) if precision == "age" else born.strftime(shown[precision])
    names = [each[name] for name in ("forename", "middle_name", "surname", "aliases")]
    rest = [each[name] for name in ("postcode", "upn", "nhs", "pnc")]
    return [own, *names, told, precision if told else "", each["sex"] or "U", *rest, "referral", f"{NOW:%d/%m/%Y}", "1"]


def loaded(source: str, path: Path) -> Counter[str]:
    """Receive, check and load one file."""
    from homeward.gateways.feeds.loading import load_paths
    from homeward.register.agencies.models import Agency

    named = {"name": f"Middleshire {source}", "kind": KINDS[source]}
    agency, _ = Agency.objects.get_or_create(code=f"bench-{source}", defaults=named)
    done = load_paths("agency-identity", [path], agency=agency, clock=lambda: NOW)
    assert done.state == "loaded", f"{path.parent.name} was not taken in: {done.state}"
    return Counter(rows=done.rows, new=done.rows_new, refused=done.rows_refused, dropped=done.rows_dropped)
