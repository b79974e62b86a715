from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "homeward.practice.pathway"
    label = "pathway"
    verbose_name = "Services"
    default_auto_field = "django.db.models.BigAutoField"
