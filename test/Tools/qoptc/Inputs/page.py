"""Checks the report that is a page: its tags are closed, it needs no other file, and it holds report.json.

Usage: page.py NAME.report.html NAME.report.json [BROWSER]

With a Chromium it is opened, and what its script drew must have every layer.
"""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

UNCLOSED = {"br", "link", "meta"}


class Page(HTMLParser):
    """The open tags, the attributes that name other files, and the text of elements by their id."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.texts = [], [], {}
        self.count = 0
        self.feed(text)
        self.close()
        if self.open:
            sys.exit(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.links += [value for key, value in attributes if key in ("src", "href")]
        self.count += 1
        if tag not in UNCLOSED:
            self.open.append((tag, named.get("id")))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            sys.exit(f"closes a {tag} that is not open")

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1][1]] = self.texts.get(self.open[-1][1], "") + data


page = Page(Path(sys.argv[1]).read_text())
report = json.loads(Path(sys.argv[2]).read_text())
if page.links:
    sys.exit(f"needs {page.links}")
if json.loads(page.texts["report"]) != report:
    sys.exit("the page has another report")
if len(sys.argv) > 3:
    command = [sys.argv[3], "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
    drawn = Page(
        subprocess.run(
            [*command, Path(sys.argv[1]).resolve().as_uri()], check=True, capture_output=True, text=True, timeout=120
        ).stdout
    )
    shown = "".join(drawn.texts.values())
    missing = [layer["id"] for layer in report["layers"] if shown.count(layer["id"]) < 3]
    if report["precision"] and "Bits of weights" not in shown:
        missing.append("the bits of weights")
    if missing or "The network" not in shown or "Interface" not in shown:
        sys.exit(f"not drawn: {missing}")
