from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "homeward.practice.cases"
    label = "cases"
    verbose_name = "Cases"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = (
        "homeward.practice.cases.jobs.ask_before_eighteen",
        "homeward.practice.cases.jobs.ask_for_other_leads",
        "homeward.practice.cases.jobs.ask_of_late_discussions",
    )
