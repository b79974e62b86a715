"""A children in need census about plainly invented children, as the XML that a council's system writes."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

Many = Iterable[str] | str | None


def element(name: str, text: str | None) -> str:
    """One element with its text; nothing where there is none."""
    return "" if text is None else f"<{name}>{escape(text)}</{name}>"


def group(name: str, *inside: str) -> str:
    """One element round others."""
    return f"<{name}>{''.join(inside)}</{name}>"


def assessment(began: str, completed: str | None = None, *factors: str) -> str:
    """One assessment with what it found."""
    found = group("FactorsIdentifiedAtAssessment", *(element("AssessmentFactors", each) for each in factors))
    ended = element("AssessmentAuthorisationDate", completed)
    return group("Assessments", element("AssessmentActualStartDate", began), ended, found if factors else "")


def enquiry(began: str, conference: str | None = None, not_required: str = "false") -> str:
    """One section 47 enquiry."""
    held = element("DateOfInitialCPC", conference)
    return group("Section47", element("S47ActualStartDate", began), held, element("ICPCnotRequired", not_required))


def need_plan(began: str, ended: str | None = None) -> str:
    """One child in need plan."""
    return group("CINPlanDates", element("CINPlanStartDate", began), element("CINPlanEndDate", ended))


def protection_plan(began: str, ended: str | None = None, category: str = "NEG", *reviews: str) -> str:
    """One child protection plan."""
    held = group("Reviews", *(element("CPPreviewDate", each) for each in reviews)) if reviews else ""
    categories = element("InitialCategoryOfAbuse", category) + element("LatestCategoryOfAbuse", category)
    days = element("CPPstartDate", began) + element("CPPendDate", ended)
    return group("ChildProtectionPlans", days, categories, element("NumberOfPreviousCPP", "0"), held)


def referral(
    on: str,
    *below: str,
    source: str = "6",
    need: str = "N1",
    closed: str | None = None,
    because: str | None = None,
    nfa: str = "false",
    conference: str | None = None,
) -> str:
    """One referral with what stands below it."""
    return group(
        "CINdetails",
        element("CINreferralDate", on),
        element("ReferralSource", source),
        element("PrimaryNeedCode", need),
        element("CINclosureDate", closed),
        element("ReasonForClosure", because),
        element("DateOfInitialCPC", conference),
        *below,
        element("ReferralNFA", nfa),
    )


def child(
    number: int | str,
    *referrals: str,
    born: str | None = "2011-06-14",
    expected: str | None = None,
    sex: str = "F",
    sex_element: str = "Sex",
    upn: str | None = None,
    former: str | None = None,
    ethnicity: str = "WBRI",
    disabilities: Iterable[str] = (),
) -> str:
    """One child with referrals."""
    told = number if isinstance(number, str) else f"MS{number:06}"
    disabled = group("Disabilities", *(element("Disability", each) for each in disabilities)) if disabilities else ""
    return group(
        "Child",
        group(
            "ChildIdentifiers",
            element("LAchildID", told),
            element("UPN", upn),
            element("FormerUPN", former),
            element("PersonBirthDate", born),
            element("ExpectedPersonBirthDate", expected),
            element(sex_element, sex),
        ),
        group("ChildCharacteristics", element("Ethnicity", ethnicity), disabled),
        *referrals,
    )


def census(*children: str, day: str = "2025-03-31", year: str = "2025", collection: str = "CIN") -> str:
    """A whole census."""
    details = element("Collection", collection) + element("Year", year) + element("ReferenceDate", day)
    source = group("Source", element("SourceLevel", "L"), element("LEA", "999"), element("SoftwareCode", "Invented"))
    head = group("Header", group("CollectionDetails", details), source)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{group('Message', head, group('Children', *children))}\n"
