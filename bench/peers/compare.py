"""Times qopt against other int8 engines: one core, one thread, in turns, in one process.

Usage: compare.py [--only REGEX] [--engines REGEX] [--rounds 25] [--core 0] [--out DIRECTORY]
Prints the tables of results.md; writes results.md and results.json into the output folder.

Each round times every engine once, in an order that rotates, over a batch of calls that takes a
millisecond or two.  A batch during which Linux gave the core to another process is timed again.
The minimum and the median are over the rounds.  An engine counts as a peer if
its output agrees with the float network (cosine above 0.98).  The roofline of a network is the
larger of two times: its multiply-accumulates at the rate of vpdpbusd, and its weights, input and
output read once from the cache level that holds them.  Both rates are measured in the same run.
"""

import argparse
import json
import logging
import os
import platform
import re
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUND_SECONDS = 0.0015
ATTEMPTS = 8
ENOUGH_COSINE = 0.98
FIT = 0.8  # of a cache is what a network may fill
CACHES = {"L1": (48 << 10, 2), "L2": (1 << 20, 2), "L3": (32 << 20, 4)}  # size, divisor
MEMORY = 256 << 20


def parse_options():
    parser = argparse.ArgumentParser(description="time qopt against other int8 engines")
    parser.add_argument("--only", default=".", help="networks, a regular expression")
    parser.add_argument("--engines", default=".", help="engines, a regular expression")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--core", type=int, default=0, help="the one that everything runs on")
    default = Path(tempfile.gettempdir()) / "qopt-peers"
    parser.add_argument("--out", type=Path, default=default, help=f"folder, default {default}")
    return parser.parse_args()


OPTIONS = parse_options()
os.sched_setaffinity(0, {OPTIONS.core})  # before the engines look how many cores there are
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", TF_CPP_MIN_LOG_LEVEL="2")

import numpy as np  # noqa: E402

import engines  # noqa: E402
from networks import NETWORKS  # noqa: E402


class Ceilings:
    """The best rates of this machine that ceilings.c has measured so far."""

    def __init__(self, directory):
        self.program = engines.compile_c("ceilings.c", directory / "ceilings")
        self.sizes = {level: self.cache_size(level) for level in CACHES}
        self.compute = {}
        self.read = {}

    @staticmethod
    def cache_size(level):
        """Returns the size of a data cache in bytes as Linux tells it, else a usual one."""
        for cache in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*"):
            fields = {x: (cache / x).read_text().strip() for x in ("level", "type", "size")}
            if f"L{fields['level']}" == level and fields["type"] != "Instruction":
                return int(fields["size"].removesuffix("K")) << 10
        return CACHES[level][0]

    def measure(self):
        """Measures again; the better of each rate stays."""
        sets = {level: self.sizes[level] // divisor for level, (_, divisor) in CACHES.items()}
        sets["DRAM"] = MEMORY
        rates = json.loads(engines.run_tool([self.program, *sets.values()]))
        reads = rates.pop("read")
        for level, size in sets.items():
            self.read[level] = max(self.read.get(level, 0), reads[str(size)])
        for name, rate in rates.items():
            self.compute[name] = max(self.compute.get(name, 0), rate)

    @property
    def int8(self):
        """1e9 multiply-accumulates a second; without vpdpbusd, twice those of float."""
        return max(self.compute["vpdpbusd_512"], self.compute["vpdpbusd_256"]) or (
            2 * self.compute["fma_f32"]
        )

    def roofline(self, network):
        """Returns the time in microseconds below which no run can be, and what sets it."""
        compute = network.macs / self.int8 / 1e3
        fitting = [x for x, size in self.sizes.items() if network.bytes_moved <= FIT * size]
        level = [*fitting, "DRAM"][0]
        read = network.bytes_moved / self.read[level] / 1e3
        return (compute, "compute") if compute > read else (read, f"{level} reads")


def cosine(a, b):
    a, b = (x.ravel().astype(np.float64) for x in (a, b))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) or 1))


def prepare(network, kinds, directory, timer):
    """Returns the engines that can run the network, by name, and what was wrong with others."""
    ready, errors = {}, {}
    for kind in kinds:
        folder = directory / network.name / kind.name
        folder.mkdir(parents=True, exist_ok=True)
        try:
            ready[kind.name] = kind(network, folder, timer)
        except Exception as error:  # one engine's failure must not end the comparison
            errors[kind.name] = f"{type(error).__name__}: {error}"
    return ready, errors


def preemptions():
    """Returns how often Linux has taken the core from this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw


def time_batch(timer, call, count):
    """Returns the seconds of a call, of a batch that was not interrupted if there is one."""
    for _ in range(ATTEMPTS):
        timer.seconds(call, 1 + count // 8)  # the engine before has emptied the caches
        before = preemptions()
        seconds = timer.seconds(call, count) / count
        if preemptions() == before:
            break
    return seconds


def time_in_turns(ready, timer, rounds):
    """Returns each engine's times of a call in microseconds, one a round."""
    counts, times = {}, {name: [] for name in ready}
    for name, engine in ready.items():
        counts[name] = max(1, round(ROUND_SECONDS / time_batch(timer, engine.call, 2)))
    names = list(ready)
    for turn in range(rounds if names else 0):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            seconds = time_batch(timer, ready[name].call, counts[name])
            times[name].append(seconds * 1e6)
    return times


def measure(network, kinds, directory, timer, rounds):
    """Returns what results.json holds of a network, without what the ceilings give."""
    ready, errors = prepare(network, kinds, directory, timer)
    results = {name: {"error": text} for name, text in errors.items()}
    want = network.activations(network.input)[-1]
    for name, times in time_in_turns(ready, timer, rounds).items():
        results[name] = {
            "us_min": min(times),
            "us_median": statistics.median(times),
            "gmacs": network.macs / min(times) / 1e3,
            "cosine": cosine(want, ready[name].output()),
        }
    return {"macs": network.macs, "bytes_moved": network.bytes_moved, "engines": results}


def finish(result, network, ceilings):
    """Adds the roofline, each engine's shares of it, and the ratio to the best peer."""
    result["roofline_us"], result["roofline_kind"] = ceilings.roofline(network)
    good = {}
    for name, numbers in result["engines"].items():
        if "error" in numbers:
            continue
        numbers["of_roofline"] = result["roofline_us"] / numbers["us_min"]
        numbers["of_ceiling"] = numbers["gmacs"] / ceilings.int8
        if numbers["cosine"] > ENOUGH_COSINE and not name.endswith("_f32"):
            good[name] = numbers["us_min"]
    ours = good.pop("qopt", None)
    result["best_peer"] = min(good, key=good.get, default=None)
    result["ratio"] = ours / good[result["best_peer"]] if ours and good else None


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell(numbers, text):
    """Returns the text of an engine's numbers, or what was wrong with it."""
    if numbers is None or "error" in numbers:
        return "-" if numbers is None else "error"
    wrong = "" if numbers["cosine"] > ENOUGH_COSINE else " (wrong result)"
    return text.format(**numbers) + wrong


def report(results):
    """Returns the text of results.md."""
    names, networks = list(results["versions"]), results["networks"]
    peers = [name for name in names if name != "qopt"]
    times = "{us_min:.2f} / {us_median:.2f}"
    latency, shares, errors = [], [], []
    for name, result in networks.items():
        engine = result["engines"]
        ratio = "-" if result["ratio"] is None else f"{result['ratio']:.3f}"
        latency.append(
            [
                name,
                f"{result['macs'] / 1e6:.3f}",
                f"{result['roofline_us']:.2f} ({result['roofline_kind']})",
                cell(engine.get("qopt"), times),
                *[cell(engine.get(peer), times) for peer in peers],
                result["best_peer"] or "-",
                ratio,
                cell(engine.get("qopt"), "{of_roofline:.0%}"),
            ]
        )
        text = "{gmacs:.0f}, {of_ceiling:.0%}, {of_roofline:.0%}"
        shares.append([name, *[cell(engine.get(x), text) for x in names]])
        errors += [f"- {name}, {x}: {engine[x]['error']}" for x in engine if "error" in engine[x]]
    head = ["network", "MMAC", "roofline us", "qopt us", *[f"{peer} us" for peer in peers]]
    head += ["best peer", "qopt / best peer", "qopt of roofline"]
    rates = {**results["ceilings"]["compute"], **results["ceilings"]["read"]}
    facts = [[name, f"{rate:.1f}"] for name, rate in rates.items()]
    versions = ", ".join(f"{name} ({text})" for name, text in results["versions"].items())
    sections = [
        "# qopt and other int8 engines, one core",
        f"{results['machine']}, {results['date']}, {results['rounds']} rounds. {versions}.",
        f"The timing loop itself takes {results['loop_us'] * 1e3:.1f} ns a call.",
        "## Latency in microseconds, minimum / median",
        table(head, latency),
        "## GMAC/s, share of the vpdpbusd ceiling, share of the roofline (from the minimum)",
        table(["network", *names], shares),
        "## Ceilings: 1e9 multiply-accumulates a second, 1e9 bytes read a second",
        table(["ceiling", "rate"], facts),
    ]
    if errors:
        sections += ["## Errors", "\n".join(errors)]
    return "\n\n".join(sections) + "\n"


def machine():
    """Returns the name of the processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


def choose_engines(pattern):
    """Returns the engines that match and are installed; says which are not."""
    chosen = []
    for kind in engines.ENGINES:
        if not re.search(pattern, kind.name):
            continue
        try:
            kind.require()
            chosen.append(kind)
        except engines.Missing as missing:
            print(f"{kind.name}: {missing}", file=sys.stderr)
    return chosen


def main():
    kinds = choose_engines(OPTIONS.engines)
    networks = [network for network in NETWORKS if re.search(OPTIONS.only, network.name)]
    if not kinds or not networks:
        print("nothing to compare: no engine or no network matches", file=sys.stderr)
        return 1
    logging.disable(logging.WARNING)  # onnxruntime's advice on every model
    OPTIONS.out.mkdir(parents=True, exist_ok=True)
    timer, ceilings = engines.Timer(OPTIONS.out), Ceilings(OPTIONS.out)
    ceilings.measure()
    results = {
        "machine": machine(),
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "rounds": OPTIONS.rounds,
        "versions": {kind.name: kind.version() for kind in kinds},
        "loop_us": min(timer.seconds(timer.nothing, 100000) * 10 for _ in range(5)),
        "networks": {},
    }
    for network in networks:
        print(f"{network.name} ...", file=sys.stderr)
        result = measure(network, kinds, OPTIONS.out, timer, OPTIONS.rounds)
        results["networks"][network.name] = result
    ceilings.measure()
    for network in networks:
        finish(results["networks"][network.name], network, ceilings)
    results["ceilings"] = {"compute": ceilings.compute, "read": ceilings.read}
    (OPTIONS.out / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    text = report(results)
    (OPTIONS.out / "results.md").write_text(text)
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
