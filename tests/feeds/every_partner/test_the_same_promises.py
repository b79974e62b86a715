"""What every partner's feed promises alike: no row twice, a change takes the place of what it changes, nothing lowers a
shield, and a file is read whatever letters it was written in."""

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from homeward.gateways.feeds.actions import NotFromThem
from homeward.gateways.feeds.registry import feed_named
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import Shield
from homeward.register.agencies.models import Agency
from homeward.register.events.models import EducationEvent, HealthEvent, JusticeEvent, SocialCareEvent
from homeward.register.linkage.models import Profile
from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Delivery, Refusal, SourceRecord
from tests import factories as f
from tests.factories import partners as rows
from tests.factories.partners import Row
from tests.feeds.identity.rows import child
from tests.feeds.partners import Partner, sender
from tests.feeds.samples import loaded, refused, sample, told, write
from tests.feeds.ssda903.rows import episode, header

pytestmark = pytest.mark.django_db
EVERYTHING: tuple[type[models.Model], ...] = (
    Person, Identifier, Profile, SourceRecord, MissingReport, MissingEpisode, EducationEvent, HealthEvent, JusticeEvent,
    SocialCareEvent,
)  # fmt: skip
EVENTS: tuple[type[models.Model], ...] = (EducationEvent, HealthEvent, JusticeEvent, SocialCareEvent, MissingReport)


@dataclass(frozen=True)
class Kind:
    """One part of a feed: who makes its rows, and a cell that a partner might put right."""

    feed: str
    part: str
    make: Callable[..., Row]
    changed: Row
    own: str


SSD_END = "miss_missing_episode_end_date"
KINDS = [
    Kind("education", "exclusions", rows.suspension, {"reason": "OW"}, "pupil_id"),
    Kind("education", "attendance", rows.concern, {"sessions_missed": "99"}, "pupil_id"),
    Kind("custody", "custody", rows.custody, {"outcome": "charged-bailed"}, "person_reference"),
    Kind("youth-justice", "work", rows.youth_justice, {"due_to_end_on": "10/07/2026"}, "yjs_number"),
    Kind("health", "attendances", rows.attendance, {"reason": "assault"}, "patient_number"),
    Kind("nrm", "referrals", rows.nrm, {"exploitation": "sexual"}, "person_reference"),
    Kind("ssd-missing", "missing", rows.ssd_missing, {SSD_END: "2025-06-04 08:00:00"}, "miss_person_id"),
    Kind("agency-identity", "children", rows.identity, {"forename": "Ren"}, "own_number"),
]
TAKEN_BACK = [kind for kind in KINDS if kind.feed not in ("ssd-missing", "agency-identity")]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=[f"{kind.feed} {kind.part}" for kind in KINDS])


@pytest.fixture
def on_record(tmp_path: Path) -> Callable[[int], None]:
    """Children whom the council told of, with the numbers by which health speaks of them."""

    def of(many: int) -> None:
        children = [child(number, nhs_number=rows.nhs(number)) for number in range(1, many + 1)]
        loaded("identity", write(tmp_path / "council", "identity", {"children": children}))

    return of


def everything() -> list[list[dict[str, object]]]:
    return [list(model._default_manager.order_by("pk").values()) for model in EVERYTHING]


def standing() -> int:
    return sum(model._default_manager.filter(superseded_at__isnull=True).count() for model in EVENTS)


@each_kind
def test_the_same_file_a_second_time_changes_nothing(
    kind: Kind, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(4)
    paths = write(tmp_path / "one", kind.feed, {kind.part: [kind.make(number) for number in (1, 2, 3, 4)]})
    partner = Partner(kind.feed, tmp_path)
    first = partner.load(paths)
    before = everything()
    assert (first.rows_new, first.rows_refused, first.rows_dropped) == (4, 0, 0)
    assert partner.load(paths).pk == first.pk
    assert everything() == before


@each_kind
def test_sent_again_with_half_its_rows_changed(kind: Kind, tmp_path: Path, on_record: Callable[[int], None]) -> None:
    on_record(4)
    partner = Partner(kind.feed, tmp_path)
    partner.send(**{kind.part: [kind.make(number) for number in (1, 2, 3, 4)]})
    people, stood = Person.objects.count(), standing()
    again = [kind.make(number, **(kind.changed if number < 3 else {})) for number in (1, 2, 3, 4)]
    delivery = partner.send(**{kind.part: [row | later(row) for row in again]})
    assert (delivery.rows_new, delivery.rows_changed, delivery.rows_known) == (
        0,
        changed_of(kind),
        4 - changed_of(kind),
    )
    assert (Person.objects.count(), standing()) == (people, stood)


def later(row: Row) -> Row:
    """The day of a later extract, where a row tells one."""
    return {"extracted_on": "01/03/2026"} if "extracted_on" in row else {}


def changed_of(kind: Kind) -> int:
    """How many rows say something else: of an identity extract all, since its day is part of what it says."""
    return 4 if kind.feed == "agency-identity" else 2


@pytest.mark.parametrize("kind", TAKEN_BACK, ids=[f"{kind.feed} {kind.part}" for kind in TAKEN_BACK])
def test_a_row_that_is_withdrawn_is_kept_and_tells_of_nothing_any_more(
    kind: Kind, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(2)
    partner = Partner(kind.feed, tmp_path)
    partner.send(**{kind.part: [kind.make(1), kind.make(2)]})
    people, stood, records = Person.objects.count(), standing(), SourceRecord.objects.count()
    taken_back = kind.make(1, withdrawn="1", extracted_on="01/03/2026")
    partner.send(**{kind.part: [taken_back]})
    assert standing() == stood // 2
    assert (Person.objects.count(), SourceRecord.objects.count()) == (people, records + 1)
    partner.send(**{kind.part: [taken_back | {"withdrawn": "", "extracted_on": "02/03/2026"}]})
    assert standing() == stood


@pytest.mark.parametrize("kind", TAKEN_BACK, ids=[f"{kind.feed} {kind.part}" for kind in TAKEN_BACK])
def test_a_withdrawal_in_an_older_extract_that_comes_late_takes_nothing_away(
    kind: Kind, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(1)
    partner = Partner(kind.feed, tmp_path)
    partner.send(**{kind.part: [kind.make(1)]})
    stood = standing()
    partner.send(**{kind.part: [kind.make(1, withdrawn="1", extracted_on="01/01/2026")]})
    assert standing() == stood


def test_a_row_that_takes_back_what_nobody_told_adds_nobody(tmp_path: Path) -> None:
    delivery = Partner("custody", tmp_path).send(custody=[rows.custody(1, withdrawn="1")])
    assert (delivery.rows_new, Person.objects.count(), JusticeEvent.objects.count()) == (1, 0, 0)


@each_kind
def test_no_row_lowers_a_shield(kind: Kind, tmp_path: Path, on_record: Callable[[int], None]) -> None:
    loaded(
        "ssda903",
        write(tmp_path / "return", "ssda903", {"header": [header()], "episodes": [episode()]}, year="2025-26"),
    )
    on_record(1)
    before = list(Shield.objects.values())
    assert before
    known: Row = {"council": "Middleshire", "council_local_id": "MS000001"} if kind.feed != "ssd-missing" else {}
    Partner(kind.feed, tmp_path).send(**{kind.part: [kind.make(1, **known)]})
    assert Person.objects.count() == 1
    assert list(Shield.objects.values()) == before


@each_kind
@pytest.mark.parametrize(
    ("letters", "mark"),
    [("utf-8-sig", b""), ("cp1252", b""), ("utf-16-le", codecs.BOM_UTF16_LE)],
    ids=["UTF-8 with its mark", "Windows", "UTF-16"],
)
def test_it_is_read_whatever_letters_it_was_written_in(
    kind: Kind, letters: str, mark: bytes, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(1)
    names = {name: "Zoë" for name in ("forename",) if name in kind.make()}
    paths = write(tmp_path / "plain", kind.feed, {kind.part: [kind.make(1, **names)]})
    text = paths[0].read_text(encoding="utf-8")
    place = tmp_path / "other"
    place.mkdir()
    file = place / paths[0].name
    file.write_bytes(mark + text.encode(letters))
    delivery = load_declared(kind.feed, file)
    assert (delivery.rows_new, delivery.rows_refused) == (1, 0)
    if names:
        assert Profile.objects.filter(forename="Zoë").exists()


def load_declared(feed: str, file: Path) -> Delivery:
    """The file, declared invented beside its own hash."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (file.parent / "manifest.yaml").write_text(f"synthetic: true\nfeed: {feed}\nfiles:\n  {file.name}: {digest}\n")
    return Partner(feed, file.parent).load([file])


@each_kind
def test_fifty_rows_are_read_with_as_many_statements_as_five(
    kind: Kind, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(130)
    partner = Partner(kind.feed, tmp_path)
    sender(kind.feed)
    partner.send(**{kind.part: [kind.make(130)]})
    assert reads(partner, kind, 1, 5) == reads(partner, kind, 60, 50)


def reads(partner: Partner, kind: Kind, first: int, count: int) -> int:
    made = [kind.make(first + each) for each in range(count)]
    with CaptureQueriesContext(connection) as statements:
        partner.send(**{kind.part: made})
    return sum(statement["sql"].startswith("SELECT") for statement in statements)


@each_kind
def test_a_row_without_a_number_that_anybody_holds_stands_alone_or_is_dropped(
    kind: Kind, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(1)
    own: Row = {kind.own: "Z999"} | ({} if kind.feed == "ssd-missing" else {"nhs_number": "", "upn": ""})
    delivery = Partner(kind.feed, tmp_path).send(**{kind.part: [kind.make(1, **own)]})
    assert delivery.rows_dropped == (1 if kind.feed == "health" else 0)
    assert Person.objects.count() == 2 - delivery.rows_dropped


@pytest.mark.parametrize("feed", sorted({kind.feed for kind in KINDS}))
def test_another_kind_of_agency_does_not_send_it(feed: str, tmp_path: Path) -> None:
    mapping = feed_named(feed).mapping
    strangers = [kind for kind, _ in Agency.KINDS if kind not in mapping.from_kinds]
    assert strangers
    kind = next(each for each in KINDS if each.feed == feed)
    for stranger in strangers:
        with pytest.raises(NotFromThem):
            Partner(feed, tmp_path / stranger).send(
                f.agency(f"a-{stranger}", kind=stranger), **{kind.part: [kind.make()]}
            )


@pytest.mark.parametrize("feed", sorted({kind.feed for kind in KINDS}))
def test_of_the_broken_sample_exactly_what_it_says_is_refused(
    feed: str, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(40)
    delivery = Partner(feed, tmp_path).load(sample(feed, "broken"))
    assert refused(delivery) == told(feed)
    for message in Refusal.objects.values_list("message", flat=True):
        assert message.endswith(".")
        assert not [word for word in ("SYN", "Wren", "Applegarth", "ZZ11", "MS00", "H0000") if word in message]


@pytest.mark.parametrize("feed", sorted({kind.feed for kind in KINDS}))
def test_the_good_sample_loads_whole_and_a_second_time_changes_nothing(
    feed: str, tmp_path: Path, on_record: Callable[[int], None]
) -> None:
    on_record(40)
    partner = Partner(feed, tmp_path)
    delivery = partner.load(sample(feed, "good"))
    assert delivery.rows_refused == 0
    assert delivery.rows_new > 1
    assert bool(delivery.rows_dropped) is (feed != "ssd-missing")
    before = everything()
    partner.load(sample(feed, "good"))
    assert everything() == before
