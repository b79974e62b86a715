from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "homeward.practice.missing"
    label = "missing"
    verbose_name = "Missing"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = (
        "homeward.practice.missing.jobs.look_for_triggers",
        "homeward.practice.missing.jobs.ask_of_long_open",
        "homeward.practice.missing.jobs.ask_for_interviews",
    )
