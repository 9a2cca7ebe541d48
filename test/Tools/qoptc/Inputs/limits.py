"""Compiles with limits that a report just allows, and with limits that are a byte less.

usage: limits.py REPORT.json COMMAND [ARGUMENT]...

Exits with 1 unless the command ends with 0, and for either limit that is a byte less with 1.
"""

import json
import subprocess
import sys
from pathlib import Path


def main():
    """Returns whether something was not as it should be."""
    report, *command = sys.argv[1:]
    sizes = json.loads(Path(report).read_text())["object"]
    failed = False
    for less in ({"ram": 0, "flash": 0}, {"ram": 1, "flash": 0}, {"ram": 0, "flash": 1}):
        limits = [f"--max-{name}={sizes[f'{name}-bytes'] - bytes}" for name, bytes in less.items()]
        code = subprocess.run([*command, *limits], check=False).returncode
        if code != (1 if any(less.values()) else 0):
            print(f"{limits} ended with {code}")
            failed = True
    return failed


sys.exit(main())
