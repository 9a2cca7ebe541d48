"""Networks as ONNX files in int8, quantized with onnxruntime's own quantizer."""

import copy
import functools
import tempfile
from pathlib import Path

import numpy as np

from networks import EPSILON, Quantization, padding

OPSET = 20  # the first that has Gelu
CHANNELS_FIRST, CHANNELS_LAST = (0, 3, 1, 2), (0, 2, 3, 1)


def channels_first(array):
    """Returns an array of images as ONNX has them; others stay as they are."""
    return np.ascontiguousarray(array.transpose(CHANNELS_FIRST)) if array.ndim == 4 else array


def first_shape(shape):
    return [shape[i] for i in CHANNELS_FIRST] if len(shape) == 4 else list(shape)


class Writer:
    """Builds the graph of the network in float, channels first."""

    def __init__(self, network):
        from onnx import helper

        self.network, self.helper = network, helper
        self.nodes, self.constants = [], []

    def constant(self, name, array):
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind, operands, result, **attributes):
        name = f"{kind.lower()}_{result}"
        self.nodes.append(self.helper.make_node(kind, operands, [result], name=name, **attributes))
        return result

    def layer(self, index, layer, operands, result):
        """Appends a layer without its relu."""
        arrays = self.network.parameters[index]
        if layer.kind == "add":
            return self.node("Add", operands, result)
        if layer.kind == "mean":
            pooled = self.node("GlobalAveragePool", operands, f"{result}_image")
            return self.node("Flatten", [pooled], result, axis=1)
        if layer.kind == "attention":
            return self.attention(layer, operands, result)
        if layer.kind == "norm":
            features = layer.shape[-1:]
            weights = self.constant(f"weights{index}", np.ones(features, np.float32))
            biases = self.constant(f"biases{index}", np.zeros(features, np.float32))
            operands = [*operands, weights, biases]
            return self.node("LayerNormalization", operands, result, axis=-1, epsilon=EPSILON)
        if layer.kind == "gelu":
            return self.node("Gelu", operands, result)
        if layer.kind == "dense":
            weights = self.constant(f"weights{index}", arrays[0])
            if len(layer.shape) == 2:
                return self.node("Gemm", [*operands, weights, self.biases(index)], result)
            product = self.node("MatMul", [*operands, weights], f"{result}_products")
            return self.node("Add", [product, self.biases(index)], result)
        sizes = self.network.shape_of(layer.inputs[0])[1:3]
        pads = zip(*(padding(size, layer.kernel, layer.stride) for size in sizes), strict=True)
        window = {"kernel_shape": [layer.kernel] * 2, "strides": [layer.stride] * 2}
        window["pads"] = [lines for ends in pads for lines in ends]
        if layer.kind == "max_pool":
            return self.node("MaxPool", operands, result, **window)
        weights, groups = arrays[0], 1
        if layer.kind == "depthwise":
            weights, groups = weights[:, :, None], layer.shape[3]
        weights = self.constant(f"weights{index}", weights.transpose(3, 2, 0, 1))
        operands = [*operands, weights, self.biases(index)]
        return self.node("Conv", operands, result, group=groups, **window)

    def attention(self, layer, operands, result):
        batch, tokens, features = layer.shape
        width = features // layer.heads
        orders = {"query": (0, 2, 1, 3), "key": (0, 2, 3, 1), "value": (0, 2, 1, 3)}
        sizes = self.constant(f"{result}_heads", np.array([batch, tokens, layer.heads, width]))
        heads = {}
        for (name, order), operand in zip(orders.items(), operands, strict=True):
            split = self.node("Reshape", [operand, sizes], f"{result}_{name}_split")
            heads[name] = self.node("Transpose", [split], f"{result}_{name}", perm=order)
        products = self.node("MatMul", [heads["query"], heads["key"]], f"{result}_products")
        root = self.constant(f"{result}_root", np.float32(width**0.5))
        scores = self.node("Div", [products, root], f"{result}_scores")
        shares = self.node("Softmax", [scores], f"{result}_shares", axis=-1)
        context = self.node("MatMul", [shares, heads["value"]], f"{result}_context")
        joined = self.node("Transpose", [context], f"{result}_joined", perm=(0, 2, 1, 3))
        shape = self.constant(f"{result}_shape", np.array(layer.shape))
        return self.node("Reshape", [joined, shape], result)

    def biases(self, index):
        return self.constant(f"biases{index}", self.network.parameters[index][1])

    def relu(self, kind, value, result):
        if kind == "relu":
            return self.node("Relu", [value], result)
        limits = [
            self.constant(f"{result}_{name}", np.float32(limit))
            for name, limit in (("least", 0), ("most", 6))
        ]
        return self.node("Clip", [value, *limits], result)

    def model(self):
        from onnx import TensorProto, checker

        values = ["input"]
        for index, layer in enumerate(self.network.layers):
            name = f"value{index + 1}"
            operands = [values[value] for value in layer.inputs]
            sums = self.layer(index, layer, operands, f"{name}_sums" if layer.relu else name)
            values.append(self.relu(layer.relu, sums, name) if layer.relu else sums)
        source, result = (
            self.helper.make_tensor_value_info(name, TensorProto.FLOAT, first_shape(shape))
            for name, shape in (
                ("input", self.network.input_shape),
                (values[-1], self.network.output_shape),
            )
        )
        graph = self.helper.make_graph(
            self.nodes, self.network.name, [source], [result], self.constants
        )
        opset = self.helper.make_opsetid("", OPSET)
        model = self.helper.make_model(graph, opset_imports=[opset], ir_version=9)
        checker.check_model(model)
        return model


def quantize(source, result, name, batches):
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


def write_float(network, path):
    """Writes the network in float."""
    import onnx

    onnx.save(Writer(network).model(), path)


@functools.lru_cache(maxsize=1)
def quantized(network):
    """Returns the network in int8, and the quantizations of its input and output."""
    import onnx

    batches = np.split(network.calibration, len(network.calibration) // network.batch)
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        write_float(network, source)
        quantize(source, result, "input", [channels_first(batch) for batch in batches])
        model = onnx.load(result)
    return model, integer_interface(model)


def transpose(graph, value, order):
    """Appends a transpose of a value, whose readers then read that; returns its name."""
    from onnx import helper

    name = f"{value}_transposed"
    makers = [i for i, node in enumerate(graph.node) if value in node.output]
    for node in graph.node:
        node.input[:] = [name if operand == value else operand for operand in node.input]
    node = helper.make_node("Transpose", [value], [name], name=f"transpose_{value}", perm=order)
    graph.node.insert(makers[0] + 1 if makers else 0, node)
    return name


def channels_last_interface(model, of_integers):
    """Makes images at the interface channels last, as the other engines have them.

    of_integers: whether it is the integers at the interface that are transposed, or the floats
    between the quantize and dequantize nodes there and the rest.
    """
    from onnx import checker

    graph = model.graph
    (source,), (result,) = graph.input, graph.output
    first = next(node.output[0] for node in graph.node if source.name in node.input)
    last = next(node.input[0] for node in graph.node if result.name in node.output)
    for value in (source, result):
        dims = value.type.tensor_type.shape.dim
        if len(dims) != 4:
            continue
        for dim, size in zip(dims, [dims[i].dim_value for i in CHANNELS_LAST], strict=True):
            dim.dim_value = size
        if value is source:
            transpose(graph, source.name if of_integers else first, CHANNELS_FIRST)
        elif of_integers:
            result.name = transpose(graph, result.name, CHANNELS_LAST)
        else:
            transpose(graph, last, CHANNELS_LAST)
    checker.check_model(model)


def write_int8(network, path, transposes_integers):
    """Writes the network in int8; returns the quantizations of its input and output.

    transposes_integers: see channels_last_interface.
    """
    import onnx

    model, quantizations = quantized(network)
    model = copy.deepcopy(model)
    channels_last_interface(model, transposes_integers)
    onnx.save(model, path)
    return quantizations
