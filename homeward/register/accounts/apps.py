from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "homeward.register.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"
    rounds = ("homeward.register.accounts.jobs.close_what_is_unused",)
