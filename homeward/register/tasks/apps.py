from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "homeward.register.tasks"
    label = "tasks"
    verbose_name = "Tasks"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = (
        "homeward.register.tasks.jobs.watching.ask_of_what_was_left",
        "homeward.register.tasks.jobs.watching.ask_of_holes",
    )
