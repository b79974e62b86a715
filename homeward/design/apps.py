from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "homeward.design"
    label = "design"
    verbose_name = "Page kit"
