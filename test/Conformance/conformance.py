"""Runs TOSA's conformance tests through qopt: every byte must be the reference model's.

Usage: conformance.py FOLDER [--one-of N] [--write-table FILE | --check-table FILE]
FOLDER is what generate.py wrote; qopt-run is on the PATH.  Each test runs as compiled code and in
the reference interpreter.  A test that qopt does not accept must end in one line that says where
and why, and be in the table of what is not accepted.  --one-of N runs every Nth test of each
operation and type.  Prints what differs, and a line for each operation.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ERROR = re.compile(r"qopt-run: error: \S*/[a-z]+\.mlir(?:bc)?:\d+:\d+: (?:'[\w.]+' op )?([^\n]+)\n")
TABLE = re.compile(r"(<!-- conformance: begin -->\n).*(<!-- conformance: end -->)", re.DOTALL)
NUMBER = re.compile(r"(?<!\w)-?\d+")


@dataclass
class Outcome:
    """What became of a test: passed, refused with an error, or failed."""

    test: dict
    refusal: str = ""
    failure: str = ""


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


def run(folder, test):
    """Runs one test in both ways."""
    source = folder / test["name"]
    for way in ([], ["--reference"]):
        with tempfile.TemporaryDirectory() as output:
            results = Path(output, "out.npz")
            command = ["qopt-run", source / test["file"], f"--inputs={source / 'inputs.npz'}"]
            process = subprocess.run(
                [*command, f"--outputs={results}", *way], capture_output=True, text=True
            )
            if process.returncode == 0:
                if failure := compare(source, results, test["unsigned"]):
                    return Outcome(test, failure=" ".join([*way, failure]))
                continue
            error = ERROR.fullmatch(process.stderr)
            if process.returncode == 1 and error:
                return Outcome(test, refusal=error[1])
            text = f"exit code {process.returncode}: {process.stderr.strip()}"
            return Outcome(test, failure=" ".join([*way, text]))
    return Outcome(test)


def every(step, tests):
    """Returns every step-th of the tests of each operation and type."""
    counts, kept = defaultdict(int), []
    for test in tests:
        key = test["group"], test["types"]
        if counts[key] % step == 0:
            kept.append(test)
        counts[key] += 1
    return kept


def make_table(outcomes):
    """Returns the table of what is accepted and what is not, in Markdown."""
    accepted, refused = defaultdict(set), defaultdict(lambda: defaultdict(set))
    for outcome in outcomes:
        operation, types = outcome.test["group"], outcome.test["types"]
        if outcome.refusal:
            refused[operation][NUMBER.sub("..", outcome.refusal)].add(types)
        else:
            accepted[operation].add(types)
    lines = ["| operation | accepted | not accepted |", "|---|---|---|"]
    for operation in sorted({*accepted, *refused}):
        yes = ", ".join(sorted(accepted[operation]))
        no = "; ".join(
            f"{', '.join(sorted(types))}: {reason}"
            for reason, types in sorted(refused[operation].items())
        )
        lines.append(f"| {operation} | {yes} | {no} |")
    return "\n".join(lines) + "\n"


def check_table(path, table, write):
    """Returns whether the file has the table between its marks; writes it there if asked to."""
    text = path.read_text()
    wanted = TABLE.sub(lambda match: match[1] + table + match[2], text)
    if write:
        path.write_text(wanted)
    elif wanted != text:
        print(f"{path}: not the table of these tests; write it with --write-table:\n{table}")
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description="run TOSA's conformance tests")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--one-of", type=int, default=1, metavar="N")
    parser.add_argument("--filter", default="", help="of names, a regular expression")
    table = parser.add_mutually_exclusive_group()
    table.add_argument("--write-table", type=Path, metavar="FILE")
    table.add_argument("--check-table", type=Path, metavar="FILE")
    options = parser.parse_args()
    tests = json.loads((options.folder / "tests.json").read_text())
    tests = [test for test in tests if re.search(options.filter, test["name"])]
    tests = every(options.one_of, tests)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda test: run(options.folder, test), tests))

    counts = defaultdict(lambda: [0, 0, 0])
    for outcome in outcomes:
        kind = 2 if outcome.failure else 1 if outcome.refusal else 0
        counts[outcome.test["group"]][kind] += 1
        if outcome.failure or options.filter and outcome.refusal:
            print(f"{outcome.test['name']}: {outcome.failure or outcome.refusal}")
    for operation, (passed, refused, failed) in sorted(counts.items()):
        print(f"{operation}: {passed} equal, {refused} not accepted, {failed} failed")
    ok = not any(outcome.failure for outcome in outcomes)
    path = options.write_table or options.check_table
    if path:
        ok &= check_table(path, make_table(outcomes), bool(options.write_table))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
