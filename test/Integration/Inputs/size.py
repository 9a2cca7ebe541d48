"""Compares the constants of an object with the f32 parameters of its model, by its report.

usage: size.py REPORT.json RATIO [CODE]
"""

import json
import sys
from pathlib import Path


def main():
    """Returns 1 if the constants take more than the share RATIO, or the code more than CODE bytes."""
    report = json.loads(Path(sys.argv[1]).read_text())
    code, *limit = report["object"]["code-bytes"], *map(int, sys.argv[3:])
    print(f"code {code} bytes")
    after, before = report["object"]["constant-bytes"], report["totals"]["bytes-before"]
    print(f"constants {after} of {before} bytes: {after / before:.4f}")
    return after > before * float(sys.argv[2]) or any(code > most for most in limit)


sys.exit(main())
