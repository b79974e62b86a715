"""Who may do the hub's own work, about no one child: the first half of the matrix, from the words alone.

As in `matrix`, nothing here is read from `roles.yaml`.
"""

# Duty opens a find card to the call and front-door roles while on shift; the record opens on a call or a referral.
ON_SHIFT = "call-handler emergency-duty-worker front-door-worker police-missing-desk duty-director"

# Who may have a child in hand, and so hand over, accept and take over: those who answer for children, night or day.
IN_HAND = (
    "call-handler emergency-duty-worker front-door-worker hub-practitioner police-missing-desk police-hub manager "
    "duty-director"
)

# The hub's own work, about no one child: the action, the class of fact, and the roles. A dot stands for everybody.
HUB_WORK = [
    ("shift.work", "operational", ON_SHIFT),
    # Whoever works a shift takes calls, on shift or not, since a call outlasts a shift. Labels are looked at next day.
    *(("call.take", each, ON_SHIFT) for each in ("operational", "core")),
    ("child.add", "core", ON_SHIFT),
    ("call.review", "operational", "front-door-worker police-missing-desk duty-director manager"),
    ("glass.review", "operational", "manager information-governance"),
    ("who-looked.withhold", "core", "information-governance"),
    ("audit.see", "operational", "information-governance"),
    ("audit.export", "operational", "information-governance"),
    ("shield.see", "operational", "shield-keeper"),
    ("shield.answer", "operational", "shield-keeper"),
    ("shield.raise", "operational", "shield-keeper"),
    ("shield.review", "operational", "shield-keeper"),
    # Whether two records are one child is settled by reviewers, about nobody they work with. One whom a shield hides
    # is a question for whoever keeps shields, and it takes two to join (S-12, S-24).
    ("linkage.review", "core", "matching-reviewer shield-keeper"),
    ("linkage.review", "location", "matching-reviewer"),
    ("linkage.review", "shielded-location", "shield-keeper"),
    *(("linkage.judge", each, "matching-reviewer shield-keeper") for each in ("operational", "core")),
    *(("linkage.propose", each, "matching-reviewer") for each in ("operational", "core")),
    *(("linkage.answer", each, "matching-reviewer information-governance") for each in ("operational", "core")),
    ("linkage.quality", "operational", "matching-reviewer information-governance"),
    ("linkage.draw-sample", "operational", "matching-reviewer information-governance"),
    ("accounts.see", "operational", "administrator information-governance"),
    ("accounts.change", "operational", "administrator"),
    ("message.see", "operational", "administrator"),
    ("message.try-again", "operational", "administrator"),
    (
        "feed.see",
        "operational",
        "administrator performance-analyst director publisher information-governance returns-officer",
    ),
    # A return is written out by an officer of the council that owes it, and by nobody who only answers for its figures.
    ("return.take", "core", "returns-officer"),
    ("feed.load", "operational", "administrator"),
    (
        "quarter.open",
        "aggregate",
        "hub-practitioner police-hub hub-intelligence-analyst performance-analyst manager duty-director director "
        "meeting-chair publisher",
    ),
    ("paper.open", "aggregate", "performance-analyst manager duty-director director meeting-chair publisher"),
    ("paper.export", "aggregate", "performance-analyst manager duty-director director meeting-chair publisher"),
    ("paper.make", "aggregate", "director publisher"),
    ("assessment.figures", "aggregate", "performance-analyst manager director"),
    ("trigger.see", "operational", "front-door-worker hub-practitioner manager duty-director"),
    ("trigger.switch", "operational", "manager"),
    ("trigger.agree", "operational", "manager duty-director"),
    # A place or a group names no child: those who work cases share what is known of it, and of adults met there.
    *(
        (f"context.{each}", kind, "emergency-duty-worker front-door-worker hub-practitioner police-hub manager")
        for each, kind in (("open", "core"), ("open", "third-party"), ("write", "operational"))
    ),
    # The directory is public; what a service says of its room is written by those who ask for children.
    (
        "services.see",
        "operational",
        "emergency-duty-worker front-door-worker hub-practitioner police-hub manager partner",
    ),
    ("services.say-capacity", "operational", "front-door-worker hub-practitioner manager"),
    ("services.what-helps", "aggregate", "hub-practitioner manager director performance-analyst meeting-chair"),
    ("today.open", "operational", "."),
    ("roles.read", "operational", "."),
    ("task.see", "operational", "."),
    ("task.do", "operational", "."),
    ("handover.see", "operational", "."),
    ("notice.see", "operational", "."),
    *((each, "operational", IN_HAND) for each in ("handover.give", "handover.answer", "matter.take-over", "rota.see")),
    ("rota.keep", "operational", "manager duty-director"),
    ("handover.see-all", "operational", "manager duty-director"),
    ("job.see", "operational", "."),
    ("own-account.open", "operational", "."),
]

# Whoever works with children tells of a worry and hears what became of it. Reading and deciding it is the front door's
# work, and the emergency duty team's at night, on shift or not, since a decision outlasts a shift.
TELLS = (
    "call-handler emergency-duty-worker front-door-worker hub-practitioner independent-interviewer "
    "police-missing-desk police-hub manager duty-director partner designated-officer"
)
FRONT_DOOR = "emergency-duty-worker front-door-worker"
HUB_WORK += [
    ("concern.raise", "core", TELLS),
    ("concern.queue", "core", FRONT_DOOR),
    ("concern.open", "core", FRONT_DOOR),
    ("concern.open", "source-identity", FRONT_DOOR),
    ("concern.decide", "operational", FRONT_DOOR),
    ("concern.allocate", "operational", FRONT_DOOR),
    # A worry about somebody who works with children is read by the designated officer, and by nobody else at all.
    *(("allegation.open", each, "designated-officer") for each in ("core", "source-identity", "third-party")),
    ("allegation.decide", "operational", "designated-officer"),
]

# What a council's statutory returns come to is for those of the council alone who send them or answer for them.
HUB_WORK_IN = [
    ("return.see", "aggregate", "performance-analyst director returns-officer", "council"),
    # Where refuges are is kept by the council's managers.
    ("services.keep-confidential", "shielded-location", "manager", "council"),
    # A council's team managers see what waits at the front door, without its words, and say who has it.
    ("concern.queue", "core", "manager", "council"),
    ("concern.allocate", "operational", "manager", "council"),
]
