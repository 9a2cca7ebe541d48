"""Data for --max-drop, and a judge of what it gave.

usage: max_drop.py check FLOAT.npz UNIFORM.npz NARROW.npz DROP NAME.report.json
       max_drop.py words FLOAT.npz UNIFORM.npz WORDS.npz DROP NAME.report.json
       max_drop.py more NAME.report.json OTHER.report.json
       max_drop.py fewer NAME.report.json OTHER.report.json
       max_drop.py groups PLAN.json SIZE NAME.report.json
       max_drop.py noise DATA.npz
       max_drop.py labels OUTPUTS.npz LABELS.npy

check: the noise of the narrow network is at most DROP dB above that of the uniform one, fewer bytes are stored than
with 8 bits, and the report's choice is one of its curve.  words: the noise is at most so much above, and the report
names tensors of 16 bits.  more: there are more of them than by the other report, which has some.  fewer: than by the
other report are stored.  groups: in the plan, those of 4 bits and fewer, and only those, are in groups of so many, and
the report's bytes count them.  noise: 2000 images that are none.  labels: the largest of every output.
"""

import json
import sys
from pathlib import Path

import numpy as np


def load(path):
    """Returns the only array of a file."""
    with np.load(path) as data:
        return data[data.files[0]].astype("f8")


def check(reference, uniform, narrow, drop, report):
    """Exits with what is wrong, if anything."""
    wanted = load(reference)
    noise = [np.sum((load(path) - wanted) ** 2) for path in (uniform, narrow)]
    measured = 10 * np.log10(noise[1] / noise[0])
    search = json.loads(Path(report).read_text())["precision"]
    chosen = [point for point in search["curve"] if point["chosen"]]
    print(f"{measured:.2f} dB, {chosen}")
    if measured > float(drop):
        sys.exit("too much is lost")
    if len(chosen) != 1 or chosen[0]["cost"] >= search["curve"][0]["cost"] or chosen[0]["drop"] > search["max-drop"]:
        sys.exit("the choice is none")
    if all(layer["bits"] == 8 for layer in search["layers"]):
        sys.exit("nothing is narrow")


def check_words(reference, uniform, words, drop, report):
    """Exits with what is wrong, if anything."""
    wanted = load(reference)
    noise = [np.sum((load(path) - wanted) ** 2) for path in (uniform, words)]
    measured = 10 * np.log10(noise[1] / noise[0])
    print(f"{measured:.2f} dB, {words_of(report)}")
    if measured > float(drop) or not words_of(report):
        sys.exit("too little is gained")


def words_of(report):
    """Returns the tensors of 16 bits that a report names."""
    return json.loads(Path(report).read_text())["precision"]["words"]


def check_groups(plan, size, report):
    """Exits with what is wrong, if anything."""
    units = [unit for unit in json.loads(Path(plan).read_text())["units"] if "weight-bits" in unit]
    print(units)
    if not any("weight-group" in unit for unit in units):
        sys.exit("there are no groups")
    for unit in units:
        wanted = int(size) if unit["weight-bits"] <= 4 else None
        if unit.get("weight-group") != wanted:
            sys.exit(f"{unit['id']} has other groups")
    shapes = {"dense0": 64 * 128, "dense1": 128 * 64, "dense2": 64 * 10}
    stored = sum(
        shapes[unit["id"]] * unit["weight-bits"] // 8 + shapes[unit["id"]] // unit.get("weight-group", 1 << 20)
        for unit in units
    )
    if stored != cost(report):
        sys.exit(f"{stored} bytes are stored, and {cost(report)} reported")


def cost(report):
    """Returns the bytes of what a report says was chosen."""
    return next(point["cost"] for point in json.loads(Path(report).read_text())["precision"]["curve"] if point["chosen"])


def main():
    """Does what is asked."""
    command, *arguments = sys.argv[1:]
    if command == "check":
        check(*arguments)
    elif command == "words":
        check_words(*arguments)
    elif command == "more":
        if not len(words_of(arguments[0])) > len(words_of(arguments[1])) > 0:
            sys.exit("there are no more")
    elif command == "fewer":
        if cost(arguments[0]) >= cost(arguments[1]):
            sys.exit("as many bytes")
    elif command == "groups":
        check_groups(*arguments)
    elif command == "noise":
        np.savez(arguments[0], np.random.default_rng(5).uniform(size=(2000, 64)).astype("f4"))
    else:
        np.save(arguments[1], load(arguments[0]).reshape(-1, 10).argmax(1))


main()
