"""The child in a case: voice, family, needs, whether the family was told, and analysis; who reads what of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import NotThatDay, NotThisChilds
from homeward.practice.cases.models import Analysis, CommunicationNeed, FamilyTold, HouseholdMember, Voice
from homeward.practice.cases.rules import needs_in_words
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
DAY = {"on_0": "1", "on_1": "3", "on_2": "2026"}


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


NEEDS = [
    # language, interpreter, what helps, what the find card says
    ("", "no", "", ""),
    ("Tigrinya", "yes", "Draws while she talks.", "Speaks Tigrinya. Needs an interpreter. Draws while she talks."),
    ("", "not-known", "", "Whether an interpreter is needed is not known."),
    ("Polish", "no", "", "Speaks Polish."),
]


@pytest.mark.parametrize(("language", "interpreter", "helps", "says"), NEEDS)
def test_what_the_find_card_says_of_the_childs_needs(language, interpreter, helps, says) -> None:
    assert needs_in_words(language=language, interpreter=interpreter, helps=helps) == says


def test_a_voice_is_sealed_and_taken_back_without_being_lost(by, wren) -> None:
    row = actions.note_voice(child=wren.pk, how="alone", on=TODAY, words="I am scared of him.", by=by, at=f.NOW)
    assert "scared" not in row.sealed_words and queries.text_in(row, "words") == "I am scared of him."
    with pytest.raises(NotThatDay):
        actions.note_voice(child=wren.pk, how="alone", on=TODAY + timedelta(days=1), words="x", by=by, at=f.NOW)
    actions.withdraw(child=wren.pk, what="voice", row=row.pk, by=by, at=f.NOW)
    assert queries.about_child(wren.pk, classes=()).voices == [] and Voice.objects.count() == 1
    with pytest.raises(NotThisChilds):
        actions.withdraw(child=wren.pk, what="voice", row=row.pk, by=by, at=f.NOW)


def test_what_helps_stands_on_the_find_card_and_what_stood_before_is_kept(by, wren) -> None:
    given = {"language": "Tigrinya", "interpreter": "yes", "helps": "Draws.", "disability": "Deaf in one ear."}
    row = actions.note_needs(child=wren.pk, by=by, at=f.NOW, **given)
    wren.refresh_from_db()
    assert wren.communication_needs == "Speaks Tigrinya. Needs an interpreter. Draws."
    assert "Deaf" not in row.sealed_disability and "communication_needs" in wren.corrected_fields
    actions.note_needs(child=wren.pk, by=by, at=f.NOW, **given | {"helps": "Writes."})
    assert CommunicationNeed.objects.count() == 2


def test_family_is_told_of_to_those_who_may_read_of_other_people(by, wren) -> None:
    actions.note_member(
        child=wren.pk, name="Hazel Applegarth", relation="mother", lives_with="yes", responsible="yes", by=by, at=f.NOW
    )
    assert "Hazel" not in HouseholdMember.objects.get().sealed_name
    assert len(queries.about_child(wren.pk, classes={"third-party"}).members) == 1
    assert queries.about_child(wren.pk, classes={"core"}).members == []
    with pytest.raises(NotThatDay):
        actions.note_member(
            child=wren.pk, name="x", relation="father", lives_with="no", responsible="no", by=by, at=f.NOW,
            since=TODAY, until=TODAY - timedelta(days=1),
        )  # fmt: skip


def test_whether_the_family_was_told_is_of_one_case(by, wren) -> None:
    case = actions.open_case(child=wren.pk, kind="exploitation", because="x", by=by, at=f.NOW)
    told = {"told": "no", "on": None, "why_not": "danger", "words": "Her uncle is thought to be of the group."}
    actions.note_family_told(child=wren.pk, case=case.pk, by=by, at=f.NOW, **told)
    assert FamilyTold.objects.get().why_not == "danger"
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(NotThisChilds):
        actions.note_family_told(child=other.pk, case=case.pk, by=by, at=f.NOW, **told)


def test_an_analysis_stands_in_the_chronology_under_its_authors_name(client: Client, account, by, wren) -> None:
    since = date(2026, 1, 5)
    actions.analyse(child=wren.pk, since=since, until=TODAY, words="Each absence follows pay day.", by=by, at=f.NOW)
    (entry,) = queries.entries_of(queries.analyses_of(wren.pk))
    assert entry.on == TODAY and by.name in entry.source and entry.kind == "analysis"
    client.force_login(account, backend=DOOR)
    assert "pay day" in client.get(reverse("chronology", args=[wren.pk])).content.decode()
    assert "pay day" in client.get(reverse("case_analysis", args=[wren.pk])).content.decode()
    for span in ((TODAY, TODAY - timedelta(days=1)), (TODAY + timedelta(days=1), None)):
        with pytest.raises(NotThatDay):
            actions.analyse(child=wren.pk, since=span[0], until=span[1], words="x", by=by, at=f.NOW)


def test_whoever_has_nothing_to_do_with_the_child_writes_nothing(wren) -> None:
    with pytest.raises(Refused):
        actions.analyse(child=wren.pk, since=TODAY, until=None, words="x", by=f.viewer("hub-practitioner"), at=f.NOW)
    assert not Analysis.objects.exists()


def test_the_page_writes_takes_back_and_says_what_is_missing(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    address = reverse("case_child", args=[wren.pk])
    assert "Nobody has written down what the child says" in client.get(address).content.decode()
    write = {what: reverse("write_of_child", args=[wren.pk, what]) for what in ("voice", "need", "member", "nonsense")}
    assert client.post(write["voice"], {"how": "alone"}).status_code == 400
    assert client.post(write["voice"], {"how": "alone", "words": "I want to go home.", **DAY}).status_code == 302
    assert client.post(write["nonsense"], {}).status_code == 404
    needs = {"language": "Tigrinya", "interpreter": "yes", "helps": "Draws.", "disability": "Deaf."}
    assert client.post(write["need"], needs).status_code == 302
    family = {"name": "Hazel", "relation": "mother", "lives_with": "yes", "responsible": "not-known"}
    assert client.post(write["member"], family).status_code == 302
    case = actions.open_case(child=wren.pk, kind="missing", because="x", by=by, at=f.NOW)
    told = reverse("family_told", args=[wren.pk, case.pk])
    assert "Select why they were not told" in client.post(told, {"told": "no", "words": "x"}).content.decode()
    assert client.post(told, {"told": "yes", "words": "Rang her mother.", **DAY}).status_code == 302
    page = client.get(address).content.decode()
    for words in ("I want to go home.", "Speaks Tigrinya", "Deaf.", "Hazel", "Rang her mother."):
        assert words in page
    row = Voice.objects.get()
    assert client.post(reverse("withdraw_of_child", args=[wren.pk, "voice", row.pk])).status_code == 302
    assert "I want to go home." not in client.get(address).content.decode()


def test_the_police_read_the_family_and_not_what_is_protected(client: Client, by, wren) -> None:
    actions.note_needs(child=wren.pk, language="", interpreter="no", helps="", disability="Deaf.", by=by, at=f.NOW)
    account = f.account("police-hub", of=f.agency("police", "police"))
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("case_child", args=[wren.pk])).content.decode()
    assert "Family and household" in page and "Deaf." not in page
    assert client.post(reverse("write_of_child", args=[wren.pk, "voice"]), {}).status_code == 404


def test_the_return_interview_says_how_to_talk_with_the_child(client: Client, account, by, wren) -> None:
    actions.note_needs(child=wren.pk, language="", interpreter="no", helps="Draws.", disability="", by=by, at=f.NOW)
    episode = f.episode(wren, days_ago=3, lasted=1)
    client.force_login(account, backend=DOOR)
    assert "Draws." in client.get(reverse("return_interview", args=[wren.pk, episode.pk])).content.decode()
