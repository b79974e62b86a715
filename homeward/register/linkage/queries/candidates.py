"""Which pairs are worth weighing: those that share a key made of a number, a birth date or a home.

The home of a child whom a shield covers is no part of a key, and is not weighed: that it is another's too would be kept
beside the pair (S-11, S-44).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from homeward.methods.matching.records import Traits
from homeward.register.linkage.models import Profile
from homeward.register.linkage.queries.evidence import home_of, traits_of, without_homes
from homeward.register.linkage.queries.parts import in_parts
from homeward.register.linkage.queries.sharing import Way, sharing
from homeward.register.linkage.rules import Block, blocks_of

# Beyond this many new profiles the whole register is read once; under it only those that could share a key.
FEW = 2000
NUMBERS = ("upn", "nhs", "pnc")
AT_ONCE = 5000


@dataclass
class Candidates:
    """Profiles by the keys they share."""

    traits: dict[int, Traits] = field(default_factory=dict, repr=False)
    keys: dict[int, frozenset[Block]] = field(default_factory=dict, repr=False)
    by_key: dict[Block, list[int]] = field(default_factory=lambda: defaultdict(list), repr=False)
    synthetic: dict[int, bool] = field(default_factory=dict)
    crowded: set[Way] = field(default_factory=set)

    @classmethod
    def of(cls, todo: Collection[int]) -> "Candidates":
        """Those to be compared, with every profile that may share a key with one of them."""
        found = cls()
        if len(todo) > FEW:
            return cls.whole()
        for some in in_parts(todo):
            found._take(Profile.objects.filter(pk__in=some).select_related("agency").order_by("pk"))
        for some in in_parts(list(found.traits)):
            wanted = [found.traits[each] for each in some]
            found._take(_alike(wanted, some))
            found._take_sharing(wanted)
        return found

    def _take_sharing(self, wanted: Collection[Traits]) -> None:
        """Those who share a kept key, but for a key that too many share: that one is counted, and left."""
        shared = sharing(wanted)
        self.crowded |= shared.crowded
        for some in in_parts(sorted(shared.profiles - self.traits.keys()), AT_ONCE):
            self._take(Profile.objects.filter(pk__in=some).select_related("agency").order_by("pk"))

    @classmethod
    def whole(cls) -> "Candidates":
        """Every profile of the register that is not withdrawn."""
        found = cls()
        found._take(Profile.objects.filter(withdrawn=False).select_related("agency").order_by("pk").iterator())
        return found

    def _take(self, profiles: Iterable[Profile]) -> None:
        new = (each for each in profiles if each.pk not in self.traits and not each.withdrawn)
        for some in in_parts(new):
            self._take_some(some, without_homes({each.subject_id for each in some}))

    def _take_some(self, profiles: Iterable[Profile], hidden: Collection[UUID]) -> None:
        for profile in profiles:
            traits = traits_of(profile, with_home=profile.subject_id not in hidden)
            self.traits[profile.pk], self.synthetic[profile.pk] = traits, profile.synthetic
            self.keys[profile.pk] = blocks_of(traits)
            for key in self.keys[profile.pk]:
                self.by_key[key].append(profile.pk)

    def pairs(self, profiles: Sequence[int], *, without: Collection[int]) -> Iterator[tuple[int, int]]:
        """Each pair of one of these profiles with another that shares a key, once; none with those in `without`.

        Invented and real children are never compared.
        """
        own = set(profiles)
        for one in profiles:
            others = {each for key in self.keys.get(one, ()) for each in self.by_key[key]}
            for other in sorted(others - {one}):
                again = other in own and other < one
                if other not in without and not again and self.synthetic[one] == self.synthetic[other]:
                    yield (one, other) if one < other else (other, one)


def _alike(wanted: Collection[Traits], profiles: Collection[int]) -> Iterator[Profile]:
    """Profiles that share a birth date or a number with one of these, each number as its profile writes it."""
    found = Q(birth_date__in=_days(wanted))
    rows = Profile.objects.filter(pk__in=profiles).values_list(*NUMBERS)
    for name, values in zip(NUMBERS, map(set, zip(*rows, strict=True)), strict=False):
        found |= Q(**{f"{name}__in": values - {""}}) if values - {""} else Q()
    yield from Profile.objects.filter(found, withdrawn=False).select_related("agency").order_by("pk")


def _days(wanted: Iterable[Traits]) -> set[date]:
    days = set()
    for each in wanted:
        if each.birth_date is not None:
            days.add(each.birth_date)
    return days


def given_rows() -> Iterator[dict[str, object]]:
    """Every profile as an engine is given it; of a child whom a shield covers, without the home."""
    profiles = Profile.objects.filter(withdrawn=False).order_by("pk").iterator()
    for some in in_parts(profiles):
        hidden = without_homes({each.subject_id for each in some})
        for profile in some:
            yield {
                "unique_id": str(profile.pk),
                "forename": profile.forename,
                "middle_name": profile.middle_name,
                "surname": profile.surname,
                "aliases": profile.also_known_as,
                "birth_date": profile.birth_date,
                "birth_precision": profile.birth_precision,
                "sex": profile.sex,
                "postcode": "" if profile.subject_id in hidden else home_of(profile),
                "upn": profile.upn,
                "nhs": profile.nhs,
                "pnc": profile.pnc,
                "synthetic": profile.synthetic,
            }


def anything_to_compare() -> bool:
    """Whether a profile waits to be compared, or to be clustered with what was said of it."""
    return Profile.objects.filter(unsettled=True).exists()
