"""The front end for TFLite models: tosa-converter-for-tflite, with LiteRT as the reference."""

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from tosa_converter_for_tflite import tflite_flatbuffer_to_tosa_mlir

import reference

TRANSPOSE_CONV_VERSION = 3  # the oldest with a bias


def convert(path, output, shape):
    """Writes the .tflite file at path as one TOSA function @main, in bytecode, to output.

    shape: not needed, because the file has static shapes.
    """
    tflite_flatbuffer_to_tosa_mlir(str(path), str(output))


def outputs(model, samples):
    """Returns what LiteRT makes of samples; see reference.outputs_of_tflite.

    Integers go through its reference kernels, because its faster ones round differently.
    """
    integers = np.issubdtype(samples.dtype, np.integer)
    resolver = "BUILTIN_REF" if integers else "BUILTIN_WITHOUT_DEFAULT_DELEGATES"
    return reference.outputs_of_tflite(model, samples, resolver)


def edit(content):
    """Returns a model with TFLite's own operator for MediaPipe's Convolution2DTransposeBias.

    content, result: the bytes of a .tflite file.  Both operators take the same weights and bias.
    """
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(content, 0))
    codes = model.operatorCodes
    customs = [code for code in codes if code.customCode == b"Convolution2DTransposeBias"]
    if not customs:
        return content
    for code in customs:
        code.customCode = None
        code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.TRANSPOSE_CONV
        code.version = TRANSPOSE_CONV_VERSION
    (graph,) = model.subgraphs
    for operator in graph.operators:
        if codes[operator.opcodeIndex] in customs:
            image, weights, bias = operator.inputs
            size = add_constant(model, graph.tensors[operator.outputs[0]].shape)
            operator.inputs = [size, weights, image, bias]
            operator.builtinOptionsType = schema.BuiltinOptions.TransposeConvOptions
            operator.builtinOptions = transpose_conv_options(operator.customOptions)
            operator.customOptions = None

    builder = flatbuffers.Builder(len(content))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def transpose_conv_options(custom):
    """Returns TFLite's form of the bytes of MediaPipe's options: padding, width, height."""
    padding, width, height = np.frombuffer(bytes(custom), np.int32).tolist()
    options = schema.TransposeConvOptionsT()
    options.padding = {1: schema.Padding.SAME, 2: schema.Padding.VALID}[padding]
    options.strideW, options.strideH = width, height
    return options


def add_constant(model, values):
    """Returns the index of a new int32 vector in the model's only graph."""
    (graph,) = model.subgraphs
    values = np.asarray(values, np.int32)
    buffer, tensor = schema.BufferT(), schema.TensorT()
    buffer.data = np.frombuffer(values.tobytes(), np.uint8)
    tensor.buffer, tensor.name = len(model.buffers), f"constant{len(graph.tensors)}"
    tensor.shape, tensor.type = list(values.shape), schema.TensorType.INT32
    model.buffers.append(buffer)
    graph.tensors.append(tensor)
    return len(graph.tensors) - 1
