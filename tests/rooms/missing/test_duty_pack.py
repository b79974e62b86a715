"""The paper duty pack: numbers, rotas and questions, and nothing of any child (S-46)."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from homeward.practice.missing.rules.duty_pack import DESKS, numbers_of
from homeward.register.tasks.models import Rota, RotaShift
from tests import factories as f
from tests.rooms.missing.test_live import DOOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(f.account("call-handler", on_duty=True), backend=DOOR)
    return client


def rota(number: int = 0) -> Rota:
    """A desk answered at all hours, on which somebody stands for eight of them."""
    worker = f.worker(f"Bryony Underbough {number}")
    row = Rota.objects.create(
        code=f"line-{number}", title=f"Phone line {number}", agency=worker.agency, role="call-handler"
    )
    RotaShift.objects.create(
        rota=row, worker=worker, since=f.NOW, until=f.NOW + timedelta(hours=8), order=1, added_at=f.NOW
    )
    return row


def words_of(document: bytes) -> str:
    word = Document(io.BytesIO(document))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in word.paragraphs), *cells])


def test_the_pack_says_whom_to_ring_who_stands_where_and_what_to_ask(signed_in: Client) -> None:
    rota()
    child = f.child()
    page = signed_in.get(reverse("duty_pack")).content.decode()
    document = words_of(signed_in.get(reverse("duty_pack_document")).content)
    for words in (page, document):
        for said in (
            "116 000",
            "Emergency duty team",
            "09:00 to 17:00",
            "Bryony Underbough 0",
            "NOBODY",
            "Wearing what?",
        ):
            assert said in words, said
        assert child.surname not in words and "Which of the two" not in words


def test_the_document_is_written_in_english_as_here(signed_in: Client) -> None:
    answer = signed_in.get(reverse("duty_pack_document"))
    assert answer.headers["Content-Disposition"].endswith('"paper-duty-pack.docx"')
    assert Document(io.BytesIO(answer.content)).core_properties.language == "en-GB"


def test_more_rotas_cost_no_more_statements(signed_in: Client, django_assert_max_num_queries) -> None:
    for number in range(6):
        rota(number)
    with django_assert_max_num_queries(25):
        assert signed_in.get(reverse("duty_pack")).status_code == 200


def test_the_county_s_own_numbers_stand_first_and_are_written_in_where_none_is_told() -> None:
    told = numbers_of(["Emergency duty team: 07700 900111", " Police missing desk:07700 900112 "])
    assert [(each.title, each.number) for each in told] == [
        ("Emergency duty team", "07700 900111"), ("Police missing desk", "07700 900112"),
    ]  # fmt: skip
    assert [each.title for each in numbers_of([""])] == list(DESKS)


def test_whoever_takes_no_calls_has_no_pack(client: Client) -> None:
    client.force_login(f.account("analyst"), backend=DOOR)
    assert client.get(reverse("duty_pack")).status_code == 403
