"""Whether a call is ever lost: a hundred cuts of the line and fifty `kill -9` of the server in the middle of calls, by
a device that does as the console does without a browser; and a few of each by the console itself in a real one."""

import os
import random
import sys
import tempfile
from collections import Counter
from time import perf_counter
from typing import Any

import _device
import _line
from _hub import ROOT, migrate
from _results import database, keep, machine, table

CUTS, KILLS = 100, 50
BROWSER_CUTS, BROWSER_KILLS = 10, 5
SEED = 46
HOW = ("before it left", "half way there", "after it came, unanswered", "half way back")


def main() -> int:
    """Play the calls, with a fault planted first that must be found, and count what came."""
    sys.path.insert(0, str(ROOT))
    facts = machine()
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as folder:
        os.environ |= {"HOMEWARD_DATA": folder, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.demonstration"}
        import django
        from django.core.management import call_command
        from django.utils import timezone

        django.setup()
        migrate()
        call_command("collectstatic", interactive=False, verbosity=0)
        from homeward.register.accounts.actions import open_demonstration

        open_demonstration(at=timezone.now())
        facts["database"] = database()
        rows = played(browser="--browser" in sys.argv)
    columns = ("what", "calls", "typed", "cuts", "kills", "lost", "twice", "seconds")
    table(columns, [tuple(row[name] for name in columns) for row in rows])
    name = "outages-browser" if "--browser" in sys.argv else "outages"
    name += "-postgresql" if "Post" in facts["database"] else ""
    keep(name, {"machine": facts, "seed": SEED, "rows": rows})
    planted = [row for row in rows if row["what"].startswith("planted")]
    sound = [row for row in rows if row not in planted]
    found = all(row["lost"] or row["twice"] for row in planted)
    return int(not found or any(row["lost"] or row["twice"] for row in sound))


def played(*, browser: bool) -> list[dict[str, Any]]:
    """Each way of playing, with what was lost and what came twice: by a device, or in a real browser."""
    server = _line.Server()
    line = _line.Line(server.port)
    try:
        server.start()
        if browser:
            return [in_browser("a real browser", line, server)]
        return [
            one("planted: forgets what failed", line, server, cuts=10, kills=0, device=_device.Forgetful),
            one("planted: sends old words anew", line, server, cuts=10, kills=0, device=_device.Repeating),
            one("line cut", line, server, cuts=CUTS, kills=0),
            one("server killed", line, server, cuts=0, kills=KILLS),
        ]
    finally:
        line.close()
        server.kill()


def one(what: str, line: Any, server: Any, *, cuts: int, kills: int, device: Any = None) -> dict[str, Any]:
    """Calls of four boxes, each typed twice as a person types, with an outage in the middle of each."""
    draw, began = random.Random(f"{SEED} {what}"), perf_counter()
    hand = (device or _device.Device)(line.port)
    hand.comes_in()
    done: Counter[str] = Counter()
    while done["cuts"] < cuts or done["kills"] < kills:
        hand.begins()
        at = draw.randrange(8)
        for number, (box, words) in enumerate(_device.script(hand.call)):
            if number == at and done["cuts"] < cuts:
                line.cut(draw.choice(HOW))
                done["cuts"] += 1
            elif number == at:
                server.kill(after=draw.uniform(0, 0.06))
                done["kills"] += 1
            hand.types(box, words)
        line.mend()
        server.start()
        hand.sends()
        hand.sends()  # a second time, as a device whose answer was lost does
    return counted(what, hand.typed, done, began)


def in_browser(what: str, line: Any, server: Any) -> dict[str, Any]:
    """The console itself, cut off and killed in the middle of what is typed."""
    import _browser

    began = perf_counter()
    typed, done = _browser.play(line, server, cuts=BROWSER_CUTS, kills=BROWSER_KILLS, seed=SEED)
    return counted(what, typed, done, began)


def counted(what: str, typed: dict[tuple[str, str], list[str]], done: Counter[str], began: float) -> dict[str, Any]:
    """What was typed last in each box of each call, beside what stands there; and whatever is there more than once."""
    from homeward.practice.missing.models import CallPiece
    from homeward.practice.missing.queries.calls import standing_in, value_of

    calls = {call for call, _ in typed}
    lost = sum(
        1
        for (call, box), words in typed.items()
        if (found := standing_in(call).get(box)) is None or found.words != words[-1]
    )
    pieces = Counter((str(row.call_id), row.field, value_of(row)) for row in CallPiece.objects.filter(call__in=calls))
    twice = (
        sum(number - 1 for number in pieces.values()) + CallPiece.objects.filter(call__in=calls, held_back=True).count()
    )
    return {
        "what": what,
        "calls": len(calls),
        "typed": sum(map(len, typed.values())),
        "cuts": done["cuts"],
        "kills": done["kills"],
        "lost": lost,
        "twice": twice,
        "seconds": round(perf_counter() - began),
    }


if __name__ == "__main__":
    sys.exit(main())
