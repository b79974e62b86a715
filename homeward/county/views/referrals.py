"""What agencies told the front door in the last days, as the council's contact system sends it, of a few children."""

from collections.abc import Iterator

from homeward.county.chance import Stream
from homeward.county.families import Families
from homeward.county.world import World
from homeward.county.years import DAY, written

COLUMNS = (
    "referral_reference", "person_reference", "council", "council_local_id", "forename", "middle_name", "surname",
    "also_known_as", "birth_date", "sex", "referred_on", "referrer", "forms", "in_danger", "worry", "done_already",
    "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
FORMS = {"county-lines": "county-lines", "cse": "sexual", "gangs": "gangs"}
WORRIES = {
    "county-lines": (
        "Found on a train far from home with two phones and more money than anybody gave.",
        "Collected from school by an older boy in a hired car, and gone until midnight.",
        "Says that a debt has to be worked off, and will not say to whom.",
    ),
    "sexual": (
        "An adult met online buys clothes and asks for pictures.",
        "Seen at a hotel with two men, and frightened when asked.",
    ),
    "gangs": ("Hurt twice in a month, and carries something to school for safety.",),
    "": ("Away from school for three weeks, with new friends whom nobody at home knows.",),
}
REFERRERS = ("school", "police", "health", "family", "neighbour", "voluntary")
DONE = ("Spoke with the child and the family.", "Asked the school nurse to see them.", "")
PICKED, DAYS, DANGER = 18, 4, 0.12


def rows(world: World, families: Families) -> Iterator[tuple[str, ...]]:
    """A row for each of a few children whom somebody told of in the last days."""
    taken_on = world.until - DAY
    known = [child for child in world.exploited if child.is_child_on(taken_on)]
    draw = world.streams["worries at the front door"]
    picked = dict.fromkeys(draw.one_of(known) for _ in range(PICKED)) if known else {}
    for child in picked:
        identity = families.identity_of(child)
        local_id = identity.local_id if families.council_knows(child) else ""
        on = taken_on - DAY * draw.below(DAYS)
        forms = [FORMS[form] for form in world.exploited[child].forms if form in FORMS]
        yield (
            f"SYN-W{on:%y%m%d}-{child.number:06d}",
            local_id or f"W{child.number:06d}",
            world.place.authority if local_id else "",
            local_id,
            identity.forename,
            families.middle_name(child),
            identity.surname,
            "",
            written(child.born),
            child.sex,
            written(on),
            draw.one_of(REFERRERS),
            ";".join(forms),
            _danger(draw),
            draw.one_of(WORRIES[forms[0] if forms else ""]),
            draw.one_of(DONE),
            "",
            written(taken_on),
            "1",
        )


def _danger(draw: Stream) -> str:
    return "yes" if draw.happens(DANGER) else draw.one_of(("no", "not-known"))
