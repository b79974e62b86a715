"""Accounts and roles, turned into the kit's plain values."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from homeward.design.values import Cell, Column, Link, Row, Table, Tag
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.accounts.models import Account
from homeward.register.accounts.rules import is_unused
from homeward.register.agencies.models import Worker
from homeward.vocabulary.roles import Grant, Role, load_roles

# What each action is, after "may".
ACTIONS = {
    "safety.open": "read a safety plan",
    "safety.write": "write a safety plan, and of a challenge",
    "safety.act": "write what is done of a safety plan",
    "safety.print": "print a safety plan for the family",
    "contact.see": "read how a child or a parent may be reached without harm",
    "contact.keep": "keep safe contacts, and write to one",
    "services.see": "look through the directory of services",
    "services.say-capacity": "write what a service says of its room",
    "services.open": "read a child's services, and find one",
    "services.refer": "refer to a service, and write what became of it",
    "services.confidential": "read confidential services for a child",
    "services.keep-confidential": "keep confidential services",
    "services.what-helps": "read what helps",
    "call.take": "take a call",
    "call.file": "file a call to a child, or move it to the right one",
    "call.review": "look again at how calls were labelled",
    "missing.board": "see who is missing now, how grave it is, and who has it",
    "missing.morning": "read the sheet for the morning meeting",
    "missing.work": "write in an absence: its grade, what was done and learnt, how it ended",
    "interview.ask": "ask somebody to hold a return interview",
    "interview.open": "open a return interview",
    "interview.record": "write in a return interview",
    "interview.see": "see which return interviews are due",
    "prevention.record": "write down a prevention interview",
    "lead.see": "see the leads that wait",
    "lead.decide": "confirm or refuse a lead",
    "trigger.see": "see the triggers and how often each fired",
    "trigger.switch": "ask that a trigger be turned on or off",
    "trigger.agree": "answer a request to turn a trigger on or off",
    "cases.allocate": "say who has a child’s case, and who covers",
    "cases.open": "read a child’s case, with its strategy discussions",
    "cases.write": "open, write in and close a child’s case",
    "justice.write": "write down that a child is a victim, a suspect or a witness",
    "nrm.open": "read a referral to the National Referral Mechanism, and take it away to be sent",
    "nrm.write": "prepare a referral to the National Referral Mechanism, and write what became of it",
    "context.open": "read what is known of a place or a group where children come to harm",
    "context.write": "write down such a place or group, and work its case",
    "assessment.figures": "read where assessors differ, and what came after a band was lowered",
    "assessment.open": "read assessments",
    "assessment.write": "answer an assessment, and give a band",
    "assessment.unwind": "see who was shown an assessment",
    "indicator.open": "read what was noticed of a child",
    "indicator.note": "write down what was noticed of a child",
    "cases.notify": "see to a statutory notification, and to telling a host authority",
    "allegation.decide": "decide about a worry about somebody who works with children",
    "allegation.open": "read worries about people who work with children",
    "concern.allocate": "give a worry to somebody, and say who covers for whom",
    "concern.decide": "decide about a worry, stage by stage, and answer whoever told",
    "concern.link": "say which child a worry is about, after the search has been shown",
    "concern.open": "read a worry that somebody told",
    "concern.queue": "see which worries wait to be decided",
    "concern.raise": "tell of a worry, and hear what became of it",
    "concern.raise-for": "tell of a worry about a child whose record they may open",
    "handover.answer": "accept or decline what is handed over",
    "handover.give": "hand over what they have in hand",
    "handover.see": "see what waits to be accepted",
    "handover.see-all": "see what waits to be accepted anywhere in their agency",
    "matter.take-over": "take over what somebody else has in hand",
    "message.see": "see which messages did not go out, and what to do",
    "message.try-again": "have a message tried again",
    "notice.see": "read their notices",
    "return.see": "see what the council’s statutory returns come to, and what their checks say",
    "return.take": "take a statutory return away as a file",
    "rota.keep": "keep the rotas of their agency",
    "rota.see": "read the rotas",
    "accounts.change": "invite workers, change their roles and close their accounts",
    "accounts.see": "see who has an account, and which roles",
    "audit.export": "take away the record of who looked, to prove it unedited",
    "audit.see": "see who looked at what, across the hub",
    "child.add": "add a child of a call who is new to the hub, after the search has been shown",
    "child.correct": "correct what the record holds",
    "child.find": "find a child, and see the find card",
    "child.open": "open the child's record",
    "child.open-on-call": "open a record for a call",
    "feed.load": "load a partner's file",
    "feed.see": "see which partners' files have come, and what was refused",
    "figure.open-rows": "open the episodes that a figure of the quarter counts",
    "find-me.keep": "write in a child’s find-me sheet, and add or withdraw a photograph",
    "find-me.see": "read a child’s find-me sheet, with the photograph",
    "glass.break": "open a record in an emergency, with a reason, for 60 minutes; always reviewed",
    "glass.review": "review emergency openings",
    "job.see": "see how far the program's own work has got",
    "linkage.answer": "agree, as the second person, to records being joined or taken apart, and undo it",
    "linkage.draw-sample": "draw a sample of pairs that tells how often the hub is right",
    "linkage.judge": "say whether two records are of one child",
    "linkage.propose": "ask for two children's records to be joined, or one's to be taken apart",
    "linkage.quality": "see how well records are matched",
    "linkage.review": "read questions about whether two records are of one child",
    "missing.judge-report": "decide whether two reports are of one absence",
    "most-frequent.open": "see which children were missing most often in a quarter",
    "own-account.open": "see and change their own way of signing in",
    "paper.export": "take the board paper away as a document",
    "paper.make": "make the board paper",
    "paper.open": "open the board paper",
    "placement.see": "see where a shielded child is placed",
    "quarter.open": "see the quarter's counts, small numbers hidden",
    "roles.read": "read this page",
    "shield.answer": "answer a request to lower a shield, as the second person",
    "shield.ask": "ask for a shield to be lowered",
    "shield.raise": "raise a shield again",
    "shield.review": "review a shield that is up",
    "shield.see": "see which shields are up, without what they cover",
    "shift.work": "go on shift and come off it",
    "task.do": "do what is on their list",
    "task.see": "see what is on their list",
    "today.open": "open today's page",
    "who-looked.open": "see who looked at the record, and why",
    "who-looked.withhold": "withhold an entry that would expose an inquiry",
}
REASONS = {
    "allocated": "the child is allocated to them",
    "team": "the child is allocated to their team",
    "call": "they took a call about the child in the last 72 hours",
    "referral": "a referral about the child came to them in the last 72 hours",
    "invited": "the child is on the agenda of a meeting they are invited to",
    "interview": "they were asked for a return interview with the child",
    "emergency": "they opened it in an emergency, for 60 minutes",
    "partner": "the child is theirs: their school's pupil, their clinic's patient",
    "duty": "they are on shift",
    "placing-desk": "they are on shift at the council that placed the child",
    "open-episode": "they are on shift and the child is missing now",
}
CLASSES = {
    "core": "who the child is and what has happened",
    "protected-characteristics": "ethnicity and other protected characteristics",
    "education": "school",
    "location": "addresses that no shield covers",
    "shielded-location": "where a shield covers",
    "health": "health",
    "youth-justice": "custody, charges and youth justice",
    "aggregate": "counts",
    "operational": "the hub's own work",
    "source-identity": "who told us",
    "third-party": "what was said of other people",
    "find-me": "the photograph and what helps to find the child",
}
CLOSED = {
    "left": "left their agency",
    "moved": "moved to other work",
    "misused": "misused, or may have been",
    "unused": "unused for 30 days",
}
FACTORS = {
    Authenticator.Type.TOTP: "Authenticator app",
    Authenticator.Type.WEBAUTHN: "Passkey",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}


def titles(codes: list[str]) -> str:
    """Role codes as the words people use."""
    known = {role.code: role.title for role in load_roles().roles}
    return ", ".join(known.get(code, code) for code in codes)


def state_of(worker: Worker, at: datetime) -> Tag:
    """In a word, where an account stands."""
    account: Account | None = getattr(worker, "account", None)
    if account is None:
        return Tag("No account", "grey")
    if account.closed_at:
        return Tag("Closed", "grey")
    if is_unused(account.last_used_at, account.opened_at, at=at):
        return Tag("Unused", "orange")
    return Tag("Open", "green")


def accounts_table(workers: list[Worker], held: dict[object, list[str]], *, at: datetime) -> Table:
    """Everybody found, with their agency, their roles and when they last signed in."""
    rows = tuple(
        (
            Cell(worker.name, reverse("account_of", args=[worker.pk])),
            Cell(worker.agency.name),
            Cell(titles(held[worker.pk]) or "None"),
            Cell(last_used(getattr(worker, "account", None))),
            Cell(tag=state_of(worker, at)),
        )
        for worker in workers
    )
    columns = tuple(Column(label) for label in ("Worker", "Agency", "Roles", "Last signed in", "Account"))
    return Table("Workers and their accounts", columns, rows, empty="Nobody matches. Clear the filter, or invite them.")


def last_used(account: Account | None) -> str:
    """When somebody last signed in, if anybody has."""
    if account is None or account.last_used_at is None:
        return "Never"
    return moment_in_words(account.last_used_at)


def account_rows(worker: Worker, roles: list[str]) -> tuple[Row, ...]:
    """One account, as a list of facts."""
    account: Account | None = getattr(worker, "account", None)
    rows = [
        Row("Agency", worker.agency.name),
        Row("Team", worker.team.name if worker.team else "No team"),
        Row("Roles", titles(roles) or "None"),
    ]
    if account is None:
        return tuple(rows)
    rows += [
        Row("Email address", account.email),
        Row("Opened", moment_in_words(account.opened_at)),
        Row("Last signed in", last_used(account)),
    ]
    if account.closed_at:
        why = CLOSED.get(account.closed_because, "")
        rows.append(Row("Closed", moment_in_words(account.closed_at), note=why))
    return tuple(rows)


def factor_rows(factors: list[Authenticator]) -> tuple[Row, ...]:
    """The ways an account can prove who is signing in, each with a way to remove it."""
    return tuple(factor_row(factor) for factor in factors)


def factor_row(factor: Authenticator) -> Row:
    """One way of proving who is signing in: what it is, when it was last used, and how to remove it."""
    kind = FACTORS[Authenticator.Type(factor.type)]
    used = moment_in_words(factor.last_used_at) if factor.last_used_at else "Not used yet"
    if factor.type == Authenticator.Type.WEBAUTHN:
        name = factor.wrap().name
        actions = (
            Link("Rename", reverse("mfa_edit_webauthn", args=[factor.pk]), hidden=name),
            Link("Remove", reverse("mfa_remove_webauthn", args=[factor.pk]), hidden=name),
        )
        return Row(f"{kind}: {name}", f"Last used: {used}", actions=actions)
    return Row(kind, f"Last used: {used}", actions=(Link("Remove", reverse("mfa_deactivate_totp"), hidden=kind),))


def session_rows(sessions: list[UserSession], current: str) -> list[dict[str, object]]:
    """Where somebody is signed in: the machine as it names itself, its address, and since when."""
    return [
        {
            "id": session.pk,
            "machine": machine(session.user_agent),
            "address": session.ip,
            "since": session.created_at,
            "is_this": session.session_key == current,
        }
        for session in sessions
    ]


def machine(agent: str) -> str:
    """A browser and a system, in two words, from what a browser says of itself."""
    browsers = ("Edg", "Firefox", "Chrome", "Safari")
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
    browser = next((name for name in browsers if name in agent), "")
    system = next((name for name in systems if name in agent), "")
    browser = "Edge" if browser == "Edg" else browser
    return f"{browser or 'A browser'} on {system or 'an unknown system'}"


def role_card(role: Role) -> dict[str, object]:
    """One role in words: what it does, what it never does, and a table of what it opens and why."""
    return {
        "code": role.code,
        "title": role.title,
        "does": role.does,
        "never": role.never,
        "agencies": ", ".join(role.agencies),
        "table": Table(
            f"{role.title}: what the role opens",
            (Column("May"), Column("When"), Column("Kinds of fact")),
            tuple(grant_row(grant) for grant in role.grants),
        ),
    }


def action_in_words(action: str) -> str:
    """What an action is, after "may"; one that has no words yet is named by its code, and a test asks for them."""
    return ACTIONS.get(action, action.replace(".", ": ").replace("-", " "))


def grant_row(grant: Grant) -> tuple[Cell, ...]:
    """One grant of a role, in words: what, when, and of which kinds of fact."""
    reasons = "; or ".join(REASONS.get(reason, reason) for reason in grant.because)
    kinds = ", ".join(CLASSES.get(kind, kind) for kind in grant.classes)
    where = f"In an agency of this kind: {' or '.join(grant.agencies)}. " if grant.agencies else ""
    words = action_in_words(grant.action)
    return (
        Cell(words[0].upper() + words[1:]),
        Cell(where + (f"When {reasons}" if reasons else "At any time")),
        Cell(kinds[0].upper() + kinds[1:]),
    )


def doors(accounts: list[Account]) -> list[dict[str, str]]:
    """A button for each role of the demonstration, with what the role does, in the order the roles are listed."""
    by_role = {account.demonstrates: account for account in accounts}
    return [
        {
            "code": role.code,
            "title": role.title,
            "does": role.does,
            "name": by_role[role.code].worker.name,
            "agency": by_role[role.code].worker.agency.name,
        }
        for role in load_roles().roles
        if role.code in by_role
    ]
