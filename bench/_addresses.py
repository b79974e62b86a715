"""Which deed each address is, written by hand from what the page is for, and never from the view that answers it.

Address by address: its route's name, how it is asked for, the action and the class of fact that whoever asks must be
allowed, and what its identifier stands for. `child` is a child; `each` is a list that opens to whoever could take the
action on some child. An address that is not here fails the measurement.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """One route asked in one way."""

    route: str
    method: str
    action: str
    field_class: str = "operational"
    about: str = ""
    each: bool = False


SHOWN_TO_ANYBODY = """
    help accessibility account_login account_logout account_inactive mfa_authenticate mfa_login_webauthn
    openid_connect_login openid_connect_callback socialaccount_login_cancelled socialaccount_login_error
    accept_invitation healthz readyz worry worry_reference
    open_referral oruk_services oruk_organizations oruk_places oruk_taxonomies oruk_terms
"""
OWN_ACCOUNT = """
    account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn me mfa_index mfa_activate_totp
    mfa_deactivate_totp mfa_list_webauthn mfa_add_webauthn mfa_remove_webauthn mfa_edit_webauthn
    account_change_password
"""
ABOUT_ONE_CHILD = [
    ("record", "GET", "child.open", "core"),
    ("chronology", "GET", "child.open", "core"),
    ("placement", "GET", "placement.see", "shielded-location"),
    ("missing_reports", "GET", "child.open", "core"),
    ("missing_places", "GET", "placement.see", "shielded-location"),
    ("judge_report", "GET POST", "missing.judge-report", "operational"),
    ("correct", "GET POST", "child.correct", "core"),
    ("open_on_call", "GET POST", "child.open-on-call", "core"),
    ("open_in_emergency", "GET POST", "glass.break", "core"),
    ("ask_to_lower", "GET POST", "shield.ask", "shielded-location"),
    ("who_looked", "GET", "who-looked.open", "core"),
    ("child_plan", "GET", "safety.open", "core"),
    ("challenges", "GET POST", "safety.open", "core"),
    ("safe_contacts", "GET POST", "contact.see", "shielded-location"),
    ("child_services", "GET", "services.open", "core"),
    ("find_service", "GET POST", "services.open", "core"),
    ("find_confidential", "GET", "services.confidential", "shielded-location"),
    ("refer_to_service", "GET POST", "services.refer", "operational"),
    ("child_indicators", "GET", "indicator.open", "core"),
    ("observations", "GET", "indicator.open", "core"),
    ("note_observation", "GET", "indicator.note", "operational"),
    ("assessments", "GET", "assessment.open", "core"),
    ("case", "GET", "cases.open", "core"),
    ("case_child", "GET", "cases.open", "core"),
    ("case_analysis", "GET", "cases.open", "core"),
    ("capacities", "GET", "cases.open", "core"),
    ("factors", "GET", "cases.open", "core"),
    ("transition", "GET", "cases.open", "core"),
    ("adults", "GET", "cases.open", "third-party"),
    ("nrm_referrals", "GET", "nrm.open", "third-party"),
    ("child_cases", "GET", "cases.open", "core"),
    ("host_notices", "GET", "placement.see", "shielded-location"),
    ("tell_for_child", "GET", "concern.raise-for", "core"),
]
# A number or a code in an address, and the thing of that kind which the measurement makes for it.
HUB_WORK = [
    ("today", "GET", "today.open", "operational", ""),
    ("shift", "GET", "shift.work", "operational", ""),
    ("start_shift", "POST", "shift.work", "operational", ""),
    ("end_shift", "POST", "shift.work", "operational", ""),
    ("emergency_openings", "GET", "glass.review", "operational", ""),
    ("review_opening", "GET POST", "glass.review", "operational", "opening"),
    ("shields", "GET", "shield.see", "operational", ""),
    ("answer_shield_request", "POST", "shield.answer", "operational", "request"),
    ("raise_shield_again", "POST", "shield.raise", "operational", "shield"),
    ("review_shield", "POST", "shield.review", "operational", "shield"),
    ("audit", "GET", "audit.see", "operational", ""),
    ("entry", "GET POST", "who-looked.withhold", "core", "entry"),
    ("ask_for_audit_copy", "POST", "audit.export", "operational", ""),
    ("audit_copy", "GET", "audit.export", "operational", "anything"),
    ("accounts", "GET POST", "accounts.see", "operational", ""),
    ("account_of", "GET", "accounts.see", "operational", "worker"),
    ("add_worker", "GET POST", "accounts.change", "operational", ""),
    ("invite", "GET POST", "accounts.change", "operational", "agency"),
    ("invite_worker", "GET POST", "accounts.change", "operational", "worker"),
    ("letter_again", "POST", "accounts.change", "operational", "worker"),
    ("withdraw_letter", "POST", "accounts.change", "operational", "worker"),
    ("change_account", "GET POST", "accounts.change", "operational", "worker"),
    ("close_account", "GET POST", "accounts.change", "operational", "worker"),
    ("reopen_account", "GET POST", "accounts.change", "operational", "worker"),
    ("lost_factor", "GET POST", "accounts.change", "operational", "worker"),
    ("roles", "GET", "roles.read", "operational", ""),
    ("design:kit", "GET", "roles.read", "operational", ""),
    ("design:refusal", "GET", "roles.read", "operational", "status"),
    ("tasks", "GET", "task.see", "operational", ""),
    ("do_task", "POST", "task.do", "operational", "anything"),
    ("job", "GET", "job.see", "operational", "anything"),
    ("job_stop", "POST", "job.see", "operational", "anything"),
    ("end_session", "POST", "own-account.open", "operational", "number"),
    ("concerns", "GET", "concern.queue", "core", ""),
    ("concern_robots", "GET", "concern.queue", "core", ""),
    ("concern_workload", "GET", "concern.queue", "core", ""),
    ("concern", "GET", "concern.open", "core", "anything"),
    ("tell_concern", "GET", "concern.raise", "core", ""),
    ("concerns_told", "GET", "concern.raise", "core", ""),
    ("worker_concerns", "GET", "allegation.open", "core", ""),
    ("worker_concern", "GET", "allegation.open", "core", "anything"),
    ("contexts", "GET", "context.open", "core", ""),
    ("assessment_figures", "GET", "assessment.figures", "aggregate", ""),
    ("service", "GET", "services.see", "operational", "anything"),
    ("services", "GET", "services.see", "operational", ""),
    ("what_helps", "GET", "services.what-helps", "aggregate", ""),
    ("confidential_services", "GET POST", "services.keep-confidential", "shielded-location", ""),
    ("quarter", "GET", "quarter.open", "aggregate", ""),
    ("quarter_of", "GET", "quarter.open", "aggregate", "quarter"),
    ("figure", "GET", "quarter.open", "aggregate", "figure"),
    ("drawn_chart", "GET", "quarter.open", "aggregate", "anything"),
    ("papers", "GET POST", "paper.open", "aggregate", ""),
    ("paper", "GET", "paper.open", "aggregate", "quarter"),
    ("paper_made", "GET", "paper.open", "aggregate", "anything"),
    ("paper_take", "POST", "paper.open", "aggregate", "anything"),
    ("paper_file", "GET", "paper.export", "aggregate", "twice"),
    ("feeds", "GET", "feed.see", "operational", ""),
    ("source", "GET", "feed.see", "operational", "source"),
    ("feed_send", "GET POST", "feed.load", "operational", "feed"),
    ("delivery", "GET", "feed.see", "operational", "delivery"),
    ("delivery_load", "POST", "feed.load", "operational", "delivery"),
    ("delivery_check", "POST", "feed.load", "operational", "delivery"),
    ("delivery_refusals", "GET", "feed.see", "operational", "delivery"),
]
LISTS = [
    ("find", "GET POST", "child.find", "core"),
    ("none_of_these", "GET", "child.find", "core"),
    ("open_by_identifier", "GET POST", "glass.break", "core"),
    ("most_frequent", "GET", "most-frequent.open", "core"),
    ("behind_figure", "GET", "figure.open-rows", "core"),
    ("open_cases", "GET", "cases.open", "core"),
    ("safety_plans", "GET", "safety.open", "core"),
    ("host_notices_waiting", "GET", "cases.notify", "operational"),
]


def about_a_child() -> list[Address]:
    """The addresses of one child's pages."""
    return [
        Address(route, method, action, field_class, "child")
        for route, methods, action, field_class in ABOUT_ONE_CHILD
        for method in methods.split()
    ]


def others() -> list[Address]:
    """Every other address."""
    public = [Address(route, "GET", "public") for route in SHOWN_TO_ANYBODY.split()]
    public.append(Address("demonstrate", "POST", "public", about="role"))
    own = [Address(route, "GET", "own-account.open") for route in OWN_ACCOUNT.split()]
    hub = [
        Address(route, method, action, field_class, about)
        for route, methods, action, field_class, about in HUB_WORK
        for method in methods.split()
    ]
    lists = [
        Address(route, method, action, field_class, each=True)
        for route, methods, action, field_class in LISTS
        for method in methods.split()
    ]
    return public + own + hub + lists
