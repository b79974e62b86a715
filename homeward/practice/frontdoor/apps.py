from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    name = "homeward.practice.frontdoor"
    label = "frontdoor"
    verbose_name = "Front door"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = (
        "homeward.practice.frontdoor.jobs.tell_who_waits",
        "homeward.practice.frontdoor.jobs.cover_who_is_away",
    )
