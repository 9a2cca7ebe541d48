"""Runs a command that must be refused: exit code 1, one line of error and no file.

usage: refused.py FOLDER COMMAND [ARGUMENT]...

Prints the error.  FOLDER is where the command would write, and must stay empty; remarks on the model
may come before the error.
"""

import subprocess
import sys
from pathlib import Path


def main():
    """Checks what the command did; the exit code is 1 if that is wrong."""
    folder, *command = sys.argv[1:]
    result = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    errors = [line for line in result.stderr.splitlines() if ": remark: " not in line]
    print(*errors, sep="\n")
    left = sorted(path.name for path in Path(folder).iterdir())
    problems = []
    if result.returncode != 1:
        problems.append(f"exit code {result.returncode}")
    if len(errors) != 1:
        problems.append(f"{len(errors)} lines of error")
    if result.stdout:
        problems.append(f"output: {result.stdout[:200]}")
    if left:
        problems.append(f"files: {left}")
    if problems:
        print("not refused properly:", *problems, sep="\n  ")
    return bool(problems)


sys.exit(main())
