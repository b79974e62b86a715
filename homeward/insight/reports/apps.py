from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "homeward.insight.reports"
    label = "reports"
    verbose_name = "Reports"
    default_auto_field = "django.db.models.BigAutoField"
    jobs = {"paper.make": ("homeward.insight.reports.jobs.make", "Making a board paper")}
