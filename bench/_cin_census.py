"""An invented children in need census, as many children as are asked for, drawn so that the published checks are tried.

One child in three has something wrong with it, of every kind that both this program and the sector's own validator look
for, and dates fall on both sides of each clock and on its very day. Nobody in it is anybody.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 2019
YEAR_END = date(2025, 3, 31)
FACTORS = "1A 2B 3A 4B 5A 7A 8F 10A 11A 12A 13A 15A 16A 17A 18A 18B 19A 19C 20 24A".split()  # noqa: SIM905  # a row of codes, as the census prints them
PLANS = {
    "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "ChildProtectionPlans": ("CPPstartDate", "CPPendDate"),
}
HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>2025</Year>
      <ReferenceDate>2025-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>999</LEA>
      <SoftwareCode>Invented</SoftwareCode>
    </Source>
  </Header>
  <Children>
"""
TAIL = "  </Children>\n</Message>\n"


def write_census(to: Path, children: int) -> Path:
    """Write a census of so many children, one after another."""
    chance = random.Random(SEED)
    with to.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(children):
            out.write(f"    {''.join(child(number, chance))}\n")
        out.write(TAIL)
    return to


def child(number: int, chance: random.Random) -> Iterator[str]:
    """A child with one to three referrals."""
    name = f"MS{number:07d}" if number % 97 else f"MS{number:019d}"
    born = date(2008, 1, 1) + timedelta(days=chance.randrange(5800))
    yield "<Child><ChildIdentifiers>"
    yield f"<LAchildID>{name}</LAchildID><UPN>{pupil(number)}</UPN>"
    yield f"<PersonBirthDate>{born}</PersonBirthDate><Sex>{chance.choice('MF')}</Sex></ChildIdentifiers>"
    yield "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
    # One in ten was referred about the clocks' own last days before the end of the year.
    near = chance.random() < 0.1
    referred = YEAR_END - timedelta(days=chance.randrange(15, 75)) if near else date(2024, 4, 2)
    referred += timedelta(days=0 if near else chance.randrange(120))
    for _ in range(1 if near else chance.choice((1, 1, 1, 2, 3))):
        yield from referral(referred, chance)
        referred += timedelta(days=chance.randrange(60, 110))
    yield "</Child>"


def pupil(number: int) -> str:
    """A pupil number with a wrong check letter."""
    from homeward.county.identities_at_scale.people import pupil_number

    return pupil_number(number + 1, 11)


def referral(referred: date, chance: random.Random) -> Iterator[str]:
    """A referral, open or closed, and what stands below it."""
    closed = min(referred + timedelta(days=chance.randrange(20, 140)), YEAR_END) if chance.random() < 0.6 else None
    ended_there = chance.random() < 0.05
    yield f"<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>6</ReferralSource>"
    yield "<PrimaryNeedCode>N1</PrimaryNeedCode>"
    if closed:
        yield f"<CINclosureDate>{closed}</CINclosureDate>"
        yield f"<ReasonForClosure>{chance.choice(('RC1', 'RC7', 'RC8', 'RC9'))}</ReasonForClosure>"
    if not ended_there or chance.random() < 0.5:
        yield from below(referred, closed, chance)
    yield f"<ReferralNFA>{'true' if ended_there else 'false'}</ReferralNFA></CINdetails>"


def below(referred: date, closed: date | None, chance: random.Random) -> Iterator[str]:
    """Assessments, an enquiry and a plan, mostly within the referral."""
    began = referred + timedelta(days=chance.randrange(4))
    for _ in range(chance.choice((1, 1, 1, 2))):
        yield from assessment(began, closed, chance)
        began += timedelta(days=chance.randrange(10, 40))
    if chance.random() < 0.4:
        yield from enquiry(referred + timedelta(days=chance.randrange(60)), chance)
    for element, share in (("CINPlanDates", 0.3), ("ChildProtectionPlans", 0.2)):
        if chance.random() < share:
            yield from plan(element, referred + timedelta(days=chance.randrange(90)), closed, chance)


def assessment(began: date, closed: date | None, chance: random.Random) -> Iterator[str]:
    """An assessment: done in time or late, within the case or after it, with factors that are right in most."""
    done = chance.random() < 0.8
    ended = began + timedelta(days=chance.choice((20, 44, 45, 46, 60, 66, 67, 70)))
    if closed and chance.random() < 0.8:
        ended = min(ended, closed)
    yield f"<Assessments><AssessmentActualStartDate>{began}</AssessmentActualStartDate>"
    if done:
        yield f"<AssessmentAuthorisationDate>{max(ended, began)}</AssessmentAuthorisationDate>"
    told = factors(chance) if done or chance.random() < 0.1 else []
    if told:
        each = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>" for code in told)
        yield f"<FactorsIdentifiedAtAssessment>{each}</FactorsIdentifiedAtAssessment>"
    yield "</Assessments>"


def factors(chance: random.Random) -> list[str]:
    """The factors found: some once, 21 alone, 21 beside others, one twice, or none."""
    kind = chance.random()
    if kind < 0.70:
        return sorted(set(chance.choices(FACTORS, k=chance.choice((1, 2, 3)))))
    if kind < 0.85:
        return ["21"]
    if kind < 0.90:
        return ["21", chance.choice(FACTORS)]
    return [chance.choice(FACTORS)] * 2 if kind < 0.95 else []


def enquiry(began: date, chance: random.Random) -> Iterator[str]:
    """An enquiry under section 47: with a conference, without one, or said to need none."""
    yield f"<Section47><S47ActualStartDate>{began}</S47ActualStartDate>"
    kind = chance.random()
    if kind < 0.4:
        yield f"<DateOfInitialCPC>{began + timedelta(days=chance.choice((10, 14, 15, 21, 22, 30)))}</DateOfInitialCPC>"
    needed = "false" if kind < 0.7 else "true"
    yield f"<ICPCnotRequired>{needed}</ICPCnotRequired></Section47>"


def plan(element: str, began: date, closed: date | None, chance: random.Random) -> Iterator[str]:
    """A plan: ended before the case was closed, after it, or not at all."""
    first, last = PLANS[element]
    yield f"<{element}><{first}>{began}</{first}>"
    if closed and chance.random() < 0.8:
        ended = closed + timedelta(days=chance.choice((-9, -1, 0, 1, 20)))
        yield f"<{last}>{max(ended, began)}</{last}>"
    if element == "ChildProtectionPlans":
        yield "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        yield "<NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    yield f"</{element}>"
