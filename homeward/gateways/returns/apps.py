from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "homeward.gateways.returns"
    label = "returns"
    verbose_name = "Returns"
