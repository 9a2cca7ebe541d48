"""How fast percentile calibration is, and how much memory it takes: qopt and onnxruntime.

Usage: throughput.py DIRECTORY [--samples N] [--tools DIRECTORY]
DIRECTORY is a network's that test/Models/real/fetch.py writes from ONNX, such as alexa.  Both
calibrate the same network on the same N samples (10000 unless told), which are those of
calibration.npz again and again with some noise, and on 100 of them.  Needs onnxruntime; where it
can't be imported, exits with 77.  Processor time and memory are those of whole processes, on one core.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np


def calibrate(model, data):
    """Calibrates with onnxruntime; the ranges of all tensors are computed and dropped."""
    import onnxruntime
    from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod
    from onnxruntime.quantization.calibrate import create_calibrator

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    with np.load(data) as arrays:
        samples = arrays[arrays.files[0]]

    class Reader(CalibrationDataReader):
        """One sample a run, as the network takes them."""

        def __init__(self):
            self.feed = iter({name: sample[None]} for sample in samples)

        def get_next(self):
            return next(self.feed, None)

    with tempfile.TemporaryDirectory() as work:
        augmented = str(Path(work) / "augmented.onnx")
        calibrator = create_calibrator(
            Path(model), augmented_model_path=augmented, calibrate_method=CalibrationMethod.Percentile
        )
        calibrator.collect_data(Reader())
        calibrator.compute_data()


def measure(command):
    """Returns the processor seconds and the peak memory in MiB of a process on the first core."""
    child = os.fork()
    if child == 0:
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], [str(part) for part in command])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write_samples(path, source, count):
    """Writes that many samples made of those of the file source."""
    with np.load(source) as arrays:
        samples = arrays[arrays.files[0]]
    rng = np.random.default_rng(0)
    chosen = samples[np.arange(count) % len(samples)]
    np.savez(path, x=(chosen + rng.normal(0, 0.1, chosen.shape)).astype(np.float32))


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--samples", type=int, default=10000)
    default = Path(__file__).resolve().parents[2] / "build" / "tools"
    parser.add_argument("--tools", type=Path, default=default)
    options = parser.parse_args()
    try:
        import onnxruntime.quantization  # noqa: F401
    except ImportError as error:
        print(f"SKIP: {error}")
        return 77
    name = options.directory.name
    seconds = {}
    print("| | samples | seconds | peak MiB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for count in (100, options.samples):
            data = Path(work) / f"{count}.npz"
            write_samples(data, options.directory / "calibration.npz", count)
            qoptc = [options.tools / "qoptc/qoptc", options.directory / f"{name}.mlirbc"]
            qoptc += ["--calibrate", data, "--method=percentile"]
            qoptc += ["--emit=plan", "-o", Path(work) / "plan.json"]
            peer = [sys.executable, __file__, "--calibrate"]
            peer += [options.directory / f"{name}.onnx", data]
            for tool, command in (("qoptc", qoptc), ("onnxruntime", peer)):
                taken, peak = measure(command)
                seconds[tool] = taken
                print(f"| {tool} | {count} | {taken:.2f} | {peak:.1f} |", flush=True)
    print(f"\nqoptc is {seconds['onnxruntime'] / seconds['qoptc']:.1f} times as fast")
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--calibrate"]:
        calibrate(*sys.argv[2:])
    else:
        sys.exit(main())
