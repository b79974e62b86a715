"""A room has the same few files as every other, so that nobody has to look for anything."""

from tests.architecture.house import FLOORS, PACKAGE, modules

FILES = {
    "__init__", "README.md", "rules", "models", "queries", "actions", "forms", "presenters", "views", "urls", "jobs",
    "apps", "migrations", "templates", "templatetags", "static",
}  # fmt: skip
# The feeds' own framework, which every feed's folder rests on, has names of its own: it is a gateway and not a room.
GATEWAYS = "homeward.gateways.feeds"
# What only workers may import, because it is slow to start and large.
ENGINES = {"homeward.register.linkage": {"engine"}}
DEMANDED = {"homeward.config.sqlite.base"}  # the framework looks for a database's connection under this name
REFUSED_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "services",
    "signals",
    "base",
    "misc",
    "manager",
}


def test_every_room_holds_only_these_files() -> None:
    strangers = []
    for room in FLOORS:
        if room == GATEWAYS:
            continue
        folder = PACKAGE.parent / room.replace(".", "/")
        files = FILES | ENGINES.get(room, set())
        strangers += [
            f"{room}: {path.name}"
            for path in folder.iterdir()
            if path.name not in files and path.stem not in files and path.name != "__pycache__"
        ]
    assert strangers == []


def test_every_room_says_what_it_is() -> None:
    without = [room for room in FLOORS if not (PACKAGE.parent / room.replace(".", "/") / "README.md").exists()]
    assert without == []


def test_no_file_has_a_name_that_hides_what_is_in_it() -> None:
    hiding = {name for name, _ in modules() if name.rsplit(".", 1)[-1] in REFUSED_NAMES}
    assert hiding == DEMANDED


def test_no_file_passes_four_hundred_lines() -> None:
    long = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_there_are_no_signals_and_no_save_hooks() -> None:
    hooks = ("@receiver", "post_save", "pre_save", "def save(self")
    found = [name for name, path in modules() if any(hook in path.read_text(encoding="utf-8") for hook in hooks)]
    assert found == []
