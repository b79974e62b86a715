"""Whether a delivery that is killed fifty times over, at random moments, leaves what one unbroken run leaves: each
table counted and compared, and nothing half done after any of the kills. `kills.py 4000` takes fewer absences."""

import sys
from collections import Counter
from time import perf_counter

from _hub import ROOT, hub
from _results import database, keep, machine, table

ABSENCES = 40_000
PLAN = (("receive", 8), ("check", 8), ("load", 34))
SEED = 50


def main() -> int:
    """Take one return in unbroken as one council's, and the same return as another's with a kill at each moment."""
    facts = machine()
    absences = next((int(word) for word in sys.argv[1:] if word.isdigit()), ABSENCES)
    with hub() as folder:
        from feeds import write_return

        sys.path.insert(0, str(ROOT))
        from homeward.register.agencies.models import Agency
        from tests.feeds import killing
        from tests.feeds.left import as_left

        for code in ("unbroken", "killed"):
            Agency.objects.create(code=code, name=code.title(), kind="council")
        write_return(folder / "return", absences)
        began = perf_counter()
        spans = killing.run_through("ssda903", folder / "return", "unbroken")
        reached: Counter[str] = Counter()
        for moment in killing.moments(spans, PLAN, SEED):
            killing.killed("ssda903", folder / "return", "killed", at=moment)
            reached[moment[0]] += 1
            killing.refuse_halves("killed")
        killing.run_through("ssda903", folder / "return", "killed")
        one, other = as_left("unbroken"), as_left("killed")
        facts["database"] = database()
        seconds = round(perf_counter() - began)
    rows = [(name, one[name][0], other[name][0], "the same" if one[name] == other[name] else "UNLIKE") for name in one]
    table(("what is left", "unbroken", "killed", "digest"), rows)
    print(f"killed while it: {dict(reached)}; {seconds} seconds in all")
    name = "kills-postgresql" if "Post" in facts["database"] else "kills"
    left = {
        each: {"unbroken": one[each][0], "killed": other[each][0], "alike": one[each] == other[each]} for each in one
    }
    keep(name, {"machine": facts, "seed": SEED, "absences": absences, "kills": dict(reached), "left": left})
    return int(one != other)


if __name__ == "__main__":
    sys.exit(main())
