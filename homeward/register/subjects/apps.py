from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "homeward.register.subjects"
    label = "subjects"
    verbose_name = "Subjects"
    default_auto_field = "django.db.models.BigAutoField"
