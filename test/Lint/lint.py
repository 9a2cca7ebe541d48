"""Checks of the sources that no compiler makes; each is a lit test beside this file.

Usage: lint.py CHECK [--root DIRECTORY]    standard library only
Prints each violation as FILE:LINE: MESSAGE and exits with 1 if there is one.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

FOLDERS = ("bench", "cmake", "docs", "examples", "include", "lib", "python", "test", "tools")
CODE = {".c", ".cpp", ".h", ".td", ".py", ".txt", ".cmake", ".in"}
MAX_LINES = 600

# A feature's name has two letters at least, or is RISC-V's v; "+a,-b" is a placeholder.
TARGET_KNOWLEDGE = re.compile(r'isX86|isAArch64|isRISCV|hasFeature|"\+(?:[a-z][a-z0-9]|v\b)')
HEADER = re.compile(r"//===- (\S+) - \S.* -[-*]+(?: (?:C\+\+|tablegen) -\*-)?===//")
LICENCE = [
    "//",
    "// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.",
    "// See LICENSE for license information.",
    "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception",
    "//",
]
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:root|work|home|Users|mnt)/\w")


def sources(root):
    """The text files of the project, sorted: those at the top and those in its folders."""
    files = [path for path in root.iterdir() if path.is_file()]
    for folder in FOLDERS:
        files += [path for path in (root / folder).rglob("*") if path.is_file()]
    for path in sorted(files):
        if "__pycache__" in path.parts:
            continue
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            yield path, content.decode("utf-8", "replace")


def matches(root, pattern, message, wanted):
    """Yields a violation for every line of a wanted file in which the pattern is found."""
    for path, text in sources(root):
        if wanted(path.relative_to(root).as_posix()):
            for number, line in enumerate(text.splitlines(), 1):
                if found := pattern.search(line):
                    yield path, number, f"{message}: {found.group()}"


def check_target_knowledge(root):
    """Only lib/Target and include/qopt/Target may know one target from another."""
    return matches(
        root,
        TARGET_KNOWLEDGE,
        "a target's facts belong in a row under lib/Target",
        lambda path: re.match(r"(lib|include/qopt)/(?!Target/)", path),
    )


def check_machine_paths(root):
    """No path of somebody's machine."""
    return matches(
        root,
        MACHINE_PATH,
        "a path of one machine",
        lambda path: not path.startswith("test/Lint/"),
    )


def check_file_length(root):
    """A file has at most MAX_LINES lines."""
    for path, text in sources(root):
        count = len(text.splitlines())
        if path.suffix in CODE and count > MAX_LINES:
            yield path, count, f"{count} lines, more than {MAX_LINES}: split the file"


def check_white_space(root):
    """No tab or space at the end of a line, and a file ends with one newline."""
    for path, text in sources(root):
        if path.suffix not in CODE | {".md", ".test"}:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if line != line.rstrip():
                yield path, number, "white space at the end of the line"
        if text and (not text.endswith("\n") or text.endswith("\n\n")):
            yield path, len(text.splitlines()), "the file doesn't end with one newline"


def check_headers(root):
    """A source begins with a line of 80 columns that names it, and the licence."""
    for path, text in sources(root):
        if path.suffix not in {".cpp", ".h", ".td"}:
            continue
        first, *lines = text.splitlines()[: 1 + len(LICENCE)] or [""]
        header = HEADER.fullmatch(first)
        if not header or header[1] != path.name or len(first) != 80:
            yield path, 1, f"not one line of 80 columns //===- {path.name} - WHAT IT IS ---===//"
        if lines != LICENCE:
            yield path, 2, "the licence is not worded as elsewhere"


def check_version_pins(root):
    """Every tool that is named with a version has that of llvm-project.version."""
    major = (root / "llvm-project.version").read_text().split(".")[0]
    named = re.compile(
        rf"\b(?:clang(?:\+\+|-format|-tidy)?|lld|llvm|mlir|libmlir)-(?!{major}\b)\d+\b"
    )
    return matches(
        root,
        named,
        f"llvm-project.version says {major}",
        lambda path: path != "test/Lint/finds.test",
    )


def check_format(root):
    """clang-format has nothing to change."""
    for path, text in sources(root):
        if path.suffix not in {".c", ".cpp", ".h"}:
            continue
        command = ["clang-format", "--style=file", f"--assume-filename={path}"]
        result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        for number, (ours, theirs) in enumerate(
            zip(text.splitlines(), result.stdout.splitlines() + [""]), 1
        ):
            if ours != theirs:
                yield path, number, "not formatted: ./dev fmt"
                break


def main():
    checks = {
        name.removeprefix("check_").replace("_", "-"): function
        for name, function in globals().items()
        if name.startswith("check_")
    }
    parser = argparse.ArgumentParser(description="check the sources")
    parser.add_argument("check", choices=checks)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    options = parser.parse_args()

    violations = list(checks[options.check](options.root))
    for path, line, message in violations:
        print(f"{path.relative_to(options.root)}:{line}: {message}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
