"""Checks that one arena is larger than another.

usage: arena.py NAME.report.json OTHER.report.json BYTES

The second is larger, by so many bytes at least.
"""

import json
import sys
from pathlib import Path

sizes = [json.loads(Path(path).read_text())["totals"]["arena-bytes"] for path in sys.argv[1:3]]
print(sizes)
if sizes[1] - sizes[0] < int(sys.argv[3]):
    sys.exit("the arena is no larger")
