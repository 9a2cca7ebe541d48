"""Cost files, and whether plans name them.

usage: costs.py named PLAN.json COSTS.json
       costs.py write FROM.json TO.json BITS:NANOSECONDS[:SPREAD]...

named: exits with what is wrong, if the plan does not name the file and its SHA-256.  write: the file with other times,
the same for every layer.
"""

import hashlib
import json
import sys
from pathlib import Path


def check_named(plan, costs):
    """Compares the plan with the file."""
    plan, costs = json.loads(Path(plan).read_text()), Path(costs)
    named = plan["cost-file"], plan["cost-file-sha256"]
    if named != (costs.name, hashlib.sha256(costs.read_bytes()).hexdigest()):
        sys.exit(f"the plan names {named}")


def write(source, target, *times):
    """Writes the file with these times."""
    costs = json.loads(Path(source).read_text())
    costs["costs"] = [
        {"id": layer, "bits": int(bits), "nanoseconds": float(time), "spread": float(spread[0]) if spread else 0}
        for layer in dict.fromkeys(cost["id"] for cost in costs["costs"])
        for bits, time, *spread in (text.split(":") for text in times)
    ]
    Path(target).write_text(json.dumps(costs))


def main():
    """Does what is asked."""
    command, *arguments = sys.argv[1:]
    {"named": check_named, "write": write}[command](*arguments)


main()
