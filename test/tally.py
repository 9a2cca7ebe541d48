"""Prints the failed and the skipped tests of a run, then "N passed, N failed, N skipped".

Usage: tally.py [--gtest FILE STATUS].. [--lit FILE STATUS]    standard library only
FILE is a runner's report in JSON, STATUS what it exited with.  A report that is missing or can't be
read, or that knows of no failure though the runner exited with one, counts as a failed test.  Exits
with 1 if anything failed.
"""

import argparse
import json
import sys
from pathlib import Path

LIT_PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
LIT_SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def gtest_results(report):
    """Yields (name, "passed" | "failed" | "skipped", reason) of googletest's report."""
    for suite in report["testsuites"]:
        for test in suite["testsuite"]:
            name = f"{suite['name']}.{test['name']}"
            if test.get("failures"):
                yield name, "failed", test["failures"][0]["failure"]
            elif test["result"] == "COMPLETED":
                yield name, "passed", ""
            elif test["result"] == "SUPPRESSED":
                yield name, "skipped", "disabled"
            else:
                messages = [entry["message"] for entry in test.get("skipped", [])]
                yield name, "skipped", " ".join(messages) or "the test skipped itself"


def lit_results(report):
    """The same of lit's report."""
    for test in report["tests"]:
        if test["code"] in LIT_PASSED:
            yield test["name"], "passed", ""
        elif test["code"] in LIT_SKIPPED:
            reason = test["output"].removeprefix("Test requires the following unavailable features: ")
            yield test["name"], "skipped", f"needs {reason}"
        else:
            yield test["name"], "failed", test["code"]


def run_results(path, status, read):
    """The same of the report in the file path, which read understands."""
    try:
        results = list(read(json.loads(path.read_text())))
    except (OSError, ValueError, KeyError) as error:
        return [(path.stem, "failed", f"exit code {status} and no report: {error}")]
    if status and not any(result == "failed" for _, result, _ in results):
        results.append((path.stem, "failed", f"exit code {status}, though no test failed"))
    return results


def main():
    parser = argparse.ArgumentParser(description="sum up test reports")
    for runner in ("--gtest", "--lit"):
        parser.add_argument(runner, nargs=2, metavar=("FILE", "STATUS"), action="append", default=[])
    options = parser.parse_args()

    results = []
    for runs, read in ((options.gtest, gtest_results), (options.lit, lit_results)):
        for path, status in runs:
            results += run_results(Path(path), int(status), read)

    for kind in ("skipped", "failed"):
        for name, _, reason in sorted(result for result in results if result[1] == kind):
            print(f"{kind}: {name}: {' '.join(reason.split())}")
    counts = {kind: [r[1] for r in results].count(kind) for kind in ("passed", "failed", "skipped")}
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
