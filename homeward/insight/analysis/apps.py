from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "homeward.insight.analysis"
    label = "analysis"
    verbose_name = "Analysis"
    default_auto_field = "django.db.models.BigAutoField"
    jobs = {"charts.draw": ("homeward.insight.analysis.jobs.draw", "Drawing the charts")}
    rounds = ("homeward.insight.analysis.jobs.ask_for_newest",)
