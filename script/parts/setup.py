"""Make the Python environment and gather the browser's files, only when what they rest on has changed."""

import argparse

import assets
import environment
from steps import as_a_script


def main(arguments: list[str]) -> int:
    """Set up what the program needs and, when asked, what its tests need."""
    asked = argparse.ArgumentParser(prog="script/setup", description=__doc__)
    asked.add_argument("--tests", action="store_true", help="also install what the tests and checks need")
    environment.make(for_tests=asked.parse_args(arguments).tests)
    assets.gather()
    return 0


if __name__ == "__main__":
    as_a_script(main)
