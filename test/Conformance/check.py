"""Runs TOSA's conformance tests through qopt: every byte must be the reference model's.

Usage: check.py FOLDER [--cpu NAME] [--filter REGEX] [--table FILE [--whole | --write]]
FOLDER is what generate.py or models.py wrote; qopt-run is on the PATH.  Each test runs as compiled
code, for the processor NAME or this one, and in the reference interpreter.  A test that qopt does
not accept must end in one line that says where and why.  What is accepted and what is not must be
in the table of the Markdown FILE; --whole: and nothing else; --write: puts the table there.
Prints what differs, and a line for each operation.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ERROR = re.compile(r"qopt-run: error: \S*/[a-z]+\.mlir(?:bc)?:\d+:\d+: (?:'[\w.]+' op )?([^\n]+)\n")
NUMBER = re.compile(r"(?<!\w)-?\d+")
# What the tables in a Markdown file are between.
OPERATIONS, NETWORKS = (
    re.compile(rf"(<!-- {name}: begin -->\n)(.*)(<!-- {name}: end -->)", re.DOTALL)
    for name in ("operations", "networks")
)


@dataclass
class Outcome:
    """What became of a test: equal, not accepted or failed, with the reason."""

    test: dict
    kind: str
    reason: str = ""


def compare(source, path, unsigned):
    """Returns what is wrong with the arrays in the file path, an empty text if nothing is.

    source: the folder of a test; unsigned: its results are, whatever their type says.
    """
    bound = source / "greatest.npz"
    with (
        np.load(source / "reference.npz") as least,
        np.load(bound if bound.exists() else source / "reference.npz") as greatest,
        np.load(path) as got,
    ):
        if len(least.files) != len(got.files):
            return f"{len(got.files)} outputs, not {len(least.files)}"
        for name, other in zip(least.files, got.files, strict=True):
            low, high, x = least[name], greatest[name], got[other]
            if x.shape != low.shape or x.dtype != low.dtype:
                return f"{name} is {x.dtype}{list(x.shape)}, not {low.dtype}{list(low.shape)}"
            if unsigned:
                low, high, x = (y.view(y.dtype.str.replace("i", "u")) for y in (low, high, x))
            wrong = np.argwhere((x < low) | (x > high))
            if len(wrong):
                at = tuple(wrong[0].tolist())
                return f"{name}: {len(wrong)} of {x.size} differ; {at}: {x[at]}, not {low[at]}"
    return ""


def run(folder, test, cpu):
    """Runs one test in both ways; both must come to the same."""
    source, outcomes = folder / test["name"], []
    for way in (f"--cpu={cpu}", "--reference"):
        with tempfile.TemporaryDirectory() as output:
            results = Path(output, "out.npz")
            command = ["qopt-run", source / test["file"], f"--inputs={source / 'inputs.npz'}", way]
            process = subprocess.run(
                [*command, f"--outputs={results}"], capture_output=True, text=True
            )
            error = ERROR.fullmatch(process.stderr)
            if process.returncode == 1 and error:
                outcomes.append(Outcome(test, "not accepted", error[1]))
            elif process.returncode != 0:
                text = f"{way}: exit code {process.returncode}: {process.stderr.strip()}"
                return Outcome(test, "failed", text)
            elif wrong := compare(source, results, test["unsigned"]):
                return Outcome(test, "failed", f"{way}: {wrong}")
            else:
                outcomes.append(Outcome(test, "equal"))
    if outcomes[0] != outcomes[1]:
        return Outcome(test, "failed", f"accepted one way only: {outcomes}")
    return outcomes[0]


def rows_of_operations(outcomes):
    """Returns the rows of a table of operations: [(operation, types, why not)], in order."""
    rows = {
        (
            f"{outcome.test['group']} {outcome.test['mode']}".strip(),
            NUMBER.sub("..", outcome.reason),
            outcome.test["types"],
        )
        for outcome in outcomes
    }
    return [(group, types, reason) for group, reason, types in sorted(rows)]


def format_operations(rows):
    """Returns rows_of_operations in Markdown; a line has all types of a reason."""
    merged = defaultdict(list)
    for group, types, reason in rows:
        merged[group, reason].append(types)
    lines = ["| operation | types | not accepted: |", "|---|---|---|"]
    lines += [f"| {group} | {', '.join(types)} | {why} |" for (group, why), types in merged.items()]
    return "\n".join(lines) + "\n"


def parse_operations(table):
    """Returns what format_operations made a table of, as a set."""
    lines = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    return {
        (group.strip(), types.strip(), reason.strip())
        for group, all_types, reason in lines
        for types in all_types.split(",")
    }


def format_networks(tests):
    """Returns the table of how networks compare with LiteRT, in Markdown."""
    lines = ["| network | differ from LiteRT | by up to | because |", "|---|---|---|---|"]
    equal = [test["name"] for test in tests if test.get("litert", [1])[0] == 0]
    lines.append(f"| {', '.join(equal)} | 0 | | |")
    for test in tests:
        if "refused" in test:
            lines.append(f"| {test['name']} | not in TOSA | | {test['why']} |")
        elif test["litert"][0]:
            count, largest, total = test["litert"]
            lines.append(f"| {test['name']} | {count} of {total} | {largest} | {test['why']} |")
    return "\n".join(lines) + "\n"


def check_table(options, tests, outcomes):
    """Returns whether the table says what came out; writes it if the options say so."""
    networks = "litert" in tests[0]
    marks = NETWORKS if networks else OPERATIONS
    rows = rows_of_operations(outcomes)
    wanted = format_networks(tests) if networks else format_operations(rows)
    text = options.table.read_text()
    if options.write:
        options.table.write_text(marks.sub(lambda match: match[1] + wanted + match[3], text))
        return True
    found = marks.search(text)[2]
    if networks or options.whole:
        if found == wanted:
            return True
        print(f"{options.table} has another table; --write puts this there:\n{wanted}")
        return False
    missing = [" | ".join(row) for row in rows if row not in parse_operations(found)]
    for row in missing:
        print(f"{options.table} does not say: {row}")
    return not missing


def main():
    parser = argparse.ArgumentParser(description="run TOSA's conformance tests")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cpu", default="host")
    parser.add_argument("--filter", default="", help="of names, a regular expression")
    parser.add_argument("--table", type=Path, metavar="FILE")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    tests = json.loads((options.folder / "tests.json").read_text())
    runs = [t for t in tests if "refused" not in t and re.search(options.filter, t["name"])]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda test: run(options.folder, test, options.cpu), runs))

    counts = defaultdict(Counter)
    for outcome in outcomes:
        counts[outcome.test["group"]][outcome.kind] += 1
        if outcome.kind == "failed" or options.filter and outcome.reason:
            print(f"{outcome.test['name']}: {outcome.reason}")
    for group, kinds in sorted(counts.items()):
        print(f"{group}: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}")
    total = Counter(outcome.kind for outcome in outcomes)
    print(", ".join(f"{total[kind]} {kind}" for kind in ("equal", "not accepted", "failed")))
    ok = total["failed"] == 0
    if options.table:
        ok &= check_table(options, tests, outcomes)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
