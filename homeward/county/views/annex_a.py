"""Annex A: the workbook that the council makes for an inspection, of the six months before the last day.

Lists 1 to 8 tell of children; lists 9, 10 and 11 are there, as they are in a real workbook, with rows that hold a word
found nowhere else: whoever finds that word in the hub has found that they were read. The same run gives the same bytes:
a workbook's own times of making are set to its day.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from homeward.county.afterwards import interviews
from homeward.county.care import CareEpisode
from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.identities import Identity
from homeward.county.need_work import Referral
from homeward.county.world import Brought, World
from homeward.county.years import DAY, months_before

Cell = str | int | date | None
Rows = Iterator[tuple[Cell, ...]]
CANARY = "wheatear-never-read"
YEAR = timedelta(days=365)
WHO = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
SHEETS: dict[str, tuple[str, ...]] = {
    "List 1 Contacts": (*WHO, "Date of Contact", "Contact Source"),
    "List 2 Early Help": (
        *WHO, "Assessment start date", "Assessment completion date", "Organisation completing assessment",
    ),
    "List 3 Referrals": (
        *WHO, "Date of Referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months",
        "Allocated Team", "Allocated Worker",
    ),
    "List 4 Assessments": (
        *WHO, "Does the child have a disability?", "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment", "Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?", "Allocated Team", "Allocated Worker",
    ),
    "List 5 Section 47": (
        *WHO, "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?", "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months",
    ),
    "List 6 CIN": (
        *WHO, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date",
        "Reason for Closure", "Case Status",
    ),
    "List 7 CP": (
        *WHO, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse",
        "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference",
        "Child Protection Plan End Date", "Number of Previous Child Protection Plans",
    ),
    "List 8 CLA": (
        *WHO, "Date Started to be Looked After", "Start date of current legal status", "Child's Legal Status",
        "Date of Last Social Work Visit", "Date Ceased to be Looked After",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    ),
    "List 9 Care leavers": (*WHO, "Category of Eligibility", "Allocated Personal Adviser"),
    "List 10 Adoption": (*WHO, "Date the Child Entered Care", "Date of Placement Order", "Family Finding Status"),
    "List 11 Adopters": ("Individual Adopter Identifier", "Gender", "Date of Approval", "Notes"),
}  # fmt: skip
SEXES = {"M": "Male", "F": "Female", "U": "Neither"}


@dataclass(frozen=True, slots=True)
class AnnexA:
    """One workbook: what the council's system held on the day before the last."""

    world: World
    brought: Brought
    referrals: list[Referral]

    @property
    def on(self) -> date:
        """The day the workbook is made of."""
        return self.world.until - DAY

    @property
    def since(self) -> date:
        """The first day of the six months."""
        return months_before(self.on, 6) + timedelta(days=self.on.day - 1)

    def write(self, path: Path) -> None:
        """Write every list to its sheet, as rows come."""
        book = Workbook(write_only=True)
        lists = (
            self._contacts(), self._early_help(), self._referrals(), self._assessments(), self._enquiries(),
            self._in_need(), self._protected(), self._looked_after(), self._never(), self._never(), self._adopters(),
        )  # fmt: skip
        for (name, columns), rows in zip(SHEETS.items(), lists, strict=True):
            sheet = book.create_sheet(name)
            sheet.append(columns)
            for row in rows:
                sheet.append(row)
        kept = BytesIO()
        book.save(kept)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_of_its_day(kept, self.on))

    def _who(self, child: Child) -> tuple[Cell, ...]:
        who: Identity = self.brought.identity_of(child)
        return (who.local_id, SEXES[who.sex], who.ethnicity, child.born, child.age(self.on))

    def _current(self, children: Iterable[Referral]) -> Iterator[Referral]:
        return (each for each in children if each.on < self.on and each.child.is_child_on(self.on))

    def _lately(self, day: date) -> bool:
        return self.since <= day < self.on

    def _draw(self, name: str, child: Child) -> Stream:
        return self.world.streams.of(f"annex A {name}", child.number)

    def _contacts(self) -> Rows:
        """Each referral was a contact first; and the police tell of absences that come to nothing more."""
        seen: set[tuple[int, date]] = set()
        for each in self._current(self.referrals):
            if self._lately(each.on):
                seen.add((each.child.number, each.on))
                yield (*self._who(each.child), each.on, each.source)
        for child, absences in sorted(self.world.absences_of.items(), key=lambda pair: pair[0].number):
            for absence in absences if self.world.council_knows(child) and child.is_child_on(self.on) else ():
                on = absence.since + DAY
                if self._lately(on) and (child.number, on) not in seen:
                    seen.add((child.number, on))
                    yield (*self._who(child), on, "6) Police")

    def _early_help(self) -> Rows:
        """After a case that closed to early help, or a referral without further action, for some."""
        for each in self._current(self.referrals):
            closed, draw = each.closed, self._draw("early help", each.child)
            helped = each.reason == "RC9" or (each.no_further_action and draw.happens(0.3))
            if closed and helped and self._lately(closed):
                done = closed + timedelta(days=20 + draw.below(40))
                by = draw.one_of(("School", "Family hub", "Health visiting", "Youth service"))
                yield (*self._who(each.child), closed, done if done < self.on else None, by)

    def _referrals(self) -> Rows:
        times: dict[Child, list[date]] = {}
        for each in self._current(self.referrals):
            times.setdefault(each.child, []).append(each.on)
            if self._lately(each.on):
                lately = sum(each.on - YEAR < day <= each.on for day in times[each.child])
                nfa = "Y" if each.no_further_action else "N"
                yield (*self._who(each.child), each.on, each.source, nfa, lately, "Front Door", "Not recorded here")

    def _assessments(self) -> Rows:
        for each in self._current(self.referrals):
            for one in each.assessments:
                done = one.completed if one.completed < self.on else None
                if one.since < self.on and (done is None or self._lately(done)):
                    support = None if done is None else "N" if one.factors == ("21",) else "Y"
                    disabled = "Y" if each.child.needs == "plan" else "N"
                    yield (*self._who(each.child), disabled, one.since, "Y", done, support, "Family Support", "")

    def _enquiries(self) -> Rows:
        for each in self._current(self.referrals):
            one = each.enquiry
            if one is None or not self._lately(one.since):
                continue
            held = one.conference if one.conference and one.conference < self.on else None
            plan = "Y" if held else None
            yield (
                *self._who(each.child),
                one.since,
                "Y" if one.conference is None else "N",
                held,
                plan,
                1,
                int(bool(held)),
            )

    def _in_need(self) -> Rows:
        for each in self._current(self.referrals):
            closed = each.closed if each.closed and each.closed < self.on else None
            if each.no_further_action or (closed is not None and not self._lately(closed)):
                continue
            seen = (closed or self.on) - timedelta(days=1 + self._draw("visits", each.child).below(40))
            status = "CIN plan" if each.need_plan else "CP plan" if each.protection_plan else "Open assessment"
            yield (
                *self._who(each.child), each.on, each.need, max(seen, each.on), closed, each.reason if closed else None,
                "Closed episode" if closed else status,
            )  # fmt: skip

    def _protected(self) -> Rows:
        for each in self._current(self.referrals):
            plan = each.protection_plan
            ended = plan.until if plan and plan.until and plan.until < self.on else None
            if plan is None or plan.since >= self.on or (ended is not None and not self._lately(ended)):
                continue
            draw, last = self._draw("statutory visits", each.child), ended or self.on
            visited = max(last - timedelta(days=1 + draw.below(20)), plan.since)
            review = max(last - timedelta(days=1 + draw.below(150)), plan.since)
            yield (
                *self._who(each.child), plan.since, plan.category, plan.category, visited,
                "Y" if draw.happens(0.9) else "N", review, ended, 0,
            )  # fmt: skip

    def _looked_after(self) -> Rows:
        spoken = {(told[0], told[1]): told[2:] for told in interviews(self.world)}
        for child, spells in self.world.care.episodes.items():
            lived = [each for each in spells if each.since < self.on]
            if not lived or not child.is_child_on(self.on):
                continue
            began = next(each.since for each in reversed(lived) if each.began == "S")
            ended = lived[-1].until if lived[-1].until and lived[-1].until < self.on else None
            if ended is None or self._lately(ended):
                yield self._of_care(child, began, ended, lived, spoken)

    def _of_care(
        self,
        child: Child,
        began: date,
        ended: date | None,
        lived: list[CareEpisode],
        spoken: dict[tuple[int, str], list[str]],
    ) -> tuple[Cell, ...]:
        order = lived[-1].order
        status = next(each.since for each in lived if each.order == order and each.since >= began)
        absences = [
            each
            for each in self.world.absences_of.get(child, [])
            if each.looked_after and self.on - YEAR <= each.since < self.on
        ]
        asked = spoken.get((child.number, absences[-1].until.isoformat())) if absences else None
        offered = None if asked is None else "Y" if asked[0] == "offered" else "N"
        accepted = None if asked is None or offered == "N" else "Y" if asked[1] else "N"
        visit = max((ended or self.on) - timedelta(days=1 + self._draw("visits in care", child).below(35)), began)
        return (*self._who(child), began, status, order, visit, ended, len(absences), 0, offered, accepted)

    def _never(self) -> Rows:
        """Rows about nobody, under names that no hub may ever hold."""
        for number in range(3):
            yield (f"{CANARY}-{number}", "Female", "WBRI", date(2005, 1, 1 + number), 21, CANARY, CANARY)

    def _adopters(self) -> Rows:
        yield (CANARY, "Male", date(2024, 5, 1), CANARY)


def _of_its_day(book: BytesIO, day: date) -> bytes:
    """The same workbook with every time of making set to its day, so that the same run gives the same bytes."""
    kept, stamp = BytesIO(), (day.year, day.month, day.day, 6, 0, 0)
    with ZipFile(book) as made, ZipFile(kept, "w", ZIP_DEFLATED) as again:
        for name in sorted(made.namelist()):
            inside = made.read(name)
            if name == "docProps/core.xml":
                inside = re.sub(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", f"{day}T06:00:00Z".encode(), inside)
            again.writestr(ZipInfo(name, stamp), inside, ZIP_DEFLATED)
    return kept.getvalue()
