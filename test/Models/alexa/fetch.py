"""Fetches openWakeWord's "alexa" wake-word network, converts it to TOSA and writes data for it.

The network: float32 [1, 16, 96] (16 frames of 96 audio-embedding features) -> flatten -> dense
128, relu -> dense 128, relu -> dense 1, sigmoid -> float32 [1, 1], the wake word's probability.  It
comes in the PyPI package openwakeword 0.4.0.  Its weights are licensed CC BY-NC-SA 4.0, so they are
fetched when a test wants them and are no part of this repository.

Usage: fetch.py OUTPUT_DIRECTORY [--cache DIRECTORY]    needs ../requirements.txt
Writes
  alexa.mlirbc     TOSA bytecode, function @main
  calibration.npz  features: float32 [32, 16, 96], synthetic feature frames
  test.npz         features: float32 [16, 16, 96], more of them
  reference.npz    outputs: float32 [16, 1], of onnxruntime's float kernels on test.npz
Exits with 77 and one line on stdout when the network can't be had.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "openwakeword==0.4.0"
WHEEL = "openwakeword-0.4.0-py3-none-any.whl"
WHEEL_SHA256 = "2c353f49a35d384507403efde3db439353d8281a52d08a0e42a5b493e5145075"
MODEL = "openwakeword/resources/models/alexa_v0.1.onnx"
FRAMES, FEATURES = 16, 96
CALIBRATION_SAMPLES, TEST_SAMPLES = 32, 16
SEED = 3
SKIPPED = 77
DEFAULT_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qopt"


class Unavailable(Exception):
    """The network can't be had here; the message says why in one line."""


def fetch_wheel(cache):
    """Returns the path of the verified wheel in the folder cache, downloaded if it isn't there."""
    wheel = cache / WHEEL
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", cache, PACKAGE]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            errors = [line for line in result.stderr.splitlines() if "ERROR" in line]
            raise Unavailable(f"pip can't download {PACKAGE}: {(errors or ['no reason given'])[0]}")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: the sha256 is not {WHEEL_SHA256}; remove the file")
    return wheel


def feature_walk(rng, samples):
    """Returns float32 [samples, FRAMES, FEATURES]: frames that drift from an offset per feature.

    The offsets have a standard deviation of 6, each frame's step one of 1.2, about what the audio
    embeddings that the network was trained on have.
    """
    offsets = rng.normal(0, 6, (samples, 1, FEATURES))
    steps = rng.normal(0, 1.2, (samples, FRAMES, FEATURES))
    return (offsets + steps.cumsum(axis=1)).astype("float32")


def write_all(output, cache):
    """Writes every file that the module's docstring names into the folder output."""
    try:
        import numpy as np
        import onnx
        import onnxruntime

        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import onnx_to_tosa
    except ImportError as error:
        raise Unavailable(f"{error}: install test/Models/requirements.txt") from error

    cache.mkdir(parents=True, exist_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(fetch_wheel(cache)) as wheel:
        model = wheel.read(MODEL)
    shape = [1, FRAMES, FEATURES]
    onnx_to_tosa.convert(onnx.load_from_string(model), output / "alexa.mlirbc", [shape])

    rng = np.random.default_rng(SEED)
    calibration = feature_walk(rng, CALIBRATION_SAMPLES)
    test = feature_walk(rng, TEST_SAMPLES)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    outputs = np.concatenate([session.run(None, {name: sample[None]})[0] for sample in test])
    np.savez(output / "calibration.npz", features=calibration)
    np.savez(output / "test.npz", features=test)
    np.savez(output / "reference.npz", outputs=outputs)


def main():
    parser = argparse.ArgumentParser(description="fetch and convert the alexa wake-word network")
    parser.add_argument("output", type=Path)
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where the wheel is kept")
    options = parser.parse_args()
    try:
        write_all(options.output, options.cache)
    except Unavailable as error:
        print(f"SKIP: {error}")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
