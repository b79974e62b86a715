"""The band that people give: the tool's, the professional's and the agreed one, each its own and each with its reason.

A score supports judgement and never replaces it, and nothing is closed or stepped down on a score alone: the
Independent Inquiry into Child Sexual Abuse found tools used to ration help, and children stepped down while still being
harmed.
"""

from dataclasses import dataclass

from homeward.methods.instruments.scoring import Result
from homeward.vocabulary.instruments.shapes import Instrument


@dataclass(frozen=True, slots=True)
class Given:
    """A band that somebody gave, why, and who they are (any key that tells people apart)."""

    band: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The three bands of one assessment: the tool's is worked out, the other two are people's and may be yet to come.

    `second_person` is whoever stands beside the assessor where the instrument wants one for a lower band.
    """

    tool: str
    professional: Given | None = None
    agreed: Given | None = None
    second_person: str = ""

    @property
    def standing(self) -> str:
        """The band that holds: the agreed one, or the professional's, or the tool's."""
        given = self.agreed or self.professional
        return given.band if given else self.tool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that may not be so: a code for the program, the field it is about, and how to put it right."""

    code: str
    field: str
    words: str


def refused_bands(definition: Instrument, bands: Bands) -> tuple[Refusal, ...]:
    """What stands in the way of keeping three bands; nothing where they may be kept.

    The professional's band wants a reason where it differs from the tool's, or always, as the instrument says. The
    agreed band wants one where it differs from the professional's, or from the tool's where there is none.
    """
    found: list[Refusal] = []
    rule = definition.professional
    if bands.professional:
        wants = rule.reason == "always" or bands.professional.band != bands.tool
        found += _given(definition, bands, bands.professional, "professional", wants_reason=wants)
    if bands.agreed:
        before = bands.professional.band if bands.professional else bands.tool
        wants = bands.agreed.band != before or bands.agreed.band != bands.tool
        found += _given(definition, bands, bands.agreed, "agreed", wants_reason=wants)
    return tuple(found)


def refused_closing(
    definition: Instrument, result: Result, bands: Bands, *, reason: str, on_what_is_not_known: str = ""
) -> tuple[Refusal, ...]:
    """What stands in the way of closing, or stepping down, on an assessment; nothing where it may be done.

    A score alone never closes: it wants a professional's band with a reason, even where it is the tool's, an agreed
    band with a reason, a second person to have agreed it, and a reason for the closing itself. Where what is not known
    could bring a higher band than the agreed one, it wants words on that too.
    """
    found = list(refused_bands(definition, bands))
    for field, given in (("professional", bands.professional), ("agreed", bands.agreed)):
        if given is None or not given.reason.strip():
            words = f"Give the {field} band and the reason for it: nothing is closed on a score alone."
            found.append(Refusal("on-a-score-alone", field, words))
    if bands.professional and bands.agreed and bands.professional.by == bands.agreed.by:
        words = "Have somebody other than the assessor agree the band before closing."
        found.append(Refusal("agreed-by-the-assessor", "agreed", words))
    if not reason.strip():
        found.append(Refusal("no-reason", "reason", "Say why it is safe to close or step down."))
    if _could_be_higher(definition, result, bands) and not on_what_is_not_known.strip():
        words = "Say why closing need not wait for what is not known: it could bring a higher band."
        found.append(Refusal("not-known-could-be-higher", "on_what_is_not_known", words))
    return tuple({(each.code, each.field): each for each in found}.values())


def is_step_down(definition: Instrument, before: str, after: str) -> bool:
    """True when a band is lower than the one before it. Both are bands of one version."""
    return definition.ranks[after] < definition.ranks[before]


def _given(definition: Instrument, bands: Bands, given: Given, field: str, *, wants_reason: bool) -> list[Refusal]:
    if given.band not in definition.ranks:
        return [Refusal("no-such-band", field, f"Choose one of the bands of {definition.title}.")]
    found = []
    if wants_reason and not given.reason.strip():
        found.append(Refusal("no-reason", field, "Say why, in your own words."))
    if is_step_down(definition, bands.tool, given.band):
        found += _lower(definition.professional.lowering, bands, given, field)
    return found


def _lower(lowering: str, bands: Bands, given: Given, field: str) -> list[Refusal]:
    if lowering == "never":
        return [Refusal("never-lower", field, "This instrument's band may be raised and not lowered.")]
    if lowering == "with-a-second-person" and bands.second_person in ("", given.by):
        words = "Name a second person who agrees that the band is lower than the tool's."
        return [Refusal("second-person", "second_person", words)]
    return []


def _could_be_higher(definition: Instrument, result: Result, bands: Bands) -> bool:
    standing = bands.standing
    return standing in definition.ranks and is_step_down(definition, result.highest.band, standing)
