"""Generates conformance tests of TOSA's integer profile with the standard's own tools.

Usage: generate.py [--long] OUTPUT_DIRECTORY
Needs requirements.txt.  For every operation of table.py the generator of tosa-tools draws graphs of
one operation, one for all of its types or with --long many, and TOSA's reference model runs them.
Writes
  NAME/test.mlir       the graph, as MLIR
  NAME/inputs.npz      what it is given: in0, in1, ..: arrays [1, ..]
  NAME/reference.npz   what the reference model makes of it: out0, out1, ..: the same
  NAME/greatest.npz    where TOSA leaves the rounding open: the greatest results that it allows,
                       and reference.npz has the least
  tests.json           [{name, file, group, mode, types, unsigned}, ..], in order: group is the
                       operation, mode how it rounds or interpolates
Exits with 77 and one line on stdout when the tools can't be had.
"""

import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from table import EXTENSIONS, OPERATIONS

SKIPPED = 77  # exit code of a program whose data can't be had
SEED = 42
PACKAGES = Path(sysconfig.get_path("purelib"))
# The parts of a test's name that say what its operands are: i8xi4, outi32, acci48, ..
TYPE = re.compile(r"(?:b|i\d+)(?:x(?:b|i\d+))*|(?:out|acc)(?:b|i\d+)")
# and those that say more: how it interpolates or rounds.
MODES = {
    "modeB": "bilinear",
    "modeN": "nearest",
    "rmS": "SINGLE_ROUND",
    "rmD": "DOUBLE_ROUND",
    "rmI": "INEXACT_ROUND",
    "sc0": "scale16",
    "sc1": "scale32",
}


def run(command, **options):
    """Runs a command and returns what it prints; if it fails, so does this program."""
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{result.stdout}{result.stderr}")
    return result.stdout


def write_graphs(folder, is_long):
    """Writes the generator's tests, FOLDER/OPERATION/NAME/{desc.json,test.tosa,input-0.npy,..}."""
    selection = {
        name: {"selection": {"default": operation.selection(is_long)}}
        for name, operation in OPERATIONS.items()
    }
    config = folder / "selection.json"
    config.write_text(json.dumps(selection))
    common = ["--profile", "tosa-pro-int", "--extension", *EXTENSIONS, "--tosa-version", "1.0.2"]
    common += ["--seed", SEED, "--test-type", "positive", "--no-special-tests"]
    common += ["--num-rand-permutations", 1, "--max-batch-size", 2, "--tensor-dim-range", "1,9"]
    common += ["--max-resize-output-dim", 40, "--test-selection-config", config, "-o", folder]
    library = PACKAGES / "tosa_reference_model" / "libtosa_reference_generate_lib.so"
    command = [sys.executable, "-m", "generator.tosa_verif_build_tests", *common]
    command += ["--generate-lib-path", library, "--filter", f"^({'|'.join(OPERATIONS)})$"]
    run([str(part) for part in command])


def write_test(source, operation, output):
    """Writes one test into the folder output; returns its entry in tests.json.

    source: the generator's folder of it.
    """
    description = json.loads((source / "desc.json").read_text())
    compliance = next(iter(description["meta"]["compliance"]["tensors"].values()))
    is_open = compliance["mode"] == "RESCALE_INEXACT"
    model = [PACKAGES / "bin" / "tosa_reference_model", "--test_desc", "desc.json"]
    run([*model, f"--precise_mode={int(is_open)}"], cwd=source)
    folder = output / source.name
    folder.mkdir()
    graph = f"--tosa-deserialize-filename={source / 'test.tosa'}"
    deserialize = [PACKAGES / "bin" / "tosa-opt", "/dev/null", "--tosa-deserialize", graph]
    run([*deserialize, "-o", folder / "test.mlir"])
    results = description["ofm_file"]
    write_arrays(folder / "inputs.npz", "in", source, description["ifm_file"])
    write_arrays(folder / "reference.npz", "out", source, results)
    if is_open:
        bounds = [f"bounds_{name}" for name in results]
        write_arrays(folder / "greatest.npz", "out", source, bounds)
    return {
        "name": source.name,
        "file": "test.mlir",
        "group": operation,
        **describe(source.name),
        "unsigned": is_open and compliance["rescale_inexact_info"]["unsigned_data"],
    }


def write_arrays(path, prefix, source, names):
    """Writes the arrays in .npy files in the folder source to path, as prefix0, prefix1, .."""
    import numpy as np

    arrays = [np.load(source / name)[None] for name in names]
    np.savez(path, **{f"{prefix}{i}": array for i, array in enumerate(arrays)})


def describe(name):
    """Returns the types and the mode that are in a test's name."""
    parts = name.split("_")
    types = [re.sub("^(out|acc)", "", part) for part in parts if TYPE.fullmatch(part)]
    mode = " ".join(MODES[part] for part in parts if part in MODES)
    return {"types": " -> ".join(types), "mode": mode}


def write_all(output, is_long):
    """Writes every file that the module's docstring names into the folder output."""
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as build:
        write_graphs(Path(build), is_long)
        sources = sorted(path.parent for path in Path(build).glob("*/*/desc.json"))
        operations = [operation_of(source.name) for source in sources]
        with ThreadPoolExecutor() as pool:
            entries = pool.map(write_test, sources, operations, [output] * len(sources))
            (output / "tests.json").write_text(json.dumps(list(entries), indent=1) + "\n")


def operation_of(name):
    """Returns the operation that a test's name begins with."""
    return max((o for o in OPERATIONS if name.startswith(f"{o}_")), key=len)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--long"]
    if len(arguments) != 1:
        raise SystemExit("usage: generate.py [--long] OUTPUT_DIRECTORY")
    if find_spec("tosa_reference_model") is None:
        print("SKIP: no tosa-tools here: install test/Conformance/requirements.txt")
        return SKIPPED
    write_all(Path(arguments[0]), "--long" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
