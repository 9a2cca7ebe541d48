"""Compares the constants of an object with the f32 parameters of its model, by its report.

usage: size.py REPORT.json RATIO
"""

import json
import sys
from pathlib import Path


def main():
    """Returns 1 if the constants take more than the share RATIO."""
    report = json.loads(Path(sys.argv[1]).read_text())
    after, before = report["object"]["constant-bytes"], report["totals"]["bytes-before"]
    print(f"constants {after} of {before} bytes: {after / before:.4f}")
    return after > before * float(sys.argv[2])


sys.exit(main())
