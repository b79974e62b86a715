"""The sector's own validator on one census. Run by the Python that has it: `_cin_peer.py FILE RULESET [flags]`.

Prints one line of JSON: seconds to read and to check, the most memory held, and, where asked, whom each rule flags. A
rule of those named that stops with an error on the whole census is asked again of a few children, each alone.
"""

import contextlib
import importlib
import io
import json
import resource
import sys
import warnings
import xml.etree.ElementTree as ET
from time import perf_counter

FAILED = "Error with rule"
ALONE = 20


def one_by_one(cin_validator, rules, root, rule):
    """Whom a rule flags when each child is a census alone, who was asked of, and for how many it stops even so."""
    children = root.find("Children")
    every, found, stopped = list(children), set(), 0
    some = [child for child in every if child.find("CINdetails/Assessments") is not None][:ALONE]
    for child in some:
        children[:] = [child]
        with contextlib.redirect_stdout(io.StringIO()) as said:
            try:
                tables = cin_validator.process_data(cin_validator.convert_data(root))
                judged = cin_validator.CinValidator(tables, rules, selected_rules=[rule])
            except Exception:  # whatever stops the peer's rule is counted, and is what is asked here
                stopped += 1
                continue
        stopped += FAILED in said.getvalue()
        if len(judged.full_issue_df):
            found.add(child.findtext("ChildIdentifiers/LAchildID"))
    children[:] = every
    asked = [child.findtext("ChildIdentifiers/LAchildID") for child in some]
    return found, {"asked": asked, "stopped": stopped}


def main() -> None:
    """Read, check, and say what was found."""
    warnings.simplefilter("ignore")
    from cin_validator import cin_validator

    rules = importlib.import_module(f"cin_validator.rules.{sys.argv[2]}").registry
    began = perf_counter()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        root = ET.parse(sys.argv[1]).getroot()
        tables = cin_validator.process_data(cin_validator.convert_data(root))
        read = perf_counter()
        found = cin_validator.CinValidator(tables, rules)
    done = perf_counter()
    flags = {}
    if sys.argv[3:]:
        for rule, child in zip(found.full_issue_df["rule_code"], found.full_issue_df["child_id"], strict=True):
            flags.setdefault(str(rule), set()).add(str(child))
    failed = sorted({line.split()[3].strip(":") for line in said.getvalue().splitlines() if line.startswith(FAILED)})
    alone = {}
    for rule in sorted(set(failed) & set(sys.argv[3:])):
        flags[rule], alone[rule] = one_by_one(cin_validator, rules, root, rule)
    told = {
        "read": round(read - began, 2),
        "check": round(done - read, 2),
        "seconds": round(done - began, 2),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rules": len(rules),
        "failed": failed,
        "failed_alone": alone,
        "flags": {rule: sorted(children) for rule, children in flags.items()},
    }
    print(json.dumps(told))


main()
