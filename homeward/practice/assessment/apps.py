from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "homeward.practice.assessment"
    label = "assessment"
    verbose_name = "Assessment"
    default_auto_field = "django.db.models.BigAutoField"
    jobs = {"rescoring": ("homeward.practice.assessment.jobs.rescore", "Reading old assessments under a new version")}
    rounds = ("homeward.practice.assessment.jobs.look_for_versions",)
