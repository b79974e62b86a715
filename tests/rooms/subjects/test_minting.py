"""An identifier is minted once, and a retired one leads to the one that stays."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from homeward.register.audit import actions as audit
from homeward.register.subjects.actions import mint
from homeward.register.subjects.models import Subject
from homeward.register.subjects.queries import standing
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_an_identifier_is_never_minted_twice() -> None:
    one = uuid.uuid4()
    with audit.event("feed.batch", at=f.NOW):
        mint(kind="person", ids=[one], at=f.NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            mint(kind="person", ids=[one], at=f.NOW)
    assert Subject.objects.count() == 1


def test_nothing_is_minted_outside_an_action() -> None:
    with pytest.raises(audit.NoOpenEvent):
        mint(kind="person", ids=[uuid.uuid4()], at=f.NOW)


def test_a_retired_identifier_leads_to_the_one_that_stays() -> None:
    last = Subject.objects.create(kind="person", minted_at=f.NOW)
    middle = Subject.objects.create(kind="person", minted_at=f.NOW, retired_into=last)
    first = Subject.objects.create(kind="person", minted_at=f.NOW, retired_into=middle)
    assert {standing(each.pk) for each in (first, middle, last)} == {last.pk}
