"""What speaks for two children being one: which independent identifiers agree between what is said of them."""

from collections.abc import Collection, Iterable
from itertools import islice, product
from uuid import UUID

from homeward.methods.matching.evidence import agreeing_numbers, home_agrees, independent_identifiers
from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.records import Traits, traits
from homeward.register.access.queries import shielded
from homeward.register.keys.queries import opened
from homeward.register.linkage.models import Profile
from homeward.register.linkage.queries.occasions import bits_of_shared_days

ENOUGH = 2
AT_MOST = 400
OF_ONE_PAIR = ("upn", "nhs", "pnc")


def traits_of(profile: Profile, *, with_home: bool = True) -> Traits:
    """A profile in comparable form, its home opened from its seal."""
    return traits(
        forename=profile.forename,
        middle_name=profile.middle_name,
        surname=profile.surname,
        also_known_as=profile.also_known_as,
        birth_date=profile.birth_date,
        birth_precision=profile.birth_precision,
        sex=profile.sex,
        postcode=home_of(profile) if with_home else "",
        upn=profile.upn,
        nhs=profile.nhs,
        pnc=profile.pnc,
    )


def home_of(profile: Profile) -> str:
    """The postcode of the home that a profile says, opened from its seal; empty where it says none."""
    if not profile.sealed_postcode:
        return ""
    return opened(profile.sealed_postcode, table="linkage_profile", row=profile.digest, column="postcode")


def agreeing(one: Iterable[Profile], other: Iterable[Profile]) -> frozenset[str]:
    """The independent identifiers that agree between any of the one's profiles and any of the other's.

    Names with a birth date are one, a whole home postcode is one, each number is one, and days that both tell of are
    one (S-24). The home counts for nothing where a shield covers either: what is answered would tell whoever asks where
    a shielded child lives (S-11).
    """
    one, other, found = list(one), list(other), set[str]()
    open_ = not shielded({each.subject_id for each in (*one, *other)})
    pairs = product(*([traits_of(each, with_home=open_) for each in side] for side in (one, other)))
    for a, b in islice(pairs, AT_MOST):
        levels = levels_of(a, b)
        numbers = agreeing_numbers(levels)
        home = home_agrees(levels)
        found |= {*numbers, *(["postcode"] if home else [])}
        if independent_identifiers(levels) > len(numbers) + home:
            found.add("names")
    return frozenset(found | ({"days"} if _share_days(one, other) else set()))


def _share_days(one: Collection[Profile], other: Collection[Profile]) -> bool:
    ours, theirs = ({each.pk for each in side} for side in (one, other))
    return any((a in ours) != (b in ours) for a, b in bits_of_shared_days(ours | theirs))


def levels_of(a: Traits, b: Traits) -> dict[str, str]:
    """The level that each field reaches between two records; nothing for what either lacks."""
    reached = ((each.field, each.compare(a, b)) for each in COMPARISONS)
    return {field: level for field, level in reached if level is not None}


def without_homes(children: Collection[UUID]) -> set[UUID]:
    """The children whose homes may be no part of a key: a shield covers where they are (S-44)."""
    return shielded(children)


def profiles_in(children: Collection[UUID]) -> list[Profile]:
    """The profiles that stand in these children."""
    return list(Profile.objects.filter(subject__in=children).select_related("agency").order_by("pk"))
