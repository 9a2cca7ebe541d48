"""Checks the report that is a page: its tags are closed, it needs no other file, and it holds report.json.

Usage: page.py NAME.report.html NAME.report.json [BROWSER]

With a Chromium it is opened, and what its script drew must have every layer, and of every tensor that was calibrated
the histogram with the lines at which values are clipped where they belong.
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
        self.open, self.links, self.texts, self.histograms = [], [], {}, {}
        self.count, self.drawn = 0, {}
        self.feed(text)
        self.close()
        if self.open:
            sys.exit(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.links += [value for key, value in attributes if key in ("src", "href")]
        self.count += 1
        if named.get("class") == "histogram":
            self.histograms[named["data-tensor"]] = {"rect": [], "line": []}
            self.drawn = self.histograms[named["data-tensor"]]
        elif tag == "svg":
            self.drawn = {}
        elif tag in self.drawn:
            self.drawn[tag].append(named)
        if tag not in UNCLOSED:
            self.open.append((tag, named.get("id")))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            sys.exit(f"closes a {tag} that is not open")

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1][1]] = self.texts.get(self.open[-1][1], "") + data


def is_drawn(tensor, drawn):
    """Whether the histogram has a bar for every bin with values, and its lines are at the clipping range."""
    bins, clip = tensor["histogram"], tensor["clip"]
    bars = [float(bar["x"]) for bar in drawn["rect"]]
    filled = [i for i, count in enumerate(bins["counts"]) if count]
    lows = [bins["first"] + bins["width"] * i for i in range(len(bins["counts"]) + 1)]
    start, end = min(lows[0], clip["min"]), max(lows[-1], clip["max"])

    def place(value):
        return 4 + 320 * (value - start) / (end - start)

    lines = [float(line["x1"]) for line in drawn["line"]]
    wanted = [place(lows[i]) for i in filled] + [place(clip["min"]), place(clip["max"])]
    got = bars + lines
    return len(got) == len(wanted) and all(abs(a - b) < 0.01 for a, b in zip(got, wanted))


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
    tensors = report["calibration"]["tensors"] if report["calibration"] else []
    missing += [
        f"the histogram of {tensor['name']}"
        for tensor in tensors
        if tensor["name"] not in drawn.histograms or not is_drawn(tensor, drawn.histograms[tensor["name"]])
    ]
    if not tensors and "the plan was given" not in shown:
        missing.append("why there are no histograms")
    if missing or "The network" not in shown or "Interface" not in shown:
        sys.exit(f"not drawn: {missing}")
