from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "homeward.practice.safety"
    label = "safety"
    verbose_name = "Safety plans"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = ("homeward.practice.safety.jobs.ask_for_owners",)
