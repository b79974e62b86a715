from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "homeward.desks"
    label = "desks"
    verbose_name = "Desks"
    default_auto_field = "django.db.models.BigAutoField"
