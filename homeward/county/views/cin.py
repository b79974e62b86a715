"""The children in need census: one XML file for each year that has ended, in the department's own shape."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

from homeward.county.identities import Identity
from homeward.county.need_work import Assessment, Referral
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.working_days import add_working_days
from homeward.vocabulary.bank_holidays import bank_holidays

COUNCIL_CODE = "999"
SEX_SINCE = 2025
TARGET = 15  # working days from an enquiry's first to the conference
REVIEWS = timedelta(days=165)


@dataclass(frozen=True, slots=True)
class Census:
    """What the council's system held at the end of a collection year."""

    year: CollectionYear

    def holds(self, each: Referral) -> bool:
        """Whether a referral was open in the year, or made in it with no further action."""
        if each.no_further_action:
            return self.year.since <= each.on < self.year.until
        return each.on < self.year.until and (each.closed is None or each.closed >= self.year.since)

    def write(self, path: Path, children: Iterable[tuple[Identity, list[Referral]]]) -> None:
        """Write each child as it comes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(f'<?xml version="1.0" encoding="utf-8"?>\n<Message>\n{self._header()}\n<Children>\n')
            for who, referrals in children:
                file.write("".join(self._child(who, referrals)) + "\n")
            file.write("</Children>\n</Message>\n")

    def _header(self) -> str:
        last = self.year.last_day
        details = _all(("Collection", "CIN"), ("Year", str(last.year)), ("ReferenceDate", last))
        source = _all(
            ("SourceLevel", "L"), ("LEA", COUNCIL_CODE), ("SoftwareCode", "Homeward county"), ("SerialNo", "001"),
            ("DateTime", f"{last.year}-06-20T10:30:00"),
        )  # fmt: skip
        levels = _in("Content", _in("CBDSLevels", _one("CBDSLevel", "Child")))
        return _in("Header", _in("CollectionDetails", details) + _in("Source", source) + levels)

    def _child(self, who: Identity, referrals: list[Referral]) -> Iterator[str]:
        child = who.child
        upn = who.upn_on(self.year.last_day)
        sex = (
            ("Sex", who.sex)
            if self.year.ending >= SEX_SINCE
            else ("GenderCurrent", {"M": "1", "F": "2"}.get(who.sex, "0"))
        )
        unknown = "" if upn else "UN6" if child.unaccompanied else "UN1"
        yield "<Child>" + _in(
            "ChildIdentifiers",
            _all(
                ("LAchildID", who.local_id), ("UPN", upn), ("UPNunknown", unknown), ("PersonBirthDate", child.born), sex
            ),
        )
        disability = _in("Disabilities", _one("Disability", "LD" if child.needs == "plan" else "NONE"))
        yield _in("ChildCharacteristics", _one("Ethnicity", who.ethnicity) + disability)
        yield from (self._referral(each) for each in referrals)
        yield "</Child>"

    def _referral(self, each: Referral) -> str:
        closed = each.closed if each.closed and each.closed < self.year.until and not each.no_further_action else None
        head = _all(
            ("CINreferralDate", each.on), ("ReferralSource", each.source), ("PrimaryNeedCode", each.need),
            ("CINclosureDate", closed), ("ReasonForClosure", each.reason if closed else ""),
            ("ReferralNFA", "true" if each.no_further_action else "false"),
        )  # fmt: skip
        return _in("CINdetails", head + "".join(self._under(each)))

    def _under(self, each: Referral) -> Iterator[str]:
        """Assessments, plans and enquiries of the year, so far as it saw them."""
        yield from (self._assessment(one) for one in each.assessments if self._in_year(one.since, one.completed))
        plan = each.need_plan
        if plan and self._in_year(plan.since, plan.until):
            yield _in(
                "CINPlanDates",
                _all(("CINPlanStartDate", plan.since), ("CINPlanEndDate", self._by_then(plan.until))),
            )
        if each.enquiry and self._in_year(each.enquiry.since, each.enquiry.conference or each.enquiry.since):
            since, held = each.enquiry.since, each.enquiry.conference
            none = "true" if held is None else "false"
            target = add_working_days(since, TARGET, bank_holidays()) if held else None
            dates = (
                ("S47ActualStartDate", since),
                ("InitialCPCtarget", target),
                ("DateOfInitialCPC", self._by_then(held)),
            )
            yield _in("Section47", _all(*dates, ("ICPCnotRequired", none)))
        plan = each.protection_plan
        if plan and self._in_year(plan.since, plan.until):
            reviews = "".join(_one("CPPreviewDate", day) for day in self._reviews(plan.since, plan.until))
            yield _in(
                "ChildProtectionPlans",
                _all(
                    ("CPPstartDate", plan.since), ("CPPendDate", self._by_then(plan.until)),
                    ("InitialCategoryOfAbuse", plan.category), ("LatestCategoryOfAbuse", plan.category),
                    ("NumberOfPreviousCPP", "0"),
                ) + (_in("Reviews", reviews) if reviews else ""),
            )  # fmt: skip

    def _assessment(self, one: Assessment) -> str:
        done = one.completed < self.year.until
        factors = "".join(_one("AssessmentFactors", code) for code in one.factors) if done else ""
        dates = _all(
            ("AssessmentActualStartDate", one.since), ("AssessmentAuthorisationDate", one.completed if done else None)
        )
        return _in("Assessments", dates + (_in("FactorsIdentifiedAtAssessment", factors) if factors else ""))

    def _reviews(self, since: date, until: date | None) -> Iterator[date]:
        """After three months, then before every six."""
        day = since + timedelta(days=85)
        while day < min(until or self.year.until, self.year.until):
            yield day
            day += REVIEWS

    def _in_year(self, since: date, until: date | None) -> bool:
        return since < self.year.until and (until is None or until >= self.year.since)

    def _by_then(self, day: date | None) -> date | None:
        return day if day and day < self.year.until else None


def _one(name: str, said: str | date) -> str:
    return f"<{name}>{escape(said if isinstance(said, str) else said.isoformat())}</{name}>"


def _all(*cells: tuple[str, str | date | None]) -> str:
    """Each cell that says something."""
    return "".join(_one(name, said) for name, said in cells if said)


def _in(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"
