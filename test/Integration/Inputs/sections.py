"""Compiles a network for many targets and looks at the sections of every object.

usage: sections.py FOLDER [--target TRIPLE,CPU,FEATURE,... ]... [QOPTC ARGUMENT]...

All that is loaded must be code or read-only, no constant may need a relocation, so that a linker leaves all of it in
flash, and nothing but memcpy, memmove and memset may be missing.  Objects are ELF and go to FOLDER.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ALLOWED = {"memcpy", "memmove", "memset", "_GLOBAL_OFFSET_TABLE_"}


def run(*command):
    """Returns what a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def problems(path):
    """Yields what is wrong with an object."""
    options = ("--elf-output-style=JSON", "--sections", "--section-relocations")
    sections = {}
    for entry in json.loads(run("llvm-readobj", *options, path))[0]["Sections"]:
        section = entry["Section"]
        section["flags"] = {flag["Name"] for flag in section["Flags"]["Flags"]}
        sections[section["Index"]] = section
    code_bytes = 0
    for section in sections.values():
        name, flags = section["Name"]["Name"], section["flags"]
        if section["Relocations"]:
            where = sections[section["Info"]]
            # Arm's index of unwinding refers to its function by a distance, whatever loads the program.
            if "SHF_EXECINSTR" not in where["flags"] and where["Type"]["Name"] != "SHT_ARM_EXIDX":
                yield f"{where['Name']['Name']} has relocations"
        if "SHF_ALLOC" not in flags or not section["Size"]:
            continue
        if "SHF_WRITE" in flags:
            yield f"{name} is writable"
        elif "SHF_EXECINSTR" in flags:
            code_bytes += section["Size"]
        elif not name.startswith(".rodata") and section["Type"]["Name"] != "SHT_ARM_EXIDX":
            yield f"{name} is neither code nor .rodata"
    missing = set(run("llvm-nm", "--undefined-only", "--just-symbol-name", path).split()) - ALLOWED
    if missing:
        yield f"{', '.join(sorted(missing))} are missing"
    if not code_bytes:
        yield "there is no code"


def main():
    """Returns 1 if an object is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", action="append", default=[])
    options, arguments = parser.parse_known_args()
    failed = not options.target
    for target in options.target:
        triple, cpu, *features = target.split(",")
        path = options.folder / "net.o"
        choice = (f"--target={triple}", f"--cpu={cpu}", f"--features={','.join(features)}")
        run("qoptc", "--quiet", *choice, *arguments, "-o", path)
        for problem in problems(path):
            print(f"{target}: {problem}")
            failed = True
    return failed


sys.exit(main())
