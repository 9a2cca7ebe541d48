"""Makes TFLite networks of families.py and what TOSA's reference model computes with them.

Usage: models.py TOOLS OUTPUT_DIRECTORY
Needs ../Models/requirements-training.txt; TOOLS is the bin folder of an environment with
requirements.txt.  TFLite quantizes each network, tosa-converter-for-tflite makes TOSA of it.
Writes, as generate.py does,
  NAME/model.tflite     the network
  NAME/model.mlirbc     the same in TOSA, in bytecode
  NAME/inputs.npz       in0: [16, 1, ..], numbers of the whole range
  NAME/reference.npz    out0: [16, ..], of TOSA's reference model
  NAME/litert.npz       out0: the same of LiteRT's reference kernels
  tests.json            as generate.py says, with
    litert              [elements that differ from LiteRT's, the largest difference, all elements]
    refused             where there is no test, what the tool says that does not take the network
    why                 families.WHY, of all but those that are equal to LiteRT's
Exits with 77 and one line on stdout when the tools can't be had.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Models"))

import families
import numpy as np
import reference
from tosa_converter_for_tflite import tflite_flatbuffer_to_tosa_mlir

SKIPPED = 77  # exit code of a program whose data can't be had
SAMPLES = 16
SEED = 1


class Refused(Exception):
    """A tool does not take the network; the message is its own."""


def run(command, **options):
    """Runs a command of the tools; raises Refused with its first line if it fails."""
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, **options)
    if result.returncode != 0:
        lines = (result.stderr + result.stdout).strip().splitlines()
        raise Refused(lines[0] if lines else f"exit code {result.returncode}")


def run_reference_model(tools, folder, samples):
    """Returns what the reference model makes of samples: [SAMPLES, ..].

    folder: of a network; files are left in it.
    """
    serialize = ["--tosa-serialize", f"--tosa-flatbuffer-filename={folder / 'model.tosa'}"]
    run([tools / "tosa-opt", folder / "model.mlirbc", *serialize, "-o", os.devnull])
    description = {
        "tosa_file": "model.tosa",
        "ifm_name": ["TosaInput_0"],
        "ifm_file": ["x.npy"],
        "ofm_name": ["TosaOutput_0"],
        "ofm_file": ["y.npy"],
        "expected_failure": False,
    }
    (folder / "run.json").write_text(json.dumps(description))
    results = []
    for sample in samples:
        np.save(folder / "x.npy", sample)
        run([tools / "tosa_reference_model", "--test_desc", "run.json"], cwd=folder)
        results.append(np.load(folder / "y.npy"))
    for name in ("x.npy", "y.npy", "run.json", "model.tosa"):
        (folder / name).unlink()
    return np.stack(results)


def write_network(tools, family, wide, output):
    """Writes one network; returns its entry in tests.json."""
    types = "16x8" if wide else "int8"
    name = f"{family}_{types}"
    folder = output / name
    folder.mkdir()
    entry = {"name": name, "file": "model.mlirbc", "group": family, "types": types}
    entry |= {"mode": "", "unsigned": False, "why": families.WHY.get(name, "")}
    try:
        model = families.quantize(family, wide)
        (folder / "model.tflite").write_bytes(model)
        tflite_flatbuffer_to_tosa_mlir(str(folder / "model.tflite"), str(folder / "model.mlirbc"))
        kind = np.int16 if wide else np.int8
        limits = np.iinfo(kind)
        shape = (SAMPLES, *families.SHAPE)
        inputs = np.random.default_rng(SEED).integers(limits.min, limits.max + 1, shape)
        inputs = inputs.astype(kind)
        wanted = run_reference_model(tools, folder, inputs)
    except Exception as error:  # the converters have no class of their own
        return entry | {"refused": str(error).strip().splitlines()[-1]}
    resolver = families.RESOLVERS.get(family, "BUILTIN_REF")
    (litert,) = reference.outputs_of_tflite(model, inputs[:, 0], resolver)
    np.savez(folder / "inputs.npz", in0=inputs)
    np.savez(folder / "reference.npz", out0=wanted)
    np.savez(folder / "litert.npz", out0=litert)
    difference = np.abs(wanted.astype(int) - litert.reshape(wanted.shape).astype(int))
    counts = np.count_nonzero(difference), difference.max(), difference.size
    return entry | {"litert": [int(count) for count in counts]}


def main():
    if len(sys.argv) != 3:
        raise SystemExit("usage: models.py TOOLS OUTPUT_DIRECTORY")
    tools, output = map(Path, sys.argv[1:])
    if not (tools / "tosa_reference_model").exists():
        print("SKIP: no tosa-tools here: install test/Conformance/requirements.txt")
        return SKIPPED
    output.mkdir(parents=True, exist_ok=True)
    entries = [
        write_network(tools.resolve(), family, wide, output)
        for family in families.FAMILIES
        for wide in (False, True)
    ]
    (output / "tests.json").write_text(json.dumps(entries, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
