"""How close int8 comes to float on openWakeWord's alexa network: onnxruntime's quantizer and qopt.

Usage: accuracy.py [--data DIRECTORY] [--out DIRECTORY]
DIRECTORY holds what test/Models/real/fetch.py writes; without --data, it is fetched.  Both
quantizers take the minimum and maximum of the same 32 samples; the 16 test samples are others.
Prints the signal-to-quantization-noise ratio (SQNR) and the cosine against onnxruntime's float
output.  Exits with 77 when the network can't be had.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

import numpy as np

import engines
import onnx_models

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "test" / "Models" / "real"))
import fetch
import wheels

NAME = "alexa"


def only_array(path):
    """Returns the one array of an .npz file."""
    with np.load(path) as arrays:
        (name,) = arrays.files
        return arrays[name]


def onnxruntime_outputs(data, work):
    """Returns the outputs of the network as onnxruntime quantizes and runs it."""
    import onnxruntime
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared, quantized = work / "prepared.onnx", work / "int8.onnx"
    quant_pre_process(data / f"{NAME}.onnx", prepared, skip_symbolic_shape=True)
    session = onnxruntime.InferenceSession(prepared, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    calibration = only_array(data / "calibration.npz")
    onnx_models.quantize(prepared, quantized, name, [sample[None] for sample in calibration])
    session = onnxruntime.InferenceSession(quantized, providers=["CPUExecutionProvider"])
    test = only_array(data / "test.npz")
    return np.concatenate([session.run(None, {name: sample[None]})[0] for sample in test])


def qopt_outputs(data, work):
    """Returns the outputs of the network as qopt quantizes and runs it."""
    outputs = work / "outputs.npz"
    command = [engines.find_tool("qopt-run"), data / f"{NAME}.mlirbc"]
    command += ["--calibrate", data / "calibration.npz"]
    command += ["--inputs", data / "test.npz", "--outputs", outputs]
    engines.run_tool(command)
    return only_array(outputs)


def score(want, got):
    """Returns the SQNR in decibels and the cosine."""
    want, got = (x.ravel().astype(np.float64) for x in (want, got))
    noise = np.sum((want - got) ** 2)
    sqnr = 10 * np.log10(np.sum(want**2) / noise) if noise else np.inf
    return sqnr, want @ got / (np.linalg.norm(want) * np.linalg.norm(got))


def main():
    parser = argparse.ArgumentParser(description="compare quantizers on the alexa network")
    parser.add_argument("--data", type=Path, help="folder that fetch.py has written")
    default = Path(tempfile.gettempdir()) / "qopt-peers"
    parser.add_argument("--out", type=Path, default=default, help=f"folder, default {default}")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # onnxruntime's advice on every call
    work = options.out / NAME
    work.mkdir(parents=True, exist_ok=True)
    data = options.data or work
    if options.data is None:
        try:
            fetch.write_all(NAME, fetch.load_models()[NAME], data)
        except wheels.Unavailable as error:
            print(f"SKIP: {error}")
            return wheels.SKIPPED

    want = only_array(data / "reference.npz")
    print("| quantizer | SQNR dB | cosine |\n| --- | --- | --- |")
    for name, outputs in (("onnxruntime", onnxruntime_outputs), ("qopt", qopt_outputs)):
        try:
            sqnr, cosine = score(want, outputs(data, work))
            print(f"| {name} | {sqnr:.1f} | {cosine:.5f} |", flush=True)
        except engines.Missing as missing:
            print(f"{name}: {missing}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
