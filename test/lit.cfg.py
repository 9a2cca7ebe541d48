# Configuration of the lit tests; test/lit.site.cfg.py.in says what `config` holds before it.
#
# Parameters (lit -D NAME=VALUE):
#   data=DIR              folder that holds fashion, with the data that test/Models/fashion/data.py
#                         writes, real/NAME, with those of test/Models/real/fetch.py, and
#                         conformance, conformance-long and conformance-networks, with those of
#                         test/Conformance/generate.py, the same --long, and models.py
#   training_python=FILE  a Python with test/Models/requirements-training.txt
#
# Substitutions: %models %build %cmake %cxx %python %calibrate, and where there is one %fashion %real
# %conformance %training_python.  The tools (qopt, qoptc, qopt-run, FileCheck, not, split-file, mlir-opt, clang,
# llvm-nm, ...) are on the PATH.
# Features: host-avx2 host-avxvnni host-avx512vnni fashion real-NAME conformance conformance-long
# conformance-networks training

import os
import platform
import shutil
import sys
from pathlib import Path

import lit.formats

config.name = "qopt"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".c"]
config.excludes = ["Inputs", "Models", "Unit"]
config.test_source_root = os.path.join(config.qopt_source_dir, "test")
config.test_exec_root = os.path.join(config.qopt_build_dir, "test")

tools = sorted(str(path) for path in Path(config.qopt_build_dir, "tools").glob("*") if path.is_dir())
path = [*tools, config.llvm_tools_dir, config.environment["PATH"]]
config.environment["PATH"] = os.pathsep.join(path)
# PYTHONDONTWRITEBYTECODE: tests leave nothing behind in the source tree.
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
for variable in ("CCACHE_DIR", "XDG_CACHE_HOME"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]

models = Path(config.test_source_root, "Models")
substitutions = {
    "models": models,
    "build": config.qopt_build_dir,
    "cmake": config.cmake,
    "cxx": config.cxx,
    "python": sys.executable,
    "calibrate": models.parents[1] / "tools" / "qopt-calibrate" / "qopt-calibrate",
}

# A network's data is there if the file that its program writes last is.
if "data" in lit_config.params:
    data = Path(lit_config.params["data"])
    if (data / "fashion" / "labels.npy").exists():
        config.available_features.add("fashion")
        substitutions["fashion"] = data / "fashion"
    for file in data.glob("real/*/reference.npz"):
        config.available_features.add(f"real-{file.parent.name}")
        substitutions["real"] = data / "real"

    for file in data.glob("conformance*/tests.json"):
        config.available_features.add(file.parent.name)
        substitutions["conformance"] = data / "conformance"

# A browser, to look at pages.
if shutil.which("chromium"):
    config.available_features.add("chromium")

if "training_python" in lit_config.params:
    config.available_features.add("training")
    substitutions["training_python"] = lit_config.params["training_python"]

config.substitutions += [(rf"%{name}\b", str(value)) for name, value in substitutions.items()]


def host_flags():
    """The CPU features of the machine that runs the tests, as Linux names them."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return set(next((line for line in lines if line.startswith("flags")), "").split())


if platform.machine() == "x86_64":
    for feature, needs in (
        ("avx2", {"avx2", "fma"}),
        ("avxvnni", {"avx_vnni"}),
        ("avx512vnni", {"avx512f", "avx512bw", "avx512vl", "avx512_vnni"}),
    ):
        if needs <= host_flags():
            config.available_features.add(f"host-{feature}")
