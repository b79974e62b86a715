"""The partners, their teams and workers, as lists to choose from. They say nothing about any child."""

from django.db.models import QuerySet

from homeward.register.agencies.models import Agency, Team, Worker


def partners() -> QuerySet[Agency]:
    """Every agency, by name."""
    return Agency.objects.all()


def teams_of(agency_id: int) -> QuerySet[Team]:
    """An agency's teams, by name."""
    return Team.objects.filter(agency_id=agency_id)


def workers_of(agency_id: int) -> QuerySet[Worker]:
    """An agency's workers who have not left, by name, each with their team."""
    return Worker.objects.filter(agency_id=agency_id, left_on__isnull=True).select_related("team")
