"""Feeds, sources and deliveries in words."""

from homeward.gateways.feeds.presenters.changes import changed_columns, changed_rows, doubts_in_words, missing_children
from homeward.gateways.feeds.presenters.deliveries import DeliveryShown, delivery_shown, received_before
from homeward.gateways.feeds.presenters.feeds import FeedShown, feed_shown, feeds_shown, sources_table
from homeward.gateways.feeds.presenters.progress import progress_shown
from homeward.gateways.feeds.presenters.refusals import by_rule_tables, place_in_words, refusals_table
from homeward.gateways.feeds.presenters.sources import SourceShown, source_shown
from homeward.gateways.feeds.presenters.states import OUTCOMES, STATES, counts_table, part_title

__all__ = [
    "OUTCOMES",
    "STATES",
    "DeliveryShown",
    "FeedShown",
    "SourceShown",
    "by_rule_tables",
    "changed_columns",
    "changed_rows",
    "counts_table",
    "delivery_shown",
    "doubts_in_words",
    "feed_shown",
    "feeds_shown",
    "missing_children",
    "part_title",
    "place_in_words",
    "progress_shown",
    "received_before",
    "refusals_table",
    "source_shown",
    "sources_table",
]
