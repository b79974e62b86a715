"""Finding the districts and schools that a partner's file names, adding those who are missing, and adding counts."""

from collections.abc import Iterable, Mapping, Sequence

from homeward.register.access.actions.guard import step
from homeward.register.places.models import District, PopulationCount, School
from homeward.register.places.rules import district_code


@step
def districts_named(*, names: Iterable[str]) -> dict[str, District]:
    """The district of each name; one nobody has met is added. Constant statements."""
    codes = {name: code for name in names if (code := district_code(name))}
    rows = [District(code=code, name=name[:120]) for name, code in codes.items()]
    District.objects.bulk_create(rows, ignore_conflicts=True)
    known = {each.code: each for each in District.objects.filter(code__in=codes.values())} if codes else {}
    return {name: known[code] for name, code in codes.items()}


@step
def schools_numbered(*, names: Mapping[str, str]) -> dict[str, School]:
    """The school of each reference number, given with its name; one nobody has met is added. Constant statements."""
    rows = [School(urn=urn, name=(name or urn)[:160]) for urn, name in names.items()]
    School.objects.bulk_create(rows, ignore_conflicts=True)
    return {each.urn: each for each in School.objects.filter(urn__in=names)} if names else {}


@step
def add_counts(*, counts: Sequence[PopulationCount]) -> None:
    """Keep counts beside those of every earlier delivery; a cell told twice in one delivery is kept once."""
    PopulationCount.objects.bulk_create(counts, ignore_conflicts=True)
