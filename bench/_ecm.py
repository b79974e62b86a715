"""recordlinkage's expectation conditional maximisation on one set, run by a Python that has it.

Reads rows and blocks as JSON from the file named, and prints every pair that it takes for one person, with its chance.
"""

import json
import sys

import pandas as pd
import recordlinkage


def main(path: str) -> int:
    """Block, compare and classify without labels."""
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    frame = pd.DataFrame(told["rows"]).set_index("unique_id")
    frame = frame.where(frame.notna(), None)
    indexer = recordlinkage.Index()
    for columns in told["blocks"]:
        indexer.block(columns)
    pairs = indexer.index(frame)
    compare = recordlinkage.Compare()
    for name in told["names"]:
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in told["exact"]:
        compare.exact(name, name, label=name)
    features = compare.compute(pairs, frame).fillna(0)
    classifier = recordlinkage.ECMClassifier(binarize=0.5)
    classifier.fit(features)
    chance = classifier.prob(features)
    kept = chance[chance > 0.01]
    print(json.dumps({"pairs": [[a, b, float(p)] for (a, b), p in kept.items()], "scored": len(features)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
