"""Networks as .tflite files, in float and in int8, which are written directly."""

import numpy as np

from networks import Quantization

RELU = {None: "NONE", "relu": "RELU", "relu6": "RELU6"}
# The operator, its options, and its version in float and in int8: the first with what it needs.
OPERATORS = {
    "dense": ("FULLY_CONNECTED", "FullyConnectedOptions", 1, 5),
    "conv": ("CONV_2D", "Conv2DOptions", 1, 3),
    "depthwise": ("DEPTHWISE_CONV_2D", "DepthwiseConv2DOptions", 1, 3),
    "add": ("ADD", "AddOptions", 1, 2),
    "max_pool": ("MAX_POOL_2D", "Pool2DOptions", 1, 2),
    "mean": ("MEAN", "ReducerOptions", 1, 2),
}


class Writer:
    """Builds the tables of a .tflite file; the flatbuffer's schema comes with LiteRT."""

    def __init__(self, network):
        from ai_edge_litert import schema_py_generated

        self.schema = schema_py_generated
        self.network = network
        self.model = self.schema.ModelT()
        self.model.version = 3
        self.model.buffers = [self.schema.BufferT()]  # number 0 means no data
        self.model.operatorCodes = []
        self.graph = self.schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model.subgraphs = [self.graph]

    def tensor(self, name, shape, dtype, data=None, scales=None, zero_point=0, axis=0):
        """Appends a tensor and returns its number.

        One scale is for the whole tensor, more are for the slices of the dimension axis.
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
            tensor.quantization.quantizedDimension = axis
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1

    def activation(self, value, kind):
        """Appends the tensor of a value, in float where its quantization is None."""
        shape, name = self.network.shape_of(value), f"value{value}"
        if kind is None:
            return self.tensor(name, shape, np.float32)
        return self.tensor(name, shape, kind.dtype, None, kind.scale, kind.zero_point)

    def options(self, layer):
        """Returns the table of the layer's attributes."""
        options = getattr(self.schema, OPERATORS[layer.kind][1] + "T")()
        names = vars(options)
        values = {
            "fusedActivationFunction": getattr(
                self.schema.ActivationFunctionType, RELU[layer.relu]
            ),
            "padding": self.schema.Padding.SAME,
            **dict.fromkeys(("strideW", "strideH"), layer.stride),
            **dict.fromkeys(("filterWidth", "filterHeight"), layer.kernel),
            **dict.fromkeys(("dilationWFactor", "dilationHFactor", "depthMultiplier"), 1),
        }
        for name in names & values.keys():
            setattr(options, name, values[name])
        return options

    def operator(self, layer, operands, result, is_float):
        name, options, *versions = OPERATORS[layer.kind]
        code = self.schema.OperatorCodeT()
        code.builtinCode = code.deprecatedBuiltinCode = getattr(self.schema.BuiltinOperator, name)
        code.version = versions[0 if is_float else 1]
        self.model.operatorCodes.append(code)
        operator = self.schema.OperatorT()
        operator.opcodeIndex = len(self.model.operatorCodes) - 1
        operator.inputs, operator.outputs = operands, [result]
        operator.builtinOptionsType = getattr(self.schema.BuiltinOptions, options)
        operator.builtinOptions = self.options(layer)
        self.graph.operators.append(operator)

    def write(self, path, parameters, kinds):
        """Writes the file.

        parameters: called with a layer's index, returns the numbers of its weights and biases.
        kinds: each value's quantization, or None for float.
        """
        import flatbuffers

        values = [self.activation(0, kinds[0])]
        for index, layer in enumerate(self.network.layers):
            operands = [values[value] for value in layer.inputs] + parameters(index)
            values.append(self.activation(index + 1, kinds[index + 1]))
            self.operator(layer, operands, values[-1], kinds[0] is None)
        self.graph.inputs, self.graph.outputs = [values[0]], [values[-1]]
        builder = flatbuffers.Builder(1 << 20)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        path.write_bytes(builder.Output())

    def axes(self, index):
        """Returns the dimensions over which a mean is, as the second operand."""
        return [self.tensor(f"axes{index}", (2,), np.int32, np.array([1, 2]))]


def in_tflite(layer, weights):
    """Returns weights in the order of TFLite, and the dimension of their output channels."""
    if layer.kind == "depthwise":
        return weights[None], 3
    return np.moveaxis(weights, -1, 0), 0


def write_float(network, path):
    """Writes the network in float."""
    writer = Writer(network)

    def parameters(index):
        layer, arrays = network.layers[index], network.parameters[index]
        if arrays is None:
            return writer.axes(index) if layer.kind == "mean" else []
        weights, _ = in_tflite(layer, arrays[0])
        return [
            writer.tensor(f"{name}{index}", array.shape, np.float32, array)
            for name, array in (("weights", weights), ("biases", arrays[1]))
        ]

    writer.write(path, parameters, [None] * (len(network.layers) + 1))


def quantizations(network):
    """Returns each value's quantization, from the calibration samples."""
    ranges = [(x.min(), x.max()) for x in network.activations(network.calibration)]
    kinds = [Quantization.of_range(float(low), float(high), np.int8) for low, high in ranges]
    for index, layer in enumerate(network.layers):
        if layer.kind == "max_pool":  # TFLite wants the same on both sides
            kinds[index + 1] = kinds[layer.inputs[0]]
    return kinds


def write_int8(network, path):
    """Writes the network in int8; returns the quantizations of its input and output."""
    writer, kinds = Writer(network), quantizations(network)

    def parameters(index):
        layer, arrays = network.layers[index], network.parameters[index]
        if arrays is None:
            return writer.axes(index) if layer.kind == "mean" else []
        weights, biases = arrays
        scales = np.abs(weights).max(axis=tuple(range(weights.ndim - 1))) / 127
        weights, axis = in_tflite(layer, np.round(weights / scales))
        sums = scales * kinds[layer.inputs[0]].scale
        biases = np.round(biases / sums)
        return [
            writer.tensor(f"weights{index}", weights.shape, np.int8, weights, scales, 0, axis),
            writer.tensor(f"biases{index}", biases.shape, np.int32, biases, sums),
        ]

    writer.write(path, parameters, kinds)
    return kinds[0], kinds[-1]
