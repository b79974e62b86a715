"""Who may do what, written from the words of the specification and the security reference, never from `roles.yaml`.

Two tables made from different pages that agree in every cell are worth more than one. When they differ, read the words
again: either may be wrong. S-05 to S-10 and S-22 of the security reference; ¶16, ¶20, ¶21, ¶24, ¶25, ¶27.
"""

from tests.spec.matrix_of_the_hub import FRONT_DOOR, HUB_WORK, HUB_WORK_IN, ON_SHIFT

# The kinds of agency in which each role is held.
HELD_IN = {
    "call-handler": "council police",
    "emergency-duty-worker": "council",
    "front-door-worker": "council",
    "hub-practitioner": "council health voluntary",
    "independent-interviewer": "council voluntary",
    "police-missing-desk": "police",
    "police-hub": "police",
    "hub-intelligence-analyst": "police council",
    "performance-analyst": "council police health",
    "manager": "council police health voluntary",
    "duty-director": "council",
    "director": "council police health",
    "meeting-chair": "council police health",
    "matching-reviewer": "council police health",
    "information-governance": "council police health",
    "shield-keeper": "council",
    "returns-officer": "council",
    "publisher": "council",
    "administrator": "council",
    "designated-officer": "council",
    "partner": "school health",
}

# The parts of a record that this version keeps for everybody who works with the child. Intelligence and legal advice
# are open to nobody yet, whatever the role and why; who told us only at the front door, which has to ring them back.
RECORD = "core protected-characteristics education location"

# Those whose work is with particular children, and may therefore have one allocated to them.
WITH_CHILDREN = "emergency-duty-worker front-door-worker hub-practitioner police-hub manager"

# Role by role: whose record it opens, to which parts, for which reasons.
OPENS = [
    ("call-handler", "core location", "call"),
    ("emergency-duty-worker", RECORD, "call referral allocated emergency"),
    ("front-door-worker", RECORD, "call referral allocated team emergency"),
    ("hub-practitioner", RECORD, "allocated team invited emergency"),
    ("independent-interviewer", "core", "interview"),
    ("police-missing-desk", "core location", "call invited emergency"),
    ("police-hub", "core location", "allocated team invited emergency"),
    ("manager", RECORD, "allocated team invited emergency"),
    ("duty-director", RECORD, "call referral"),
    ("meeting-chair", RECORD, "invited"),
    ("partner", "core education", "partner"),
]

# Treatment, and arrests, charges and orders (S-07: sharing is per class). The council's own case workers read both of a
# child who is theirs or on whose meeting they sit; the front door reads them for the decision on a referral ("with
# everything already known in view"). Those who work for a health body read health, and the police youth justice: an
# officer never reads health "because it might be useful". No call handler, no missing desk, no school, no voluntary
# organisation; and no emergency and no call opens either. Role, classes, reasons, and the kinds of agency.
OPENS_IN = [
    ("emergency-duty-worker", "health youth-justice", "allocated", "council"),
    ("front-door-worker", "health youth-justice", "referral allocated team", "council"),
    ("hub-practitioner manager", "health youth-justice", "allocated team invited", "council"),
    ("hub-practitioner manager", "health", "allocated team invited", "health"),
    ("police-hub manager", "youth-justice", "allocated team invited", "police"),
]

# Who finds a child without being on shift: only those with a reason to do with that child. Search tells others nothing.
FINDS = [
    ("hub-practitioner", "allocated team invited emergency"),
    ("police-hub", "allocated team invited emergency"),
    ("manager", "allocated team invited emergency"),
    ("independent-interviewer", "interview"),
    ("meeting-chair", "invited"),
    ("partner", "partner"),
]

# Where a shielded child is placed: the allocated team, the placing council's duty desk, the police missing desk during
# an open episode, and nobody else.
PLACEMENTS = [
    ("front-door-worker hub-practitioner manager", "allocated team"),
    ("call-handler emergency-duty-worker front-door-worker duty-director", "placing-desk"),
    ("police-missing-desk", "open-episode"),
]

CORRECTS = [
    ("emergency-duty-worker", "call referral allocated"),
    ("front-door-worker", "call referral allocated team"),
    ("hub-practitioner manager", "allocated team"),
]

# Whether two reports are of one absence is judged by those whose work is with the child.
JUDGES = [("hub-practitioner manager", "allocated team")]

# While a child is gone, and after, those who answer the call or work with the child write in the absence: how grave it
# is, what was done and learnt, how it ended. Nobody does who only reads it.
WRITES_WHILE_GONE = [
    ("call-handler", "call"),
    ("emergency-duty-worker", "call referral allocated"),
    ("front-door-worker", "call referral allocated team"),
    ("hub-practitioner police-hub manager", "allocated team"),
    ("police-missing-desk", "call invited"),
    ("duty-director", "call referral"),
]

# Who is missing now: those on shift see every child who is, since any of them may ring next; those with a case, theirs.
SEES_WHO_IS_GONE = [(ON_SHIFT, "duty"), ("hub-practitioner police-hub manager", "allocated team")]

# Who was missing most often, and the episodes that a figure counts: for those with a lasting duty to the child's case,
# never for those who work on counts, and not for desks to whom a record opens for a call, a meeting or an emergency.
WITH_A_CASE = [("hub-practitioner police-hub manager", "allocated team")]

# A record is opened in an emergency by those who work with children: on shift where their work is a shift's.
BREAKS_GLASS = [
    ("emergency-duty-worker front-door-worker police-missing-desk", "duty"),
    ("hub-practitioner police-hub manager", ""),
]

# A return interview is held by somebody independent, who sees the child for it alone; those whose child it is ask
# for it, read it and see to what it says. The front door, on shift, sees which are due: no return is on nobody's list.
INTERVIEWS = [
    ("hub-practitioner manager", "allocated team"),
    ("front-door-worker", "referral allocated team"),
    ("independent-interviewer", "interview"),
]
ASKS = INTERVIEWS[:2]
LISTS = [
    ("hub-practitioner manager", "allocated team"),
    ("front-door-worker", "duty allocated team"),
    ("independent-interviewer", "interview"),
]
DECIDES = [("hub-practitioner manager", "allocated team"), ("independent-interviewer", "interview")]
READS_LEADS = [("hub-practitioner manager police-hub", "allocated team")]
PREVENTS = [("police-missing-desk", "call invited"), ("police-hub", "allocated team invited")]

# A strategy discussion is asked for and written by those whose child it is; the police of the hub read it. The clock of
# a notification is opened by them too, and seen to by the duty director, on the call that told of it.
DISCUSSES = [("front-door-worker", "referral allocated team"), ("hub-practitioner manager", "allocated team")]
# Who has a case is said by whoever answers for the team, or by the front door on deciding.
ALLOCATES = [("front-door-worker", "referral allocated team"), ("manager", "allocated team")]
READS_CASES = [*DISCUSSES, ("police-hub", "allocated team invited"), ("duty-director", "call referral")]
# The front door is given what nobody else is there to do, and opens the record on the call that it is of.
ON_A_CALL = ("front-door-worker", "call")
NOTIFIES = [("hub-practitioner manager", "allocated team"), ("duty-director", "call referral")]

# A refuge is known to those alone who may know where a shielded child of theirs is placed.
SAFE_PLACES = [("front-door-worker hub-practitioner manager", "allocated team")]

# That a child is a suspect or a witness is read by those of the council and of the police whose child it is (¶12).
READS_JUSTICE = [
    ("front-door-worker", "youth-justice", "referral allocated team", "council"),
    ("hub-practitioner", "youth-justice", "allocated team", "council"),
    ("manager", "youth-justice", "allocated team", "council police"),
    ("police-hub", "youth-justice", "allocated team", "police"),
]
IN_SOME_AGENCIES = [
    *(("child.open", *each) for each in OPENS_IN),
    *(("cases.open", *each) for each in READS_JUSTICE),
    # The same write of it. They are first responders too, who alone refer to the National Referral Mechanism.
    *(("justice.write", *each) for each in READS_JUSTICE),
    *(("nrm.open", role, "third-party", *rest) for role, _, *rest in READS_JUSTICE),
    *(("nrm.write", role, "operational", *rest) for role, _, *rest in READS_JUSTICE),
]

# A find-me sheet is for whoever looks for the child or works with them; the police desk reads it while the child is
# missing, on the call or the open episode. Of other people it tells whoever looks, and not whoever answers the line. It
# is kept up by the council's own workers, at night too.
SEARCHES = [
    ("emergency-duty-worker", "call referral allocated"),
    ("front-door-worker", "call referral allocated team"),
    ("hub-practitioner police-hub manager", "allocated team"),
    ("police-missing-desk", "call open-episode"),
    ("duty-director", "call referral"),
]
KEEPS_SHEETS = [
    ("emergency-duty-worker", "call referral allocated"),
    ("front-door-worker", "call referral allocated team"),
    ("hub-practitioner manager", "allocated team"),
]

# What was noticed of a child is read and written by those whose work is with the child, in whichever agency, and on
# whose meeting they sit; the chair of a meeting reads it.
NOTICES = [
    ("front-door-worker", "referral allocated team"),
    ("hub-practitioner police-hub", "allocated team invited"),
    ("manager", "allocated team"),
]

# An assessment is made by those whose child it is, and read by those who sit on the meeting; who was shown one is for
# the manager who must tell them where it turns out to be wrong.
ASSESSES = [("front-door-worker", "referral allocated team"), ("hub-practitioner manager", "allocated team")]
READS_ASSESSMENTS = [
    ("front-door-worker", "referral allocated team"),
    ("hub-practitioner police-hub", "allocated team invited"),
    ("manager", "allocated team"),
    ("meeting-chair", "invited"),
]

# A worry about a child whose record is open is told from it, by whoever has it open for their work.
TELLS_FOR = [
    ("call-handler police-missing-desk", "call"),
    ("emergency-duty-worker", "call referral allocated"),
    ("front-door-worker", "call referral allocated team"),
    ("hub-practitioner police-hub manager", "allocated team"),
    ("independent-interviewer", "interview"),
    ("duty-director", "call referral"),
    ("partner", "partner"),
]

ABOUT_A_CHILD = [
    ("assessment.open", "core", READS_ASSESSMENTS),
    ("assessment.write", "operational", ASSESSES),
    ("assessment.unwind", "core", [("manager", "allocated team")]),
    ("indicator.open", "core", [*NOTICES, ("meeting-chair", "invited")]),
    ("indicator.note", "operational", NOTICES),
    ("concern.raise-for", "core", TELLS_FOR),
    # At night the emergency duty team decides on a referral, and asks for the discussion that it needs.
    ("cases.open", "core", [("emergency-duty-worker", "referral allocated")]),
    ("cases.write", "operational", [("emergency-duty-worker", "referral allocated")]),
    ("find-me.see", "find-me", [*SEARCHES, ("call-handler", "call")]),
    ("find-me.see", "third-party", SEARCHES),
    ("find-me.keep", "operational", KEEPS_SHEETS),
    ("child.find", "core", FINDS),
    ("placement.see", "shielded-location", PLACEMENTS),
    ("child.correct", "core", CORRECTS),
    ("missing.judge-report", "operational", JUDGES),
    ("missing.work", "operational", WRITES_WHILE_GONE),
    ("missing.board", "core", SEES_WHO_IS_GONE),
    ("missing.morning", "core", SEES_WHO_IS_GONE),
    ("interview.see", "core", LISTS),
    ("interview.open", "core", INTERVIEWS),
    ("interview.record", "operational", INTERVIEWS),
    ("interview.ask", "operational", ASKS),
    ("lead.decide", "third-party", DECIDES),
    ("lead.see", "third-party", READS_LEADS),
    ("prevention.record", "core", PREVENTS),
    ("cases.open", "core", [*READS_CASES, ON_A_CALL]),
    # Of other people, and of what is protected, those read whose child it is; of a charge, the council and the police.
    ("cases.open", "protected-characteristics", DISCUSSES),
    ("cases.open", "third-party", [*DISCUSSES, ("police-hub", "allocated team")]),
    ("cases.write", "operational", [*DISCUSSES, ON_A_CALL]),
    ("cases.notify", "operational", NOTIFIES),
    ("cases.allocate", "operational", ALLOCATES),
    ("safety.open", "core", [*DISCUSSES, ("police-hub", "allocated team")]),
    ("safety.write", "operational", DISCUSSES),
    # A plan is one, of several agencies: an officer of the hub writes what the police do of it, and not the plan.
    ("safety.act", "operational", [*DISCUSSES, ("police-hub", "allocated team")]),
    ("safety.print", "core", DISCUSSES),
    ("contact.see", "shielded-location", SAFE_PLACES),
    ("contact.keep", "shielded-location", SAFE_PLACES),
    ("services.open", "core", [*DISCUSSES, ("police-hub", "allocated team")]),
    ("services.refer", "operational", DISCUSSES),
    ("services.confidential", "shielded-location", SAFE_PLACES),
    ("glass.break", "core", BREAKS_GLASS),
    ("most-frequent.open", "core", WITH_A_CASE),
    ("figure.open-rows", "core", WITH_A_CASE),
]


Row = tuple[str, str, str, frozenset[str], frozenset[str]]


def rows() -> list[Row]:
    """Every cell that is open: role, action, class of fact, the reasons of which one is needed (none: none is), and
    the kinds of agency in which it is open."""
    found: list[Row] = []

    def add(roles: str, action: str, classes: str, because: str, agencies: str = "") -> None:
        for role in roles.split():
            for each in classes.split():
                kinds = frozenset((agencies or HELD_IN[role]).split())
                found.append((role, action, each, frozenset(because.split()), kinds))

    for role, classes, because in OPENS:
        add(role, "child.open", classes, because)
    for action, roles, classes, because, agencies in IN_SOME_AGENCIES:
        add(roles, action, classes, because, agencies)
    for action, field_class, table in ABOUT_A_CHILD:
        for roles, because in table:
            add(roles, action, field_class, because)
    for action, field_class, roles in HUB_WORK:
        add(" ".join(HELD_IN) if roles == "." else roles, action, field_class, "")
    for action, field_class, roles, agencies in HUB_WORK_IN:
        add(roles, action, field_class, "", agencies)
    add(ON_SHIFT, "child.find", "core", "duty")
    add(ON_SHIFT, "child.open-on-call", "core", "duty")
    add(ON_SHIFT, "call.file", "core", "duty")
    add(FRONT_DOOR, "concern.link", "core", "duty")
    add(WITH_CHILDREN, "who-looked.open", "core", "allocated")
    add("manager", "who-looked.open", "core", "team")
    add("information-governance", "who-looked.open", "core", "")
    add("hub-practitioner manager", "shield.ask", "shielded-location", "allocated team")
    return found
