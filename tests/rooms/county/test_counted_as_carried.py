"""The hub counts of missing children what the partners' files carry, no more and no less."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homeward.config.commands.serve import load_county
from homeward.county import Made, make
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries.counting import tally_of
from homeward.register.sources.models import Delivery
from tests import factories
from tests.rooms.county.conftest import UNTIL
from tests.rooms.county.telling import told

Truth = Callable[[Made], dict[str, Any]]


@pytest.fixture
def loaded(db: None, tmp_path: Path) -> Made:
    """Every partner's files, sent through their feeds as a demonstration sends them."""
    factories.agency("middleshire", name="Middleshire County Council")
    factories.agency("middleshire-police", "police", "Middleshire Police")
    made = make(tmp_path, until=UNTIL)
    load_county(tmp_path)
    return made


@pytest.mark.django_db
def test_every_quarter_counts_what_the_files_carry(truth: Truth, loaded: Made) -> None:
    assert not Delivery.objects.exclude(rows_refused=0).exists()
    assert Delivery.objects.get(source__feed="police-missing").rows_dropped
    assert (loaded.into / "ssda903" / "2022-23" / "return.xml").exists()
    carried = truth(loaded)["carried"]["quarters"]
    assert len(carried) > 12
    assert {code: told(tally_of(Quarter.parse(code), None)) for code in carried} == carried
