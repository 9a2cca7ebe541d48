"""Writes the reference pages that the .td files are the source of.

Usage: generate.py [DIRECTORY]    needs mlir-tblgen on the PATH; DIRECTORY is this one unless given
Writes Dialects/QNN/Ops.md and Passes/<phase>.md, one for each include/qopt/<phase>/Passes.td.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

INCLUDE = Path(__file__).resolve().parent.parent / "include"


def generate(page, *arguments):
    """Writes what mlir-tblgen makes of the arguments into the file page."""
    program = Path(shutil.which("mlir-tblgen") or sys.exit("mlir-tblgen is not on the PATH"))
    upstream = program.resolve().parent.parent / "include"
    command = [program, "-I", upstream, "-I", INCLUDE, *arguments]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n")


def main():
    parser = argparse.ArgumentParser(description="write the generated reference pages")
    parser.add_argument("output", type=Path, nargs="?", default=Path(__file__).resolve().parent)
    output = parser.parse_args().output

    dialect = INCLUDE / "qopt" / "Dialect" / "QNN" / "IR" / "QNNOps.td"
    generate(output / "Dialects/QNN/Ops.md", "-gen-dialect-doc", "-dialect=qnn", dialect)
    for passes in sorted((INCLUDE / "qopt").glob("*/Passes.td")):
        generate(output / "Passes" / f"{passes.parent.name}.md", "-gen-pass-doc", passes)


if __name__ == "__main__":
    main()
