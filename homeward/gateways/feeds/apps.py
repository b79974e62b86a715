from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "homeward.gateways.feeds"
    label = "feeds"
    verbose_name = "Feeds"
    default_auto_field = "django.db.models.BigAutoField"
    jobs = {
        "feed.check": ("homeward.gateways.feeds.jobs.check", "Checking the files"),
        "feed.load": ("homeward.gateways.feeds.jobs.load", "Loading the files"),
        "linkage.run": ("homeward.gateways.feeds.jobs.link", "Comparing the children’s records"),
    }
