"""How long calls of shared libraries take beside the first of them: in turns, in one process.

Usage: latency.py FIRST.so OTHER.so...
The libraries are as `qoptc --emit=shared` writes them, with their headers beside them.  Prints for each the microseconds
of its fastest turn, and the median of how much longer it took than the first in the same turn.  Time is that of the
processor, which other programs disturb little.
"""

import ctypes
import random
import re
import sys
import time
from pathlib import Path

import numpy as np

TURNS = 41
TURN_SECONDS = 0.01


class Library:
    """A library, and what a call of it needs."""

    def __init__(self, path):
        header = Path(path).with_suffix(".h").read_text()
        name = re.search(r"^void (\w+)\(const", header, re.M).group(1)
        sizes = {kind: [int(size) for size in re.findall(rf"#define \w+_{kind} (\d+)", header)]
                 for kind in (r"IN\d+_ELEMENTS", r"OUT\d+_ELEMENTS", "ARENA_BYTES", "ARENA_ALIGNMENT")}
        draw = np.random.default_rng(0)
        arrays = [draw.random(size, dtype="f4") for size in sizes[r"IN\d+_ELEMENTS"]]
        arrays += [np.zeros(size, "f4") for size in sizes[r"OUT\d+_ELEMENTS"]]
        alignment = sizes["ARENA_ALIGNMENT"][0]
        arena = np.zeros(sizes["ARENA_BYTES"][0] + alignment, "u1")
        pointers = [array.ctypes.data for array in arrays]
        pointers.append(arena.ctypes.data + -arena.ctypes.data % alignment)
        self.kept = arrays, arena
        self.arguments = [ctypes.c_void_p(pointer) for pointer in pointers]
        self.function = getattr(ctypes.CDLL(str(Path(path).resolve())), name)
        self.calls = max(1, int(TURN_SECONDS / self.seconds(3)))

    def seconds(self, calls):
        """Returns what a call takes, of so many."""
        start = time.thread_time()
        for _ in range(calls):
            self.function(*self.arguments)
        return (time.thread_time() - start) / calls


def compare(paths):
    """Returns of each library the seconds of its fastest turn, and the median of its shares of the first."""
    libraries = [Library(path) for path in paths]
    times = np.zeros((len(libraries), TURNS))
    for turn in range(TURNS):
        for i in random.sample(range(len(libraries)), len(libraries)):
            times[i, turn] = libraries[i].seconds(libraries[i].calls)
    return [(own.min(), np.median(own / times[0])) for own in times]


def main():
    """Prints the table."""
    for path, (seconds, share) in zip(sys.argv[1:], compare(sys.argv[1:])):
        print(f"{path}  {1e6 * seconds:.1f} us  {share:.3f}")


if __name__ == "__main__":
    main()
