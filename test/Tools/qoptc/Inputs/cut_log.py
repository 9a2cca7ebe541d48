"""Has a search go on from beginnings of its log, and expects the same plan and the same log.

Usage: cut_log.py LOG PLAN COMMAND...
"""

import subprocess
import sys
import tempfile
from pathlib import Path

log, plan = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes()
lines = log.splitlines(keepends=True)
half = len(b"".join(lines[: len(lines) // 2]))
with tempfile.TemporaryDirectory() as work:
    begun, made = Path(work) / "begun.log", Path(work) / "plan.json"
    # A part of the first line, whole lines, half of one, all but the last byte.
    for size in (7, len(lines[0] + lines[1]), half + 9, len(log) - 1):
        begun.write_bytes(log[:size])
        subprocess.run([*sys.argv[3:], f"--search-log={begun}", "-o", made], check=True)
        if made.read_bytes() != plan:
            sys.exit(f"another plan from {size} bytes")
        if begun.read_bytes() != log:
            sys.exit(f"another log from {size} bytes")
