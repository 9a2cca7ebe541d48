"""Checks of README.md and docs/; each is a lit test beside this file.

Usage: check.py generated            docs/ has what docs/generate.py makes today
       check.py links                every relative link leads to a file, and to a heading of it
       check.py options TOOL..       docs/Tools.md describes every option that TOOL --help lists
       check.py examples PAGE        the commands of the page work; the working directory is used
Standard library only; prints FILE:LINE: MESSAGE for what is wrong and exits with 1.

Examples are the code blocks of a page, in order: `sh` is run by bash, and a block whose first line
is the comment `/* name */` is written into the file of that name.  In the working directory `build`
and `test` stand for those of the project.  `console` and `text` show output that is not compared.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"\A/\* (\S+) \*/\n")


def pages():
    """README.md and all pages of docs/."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def without_code(text):
    """The page with every line of its code blocks empty."""
    return re.sub(
        r"^ *```.*?^ *```$",
        lambda match: "\n" * match[0].count("\n"),
        text,
        flags=re.DOTALL | re.MULTILINE,
    )


def anchors(page):
    """The headings of a page as links name them."""
    for heading in re.findall(r"^#+ (.*)$", without_code(page.read_text()), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def check_generated():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, DOCS / "generate.py", folder], check=True)
        for new in sorted(Path(folder).rglob("*.md")):
            old = DOCS / new.relative_to(folder)
            if not old.exists() or old.read_text() != new.read_text():
                yield old, 1, "is not what the code says: ./dev docs"


def check_links():
    for page in pages():
        for number, line in enumerate(without_code(page.read_text()).splitlines(), 1):
            for link in LINK.findall(line):
                if re.match(r"\w+:", link):
                    continue
                path, _, anchor = link.partition("#")
                target = (page.parent / path).resolve() if path else page
                if not target.exists():
                    yield page, number, f"there is no {path}"
                elif anchor and anchor not in anchors(target):
                    yield page, number, f"{path or page.name} has no heading #{anchor}"


def check_options(*tools):
    page = DOCS / "Tools.md"
    text = page.read_text()
    for tool in tools:
        usage = subprocess.run([tool, "--help"], check=True, capture_output=True, text=True).stdout
        for option in re.findall(r"^  (--?[\w-]+)", usage, re.MULTILINE):
            if option != "--help-list" and not re.search(rf"`{option}[`= ]", text):
                yield page, 1, f"does not describe {option} of {tool}"


def check_examples(name):
    page = ROOT / name
    folder = Path.cwd()
    for block in BLOCK.finditer(page.read_text()):
        language, code = block.groups()
        number = page.read_text().count("\n", 0, block.start()) + 1
        if named := NAMED.match(code):
            (folder / named[1]).write_text(code)
        elif language == "sh":
            result = subprocess.run(
                ["bash", "-e", "-c", code], cwd=folder, capture_output=True, text=True
            )
            if result.returncode != 0:
                yield page, number, f"exit code {result.returncode}: {result.stderr.strip()}"


def main():
    checks = {
        name.removeprefix("check_"): function
        for name, function in globals().items()
        if name.startswith("check_")
    }
    if len(sys.argv) < 2 or sys.argv[1] not in checks:
        sys.exit(f"usage: check.py {'|'.join(checks)} [ARGUMENT..]")
    violations = list(checks[sys.argv[1]](*sys.argv[2:]))
    for path, line, message in violations:
        print(f"{path.relative_to(ROOT)}:{line}: {message}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
