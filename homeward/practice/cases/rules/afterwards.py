"""Which factors of the census the record suggests, and when a child's handover to adult services is due.

Source: children in need census guide, 2023-24, factors at the end of assessment; Care Act 2014, sections 58 to 66. A
factor is suggested by a fact and never by a score, and a worker accepts it or refuses it. Of what was noticed of a
child, that alone suggests a factor which is the thing itself; a sign that may mean anything suggests none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MISSING, SEXUAL, TRAFFICKING, GANGS, CRIMINAL = "10A", "11A", "12A", "13A", "24A"
FACTORS = (MISSING, SEXUAL, TRAFFICKING, GANGS, CRIMINAL)
PLANNED, OFFERED, ACCEPTED, REFUSED = "planned", "offered", "accepted", "refused"
BY_FORM = {
    "sexual": SEXUAL,
    "trafficking": TRAFFICKING,
    "gangs": GANGS,
    "criminal": CRIMINAL,
    "county-lines": CRIMINAL,
}

BY_SIGN = {
    "missing-from-home": MISSING,
    "missing-from-care": MISSING,
    "missing-overnight": MISSING,
    "missing-repeatedly": MISSING,
    "images-shared": SEXUAL,
    "sexually-harmed": SEXUAL,
    "household-work": TRAFFICKING,
    "journey-arranged": TRAFFICKING,
    "moved-between-places": TRAFFICKING,
    "not-free-to-leave": TRAFFICKING,
    "wages-taken": TRAFFICKING,
    "group-signs": GANGS,
    "linked-to-group": GANGS,
    "debt-bondage": CRIMINAL,
    "forced-crime": CRIMINAL,
    "in-cuckooed-home": CRIMINAL,
    "packages-held": CRIMINAL,
    "plugging": CRIMINAL,
    "theft-to-order": CRIMINAL,
}


@dataclass(frozen=True)
class Facts:
    """What the record holds of one child's case that bears on a factor."""

    forms: frozenset[str] = frozenset()
    absences: int = 0
    referred: bool = False
    signs: frozenset[str] = frozenset()


def suggested(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Each factor that the record suggests, with what suggests it, in the order of the census."""
    found: dict[str, list[str]] = {}
    if facts.absences:
        found[MISSING] = ["absences"]
    for form in sorted(facts.forms & set(BY_FORM)):
        found.setdefault(BY_FORM[form], []).append(form)
    if facts.referred:
        found.setdefault(TRAFFICKING, []).append("referred")
    for sign in sorted(facts.signs & set(BY_SIGN)):
        found.setdefault(BY_SIGN[sign], []).append(sign)
    return {code: tuple(found[code]) for code in FACTORS if code in found}


def shows_exploitation(signs: Collection[str]) -> bool:
    """Whether what was noticed is exploitation itself, and not only an absence or a link to a group."""
    return any(BY_SIGN.get(sign) in (SEXUAL, TRAFFICKING, CRIMINAL) for sign in signs)


def expected(facts: Facts, answers: dict[str, bool]) -> frozenset[str]:
    """The factors that an assessment should hold: what is suggested, unless refused, and what was accepted."""
    return frozenset(code for code in FACTORS if answers.get(code, code in suggested(facts)))


def eighteenth_birthday(born: date) -> date:
    """The day on which somebody is eighteen; of whoever was born on 29 February, 1 March."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def transition_stands(born: date | None, steps: Sequence[str], *, today: date, days_before: int) -> str:
    """How the handover stands: `not-known`, `early`, `plan`, `handover`, `accepted`, or `late` once eighteen.

    The plan is due so many days before the birthday, and the handover before it. One that was refused is asked again.
    """
    if ACCEPTED in steps:
        return ACCEPTED
    if born is None:
        return "not-known"
    birthday = eighteenth_birthday(born)
    if today >= birthday:
        return "late"
    if today < birthday - timedelta(days=days_before):
        return "early"
    return "handover" if PLANNED in steps else "plan"
