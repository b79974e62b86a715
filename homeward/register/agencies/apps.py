from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "homeward.register.agencies"
    label = "agencies"
    verbose_name = "Agencies"
    default_auto_field = "django.db.models.BigAutoField"
