"""Dense networks with synthetic weights, written in the form that each engine reads.

test/Models/synthetic.py makes the TOSA text and the data; the other forms hold the same weights.
Every engine quantizes from the same samples: minimum and maximum of each activation, int8 weights
per output channel, int32 biases.
"""

import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "test" / "Models"))
import synthetic

SEED = 0
CALIBRATION_SAMPLES = 256
OPSET = 17


@dataclass(frozen=True)
class Quantization:
    """How a tensor's integers stand for real numbers: (integer - zero_point) * scale."""

    scale: float
    zero_point: int
    dtype: type

    @classmethod
    def of_range(cls, low, high, dtype):
        """Returns the 8-bit quantization of [low, high], widened to hold 0."""
        low, high = min(low, 0.0), max(high, 0.0)
        scale = (high - low) / 255 or 1.0
        limits = np.iinfo(dtype)
        zero_point = int(np.clip(round(limits.min - low / scale), limits.min, limits.max))
        return cls(scale, zero_point, dtype)

    def quantize(self, values):
        limits = np.iinfo(self.dtype)
        integers = np.round(values / self.scale) + self.zero_point
        return integers.clip(limits.min, limits.max).astype(self.dtype)

    def dequantize(self, integers):
        return (integers.astype(np.float32) - self.zero_point) * np.float32(self.scale)


@dataclass(frozen=True)
class Layer:
    """weights: float32 [inputs, outputs]; biases: float32 [outputs]."""

    weights: np.ndarray
    biases: np.ndarray
    relu: bool


@dataclass(frozen=True)
class Network:
    """A chain of dense layers with relu between them and, if last_relu, at its end."""

    name: str
    batch: int
    widths: tuple[int, ...]
    last_relu: bool = True

    @property
    def macs(self):
        return self.batch * sum(inputs * outputs for inputs, outputs in pairwise(self.widths))

    @property
    def bytes_moved(self):
        """The int8 weights, the input and the output."""
        return self.macs // self.batch + self.batch * (self.widths[0] + self.widths[-1])

    @cached_property
    def text(self):
        """The network in MLIR."""
        last = "relu" if self.last_relu else "none"
        return synthetic.network(self.batch, self.widths, "relu", last, SEED)

    @cached_property
    def layers(self):
        """The weights in self.text, which come from the same random numbers."""
        rng = np.random.default_rng(SEED)
        layers = []
        for inputs, outputs in pairwise(self.widths):
            weights = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs)).astype(np.float32)
            biases = rng.normal(0, 0.05, outputs).astype(np.float32)
            for array in (weights, biases):
                if synthetic.blob(array) not in self.text:
                    raise AssertionError("synthetic.py no longer draws its weights in this order")
            relu = self.last_relu or len(layers) < len(self.widths) - 2
            layers.append(Layer(weights, biases, relu))
        return layers

    @cached_property
    def calibration(self):
        """Returns float32 [samples, first width]; the samples fill whole batches."""
        batches = max(2, CALIBRATION_SAMPLES // self.batch)
        return synthetic.inputs(batches * self.batch, self.widths[0], SEED)

    @cached_property
    def input(self):
        """The batch that is timed; it is not among the calibration samples."""
        return synthetic.inputs(self.batch, self.widths[0], SEED + 1)

    def activations(self, values):
        """Returns the input and each layer's output, in float."""
        results = [values]
        for layer in self.layers:
            values = values @ layer.weights + layer.biases
            if layer.relu:
                values = np.maximum(values, 0)
            results.append(values)
        return results


def dense(batch, inputs, outputs):
    return Network(f"dense_{batch}x{inputs}x{outputs}", batch, (inputs, outputs))


def autoencoder(batch):
    """The shape of MLPerf Tiny's anomaly detection."""
    widths = (640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640)
    return Network(f"autoencoder_b{batch}", batch, widths, last_relu=False)


NETWORKS = [
    Network("null_1x8x8", 1, (8, 8)),
    dense(64, 512, 512),
    dense(8, 512, 512),
    dense(1, 1024, 1024),
    dense(512, 512, 512),
    dense(1024, 1024, 1024),
    autoencoder(1),
    autoencoder(16),
]


def write_mlir(network, model, calibration):
    """Writes the network as MLIR and the calibration samples as an .npz file."""
    model.write_text(network.text)
    np.savez(calibration, inputs=network.calibration)


class TfliteWriter:
    """Builds the tables of a .tflite file; the flatbuffer's schema comes with LiteRT."""

    def __init__(self):
        from ai_edge_litert import schema_py_generated

        self.schema = schema_py_generated
        self.model = self.schema.ModelT()
        self.model.version = 3
        self.model.buffers = [self.schema.BufferT()]  # number 0 means no data
        self.graph = self.schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model.subgraphs = [self.graph]

    def tensor(self, name, shape, dtype, data=None, scales=None, zero_point=0):
        """Appends a tensor and returns its number.

        One scale is for the whole tensor, more are for the slices of its first dimension.
        """
        tensor = self.schema.TensorT()
        tensor.name, tensor.shape, tensor.buffer = name, list(shape), 0
        tensor.type = getattr(self.schema.TensorType, np.dtype(dtype).name.upper())
        if data is not None:
            buffer = self.schema.BufferT()
            buffer.data = np.frombuffer(data.astype(dtype).tobytes(), np.uint8)
            self.model.buffers.append(buffer)
            tensor.buffer = len(self.model.buffers) - 1
        if scales is not None:
            tensor.quantization = self.schema.QuantizationParametersT()
            tensor.quantization.scale = [float(scale) for scale in np.atleast_1d(scales)]
            tensor.quantization.zeroPoint = [zero_point] * np.size(scales)
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def dense(self, operands, result, relu):
        """Appends a fully connected layer; operands are the input, the weights and the biases."""
        function = self.schema.ActivationFunctionType
        options = self.schema.FullyConnectedOptionsT()
        options.fusedActivationFunction = function.RELU if relu else function.NONE
        operator = self.schema.OperatorT()
        operator.inputs, operator.outputs = operands, [result]
        operator.builtinOptionsType = self.schema.BuiltinOptions.FullyConnectedOptions
        operator.builtinOptions = options
        self.graph.operators.append(operator)

    def write(self, path, source, result, operator_version):
        """Writes the file; source and result are the numbers of the network's tensors."""
        import flatbuffers

        code = self.schema.OperatorCodeT()
        code.builtinCode = code.deprecatedBuiltinCode = self.schema.BuiltinOperator.FULLY_CONNECTED
        code.version = operator_version
        self.model.operatorCodes = [code]
        self.graph.inputs, self.graph.outputs = [source], [result]
        builder = flatbuffers.Builder(1 << 20)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        path.write_bytes(builder.Output())


def write_tflite_float(network, path):
    """Writes the network in float as .tflite."""
    writer = TfliteWriter()
    value = source = writer.tensor("input", (network.batch, network.widths[0]), np.float32)
    for index, layer in enumerate(network.layers):
        inputs, outputs = layer.weights.shape
        weights = writer.tensor(f"w{index}", (outputs, inputs), np.float32, layer.weights.T)
        biases = writer.tensor(f"b{index}", (outputs,), np.float32, layer.biases)
        result = writer.tensor(f"y{index}", (network.batch, outputs), np.float32)
        writer.dense([value, weights, biases], result, layer.relu)
        value = result
    writer.write(path, source, value, operator_version=1)


def write_tflite_int8(network, path):
    """Writes the network in int8 as .tflite; returns the quantizations of its input and output."""
    ranges = [(x.min(), x.max()) for x in network.activations(network.calibration)]
    kinds = [Quantization.of_range(float(low), float(high), np.int8) for low, high in ranges]
    writer = TfliteWriter()

    def activation(name, index):
        kind = kinds[index]
        shape = (network.batch, network.widths[index])
        return writer.tensor(name, shape, np.int8, scales=kind.scale, zero_point=kind.zero_point)

    value = source = activation("input", 0)
    for index, layer in enumerate(network.layers):
        outputs = layer.biases.size
        scales = np.abs(layer.weights).max(axis=0) / 127
        quantized = np.round(layer.weights / scales).T
        weights = writer.tensor(f"w{index}", quantized.shape, np.int8, quantized, scales)
        scales = scales * kinds[index].scale
        quantized = np.round(layer.biases / scales)
        biases = writer.tensor(f"b{index}", (outputs,), np.int32, quantized, scales)
        result = activation(f"y{index}", index + 1)
        writer.dense([value, weights, biases], result, layer.relu)
        value = result
    writer.write(path, source, value, operator_version=5)  # the first with scales per channel
    return kinds[0], kinds[-1]


def onnx_float(network):
    """Returns the network in float as an ONNX model."""
    from onnx import TensorProto, checker, helper, numpy_helper

    nodes, constants, value = [], [], "input"
    for index, layer in enumerate(network.layers):
        operands = [f"w{index}", f"b{index}"]
        arrays = (layer.weights, layer.biases)
        constants += map(numpy_helper.from_array, arrays, operands)
        nodes.append(helper.make_node("Gemm", [value, *operands], [f"sum{index}"]))
        value = f"sum{index}"
        if layer.relu:
            nodes.append(helper.make_node("Relu", [value], [f"y{index}"]))
            value = f"y{index}"
    rows, widths = network.batch, network.widths
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, [rows, widths[0]])
    result = helper.make_tensor_value_info(value, TensorProto.FLOAT, [rows, widths[-1]])
    graph = helper.make_graph(nodes, network.name, [source], [result], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    checker.check_model(model)
    return model


def quantize_onnx(source, result, name, batches):
    """Quantizes the ONNX file source into the file result with onnxruntime's own quantizer.

    batches: what the input called name is given, one array a run.
    """
    from onnxruntime import quantization

    class Reader(quantization.CalibrationDataReader):
        def __init__(self):
            self.feeds = iter([{name: batch} for batch in batches])

        def get_next(self):
            return next(self.feeds, None)

    quantization.quantize_static(
        source,
        result,
        Reader(),
        quant_format=quantization.QuantFormat.QDQ,
        per_channel=True,
        activation_type=quantization.QuantType.QUInt8,
        weight_type=quantization.QuantType.QInt8,
        calibrate_method=quantization.CalibrationMethod.MinMax,
    )


def integer_interface(model):
    """Drops the first quantize and the last dequantize node of a QDQ model.

    Returns the quantizations of the input and the output, which then are uint8.
    """
    from onnx import TensorProto, checker, numpy_helper

    graph = model.graph
    constants = {constant.name: constant for constant in graph.initializer}
    source, result = graph.input[0], graph.output[0]
    first = next(node for node in graph.node if source.name in node.input)
    last = next(node for node in graph.node if result.name in node.output)
    if (first.op_type, last.op_type) != ("QuantizeLinear", "DequantizeLinear"):
        raise ValueError(f"the model starts with {first.op_type} and ends with {last.op_type}")

    def parameters(node):
        scale, zero_point = (numpy_helper.to_array(constants[name]) for name in node.input[1:3])
        return Quantization(float(scale), int(zero_point), zero_point.dtype.type)

    renamed = {first.output[0]: source.name, last.input[0]: result.name}
    graph.node.remove(first)
    graph.node.remove(last)
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [renamed.get(name, name) for name in names]
    for value in (source, result):
        value.type.tensor_type.elem_type = TensorProto.UINT8
    del graph.value_info[:]
    checker.check_model(model)
    return parameters(first), parameters(last)


def write_onnx_int8(network, path):
    """Writes the network in int8 as ONNX; returns the quantizations of its input and output."""
    import onnx

    float_path = path.with_suffix(".float.onnx")
    onnx.save(onnx_float(network), float_path)
    batches = np.split(network.calibration, len(network.calibration) // network.batch)
    quantize_onnx(float_path, path, "input", batches)
    model = onnx.load(path)
    quantizations = integer_interface(model)
    onnx.save(model, path)
    return quantizations
