"""The engines, each behind the same interface and timed in the same loop in C.

An engine quantizes and loads a network when it is made.  Where it has a C function that runs one
inference the loop calls that (qopt, OpenVINO); the other two are called through the function that
their Python package binds (LiteRT, ONNX Runtime), with no interpreter in the loop, which costs
them well below a microsecond; the network null_1x8x8 shows how much.
"""

import ctypes
import functools
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

import onnx_models
import tflite_models
from networks import Quantization

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
ALIGNMENT = 64  # of every buffer that is ours
COMPILER = os.environ.get("CC", "cc")


class Missing(Exception):
    """The engine isn't here; the message says what to do."""


def find_tool(name):
    """Returns the path of qoptc or qopt-run.

    $QOPTC or $QOPT_RUN, else in the build folder, else on the PATH.
    """
    variable = name.upper().replace("-", "_")
    if variable in os.environ:
        return os.environ[variable]
    build = REPOSITORY / "build"
    for path in (build / "bin" / name, build / "tools" / name / name):
        if path.is_file():
            return path
    found = shutil.which(name)
    if not found:
        raise Missing(f"no {name} in {build}: build it, or set ${variable}")
    return found


def run_tool(command):
    """Runs a command; its error output becomes the message of a RuntimeError."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name}: {result.stderr.strip()}")
    return result.stdout


def compile_c(source, output, *flags):
    run_tool([COMPILER, "-O2", "-march=native", *flags, "-o", output, HERE / source])
    return output


def aligned(array):
    """Returns a copy of an array whose first byte is at a multiple of ALIGNMENT."""
    memory = np.zeros(array.nbytes + ALIGNMENT, np.uint8)
    start = -memory.ctypes.data % ALIGNMENT
    copy = memory[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy


class Timer:
    """timing.c, compiled into a folder.

    It is loaded so that ctypes keeps Python's lock: call_python needs it.
    """

    def __init__(self, directory):
        path = compile_c("timing.c", directory / "timing.so", "-shared", "-fPIC")
        library = ctypes.PyDLL(str(path))
        self._time_calls = library.time_calls
        self._time_calls.argtypes = [ctypes.c_void_p] * 4 + [ctypes.c_long]
        self._time_calls.restype = ctypes.c_double
        self._call_python = address(library.call_python)
        self.nothing = (address(library.call_nothing), None, None, None)

    def seconds(self, call, count):
        """Times count calls; call is the address of a function and its three arguments."""
        return self._time_calls(*call, count)

    def python_call(self, function):
        """Returns the call that runs a Python callable; the caller keeps the callable alive."""
        helpers = (ctypes.pythonapi.PyObject_CallNoArgs, ctypes.pythonapi.Py_DecRef)
        return (self._call_python, id(function), *map(address, helpers))


def address(function):
    return ctypes.cast(function, ctypes.c_void_p).value


class Engine:
    """Base class: call is what Timer.seconds takes, output() the last result in float.

    make(network, directory, timer) writes the files the engine needs into directory.
    """

    name = ""
    package = ""

    def __init__(self, network, directory, timer):
        self.call = None
        raise NotImplementedError

    def output(self):
        raise NotImplementedError

    @classmethod
    def require(cls):
        """Raises Missing if the engine isn't installed."""
        if importlib.util.find_spec(cls.package.replace("-", "_")) is None:
            raise Missing(f"no Python package {cls.package}: install requirements.txt")

    @classmethod
    def version(cls):
        return importlib.metadata.version(cls.package)


class Qopt(Engine):
    """This project: qoptc's shared library."""

    name = "qopt"
    package = "tosa-converter-for-tflite"  # reads the network

    def __init__(self, network, directory, timer):
        model = directory / "net.mlirbc"
        self.convert(network, directory, model)
        calibration = directory / "net.npz"
        np.savez(calibration, inputs=network.calibration)
        library = directory / "net.so"
        options = ["--calibrate", calibration, "--io=u8", "--emit=shared", "--name=net"]
        run_tool([find_tool("qoptc"), model, *options, "-o", library])

        header = library.with_suffix(".h").read_text()
        source, self.quantization = (self.read_quantization(header, x) for x in ("IN0", "OUT0"))
        self.library = ctypes.CDLL(str(library))
        self.x = aligned(source.quantize(network.input))
        self.y = aligned(np.zeros(network.output_shape, np.uint8))
        self.arena = aligned(np.zeros(int(self.read_macro(header, "ARENA_BYTES")), np.uint8))
        buffers = (array.ctypes.data for array in (self.x, self.y, self.arena))
        self.call = (address(self.library.net), *buffers)

    @staticmethod
    def convert(network, directory, model):
        """Writes the float network as TOSA: from TFLite, or from ONNX if it has attention."""
        if network.has_attention:
            sys.path.append(str(REPOSITORY / "test" / "Models"))
            import onnx

            import onnx_to_tosa

            source = directory / "net.onnx"
            onnx_models.write_float(network, source)
            onnx_to_tosa.convert(onnx.load(source), model, [network.input_shape])
            return
        from tosa_converter_for_tflite import tflite_flatbuffer_to_tosa_mlir

        source = directory / "net.tflite"
        tflite_models.write_float(network, source)
        tflite_flatbuffer_to_tosa_mlir(str(source), str(model))

    def output(self):
        return self.quantization.dequantize(self.y)

    @staticmethod
    def read_macro(header, name):
        """Returns the number that a line of the header defines NET_name as."""
        match = re.search(rf"^\s*#\s*define\s+NET_{name}\s+\(?([-+.\w]+)\)?", header, re.MULTILINE)
        if not match:
            raise RuntimeError(f"qoptc's header does not define NET_{name}")
        text = match.group(1).rstrip("uUlLfF")
        return float.fromhex(text) if "0x" in text.lower() else float(text)

    @classmethod
    def read_quantization(cls, header, value):
        scale = cls.read_macro(header, f"{value}_SCALE")
        return Quantization(scale, int(cls.read_macro(header, f"{value}_ZERO_POINT")), np.uint8)

    @classmethod
    def require(cls):
        super().require()
        find_tool("qoptc")

    @classmethod
    def version(cls):
        return "this tree"


class LiteRt(Engine):
    """LiteRT's interpreter with its XNNPACK delegate."""

    name = "litert"
    package = "ai-edge-litert"

    def __init__(self, network, directory, timer):
        from ai_edge_litert.interpreter import Interpreter

        if network.has_attention:
            raise Missing("no model of attention is written for it")
        path = directory / "net.tflite"
        values, self.quantization = self.write(network, path)
        self.interpreter = Interpreter(str(path), num_threads=1)
        self.interpreter.allocate_tensors()
        source = self.interpreter.get_input_details()[0]["index"]
        self.result = self.interpreter.get_output_details()[0]["index"]
        self.interpreter.set_tensor(source, values)
        self.invoke = self.interpreter._interpreter.Invoke
        self.call = timer.python_call(self.invoke)
        self.invoke()
        operators = self.interpreter._get_ops_details()
        if operators[-1]["op_name"] != "DELEGATE":
            raise RuntimeError("XNNPACK does not run the network")

    @staticmethod
    def write(network, path):
        """Writes the model; returns the input and the quantization of the output."""
        source, result = tflite_models.write_int8(network, path)
        return source.quantize(network.input), result

    def output(self):
        return self.quantization.dequantize(self.interpreter.get_tensor(self.result))


class LiteRtFloat(LiteRt):
    """LiteRT on the float network, for the speed-up that int8 brings; not a peer."""

    name = "litert_f32"

    @staticmethod
    def write(network, path):
        tflite_models.write_float(network, path)
        return network.input, None

    def output(self):
        return self.interpreter.get_tensor(self.result)


class OnnxRuntime(Engine):
    name = "onnxruntime"
    package = "onnxruntime"

    def __init__(self, network, directory, timer):
        import onnxruntime

        path = directory / "net.onnx"
        source, self.quantization = onnx_models.write_int8(network, path, True)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
        self.x = aligned(source.quantize(network.input))
        self.y = aligned(np.zeros(network.output_shape, np.uint8))
        self.binding = self.session.io_binding()
        bind = {"x": self.binding.bind_input, "y": self.binding.bind_output}
        names = {"x": self.session.get_inputs()[0].name, "y": self.session.get_outputs()[0].name}
        for key, array in (("x", self.x), ("y", self.y)):
            bind[key](names[key], "cpu", 0, array.dtype, array.shape, array.ctypes.data)
        run = self.session._sess.run_with_iobinding
        self.run = functools.partial(run, self.binding._iobinding, None)
        self.call = timer.python_call(self.run)
        self.run()

    def output(self):
        return self.quantization.dequantize(self.y)


class OpenVino(Engine):
    """OpenVINO on the ONNX model, through its C interface."""

    name = "openvino"
    package = "openvino"
    properties = {
        "INFERENCE_NUM_THREADS": "1",
        "NUM_STREAMS": "1",
        "PERFORMANCE_HINT": "LATENCY",
        "ENABLE_CPU_PINNING": "NO",
    }

    def __init__(self, network, directory, timer):
        path = directory / "net.onnx"
        source, self.quantization = onnx_models.write_int8(network, path, False)
        self.shape = network.output_shape
        folder = Path(importlib.util.find_spec("openvino").origin).parent / "libs"
        self.library = ctypes.CDLL(str(next(folder.glob("libopenvino_c.so*"))))
        core, model = self.make("ov_core_create"), ctypes.c_void_p()
        self.check("ov_core_read_model", core, str(path).encode(), None, ctypes.byref(model))
        texts = [text.encode() for pair in self.properties.items() for text in pair]
        compiled = self.make(
            "ov_core_compile_model",
            *(core, model, b"CPU", ctypes.c_size_t(len(texts))),
            variadic=texts,
        )
        self.request = self.make("ov_compiled_model_create_infer_request", compiled)
        values = source.quantize(network.input)
        ctypes.memmove(self.tensor_data("input"), values.ctypes.data, values.nbytes)
        infer = self.library.ov_infer_request_infer
        self.call = (address(infer), self.request.value, None, None)
        self.check("ov_infer_request_infer", self.request)

    def check(self, name, *arguments):
        """Calls a function of the library; raises RuntimeError if it fails."""
        status = getattr(self.library, name)(*arguments)
        if status != 0:
            raise RuntimeError(f"OpenVINO: {name} returns {status}")

    def make(self, name, *arguments, variadic=()):
        """Returns the object that a function creates in the last of its named parameters."""
        result = ctypes.c_void_p()
        self.check(name, *arguments, ctypes.byref(result), *map(ctypes.c_char_p, variadic))
        return result

    def tensor_data(self, side):
        """Returns the address of the "input" or "output"; OpenVINO may move them."""
        index = ctypes.c_size_t(0)
        tensor = self.make(f"ov_infer_request_get_{side}_tensor_by_index", self.request, index)
        return self.make("ov_tensor_data", tensor)

    def output(self):
        size = int(np.prod(self.shape))
        data = ctypes.string_at(self.tensor_data("output"), size)
        return self.quantization.dequantize(np.frombuffer(data, np.uint8).reshape(self.shape))


class OpenVinoF32(OpenVino):
    """OpenVINO with f32 instead of the processor's bf16 where it is not in int8."""

    name = "openvino_f32parts"
    properties = {**OpenVino.properties, "INFERENCE_PRECISION_HINT": "f32"}


ENGINES = [Qopt, LiteRt, OnnxRuntime, OpenVino, OpenVinoF32, LiteRtFloat]
