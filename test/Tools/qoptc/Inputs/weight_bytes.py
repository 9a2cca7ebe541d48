"""Checks how many bytes the weights of the first two layers take.

Usage: weight_bytes.py NAME.report.json BYTES
"""

import json
import sys
from pathlib import Path

report = json.loads(Path(sys.argv[1]).read_text())
stored = [layer["weight-bytes"] for layer in report["layers"][:2]]
if stored != [int(sys.argv[2])] * 2:
    sys.exit(f"{sys.argv[1]}: weights take {stored} bytes")
