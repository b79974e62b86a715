"""The partners and their teams, as lists to choose from. They say nothing about any child."""

from django.db.models import QuerySet

from homeward.register.agencies.models import Agency, Team


def partners() -> QuerySet[Agency]:
    """Every agency, by name."""
    return Agency.objects.all()


def teams_of(agency_id: int) -> QuerySet[Team]:
    """An agency's teams, by name."""
    return Team.objects.filter(agency_id=agency_id)
