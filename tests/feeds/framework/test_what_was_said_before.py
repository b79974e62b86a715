"""A row that goes from one thing to another and back is news each time: only the last word of a source counts."""

import pytest

from homeward.register.sources.queries import latest_contents
from tests import factories

pytestmark = pytest.mark.django_db


def test_only_the_last_word_under_an_identifier_counts() -> None:
    first, second = factories.delivery(), factories.delivery()
    for delivery, content in ((first, "a" * 64), (second, "b" * 64)):
        record = factories.record(delivery)
        record.external_id, record.content_digest = "C1|01/02/2026", content
        record.received_at = factories.NOW if delivery is first else factories.LATER
        record.save()
    assert latest_contents(first.source, "episodes", {"C1|01/02/2026"}) == {"C1|01/02/2026": "b" * 64}
