"""Quantizes a real ONNX model with onnxruntime, and runs it there.

usage: qdq.py REAL_DIRECTORY NAME OUTPUT_DIRECTORY [--per-tensor] [--signed]

REAL_DIRECTORY/NAME is what test/Models/real/fetch.py writes.  Writes
  model.mlirbc    TOSA, with each QuantizeLinear and DequantizeLinear spelt out
  kernels.npz     what onnxruntime's int8 kernels make of test.npz
  arithmetic.npz  what its float kernels make of it, between the quantizers as they stand in the model
  scale           the scale of the result
"""

import argparse
import logging
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Models"))
import onnx_to_tosa

OPSET = 17  # scales for each channel need 13


class Samples(CalibrationDataReader):
    """The calibration data as onnxruntime asks for it."""

    def __init__(self, name, samples):
        self.feeds = iter([{name: sample[None]} for sample in samples])

    def get_next(self):
        """Returns the next feed, or None."""
        return next(self.feeds, None)


def quantize(source, samples, folder, options):
    """Returns the path of the quantized model."""
    model = onnx.load(source)
    entry = model.graph.input[0]
    shape = (1, *samples.shape[1:])
    for dimension, size in zip(entry.type.tensor_type.shape.dim, shape, strict=True):
        dimension.dim_value = size
    plain, prepared, quantized = (str(folder / f"{stage}.onnx") for stage in ("plain", "prepared", "quantized"))
    onnx.save(onnx.version_converter.convert_version(model, OPSET), plain)
    quant_pre_process(plain, prepared, skip_symbolic_shape=True)
    quantize_static(
        prepared,
        quantized,
        Samples(entry.name, samples),
        quant_format=QuantFormat.QDQ,
        per_channel=not options.per_tensor,
        activation_type=QuantType.QInt8 if options.signed else QuantType.QUInt8,
        weight_type=QuantType.QInt8,
    )
    return quantized


def run(model, samples, level):
    """Returns the first result for all samples, at onnxruntime's optimization level."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return np.concatenate([session.run(None, {name: sample[None]})[0] for sample in samples])


def result_scale(model):
    """Returns the scale of the last DequantizeLinear, which makes the result."""
    graph = onnx.load(model).graph
    (node,) = [node for node in graph.node if graph.output[0].name in node.output]
    (scale,) = [tensor for tensor in graph.initializer if tensor.name == node.input[1]]
    return float(onnx.numpy_helper.to_array(scale))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("real", type=Path)
    parser.add_argument("name")
    parser.add_argument("output", type=Path)
    parser.add_argument("--per-tensor", action="store_true")
    parser.add_argument("--signed", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    options.output.mkdir(parents=True, exist_ok=True)
    folder = options.real / options.name
    calibration, test = (np.load(folder / f"{name}.npz")["input"] for name in ("calibration", "test"))
    model = quantize(folder / f"{options.name}.onnx", calibration, options.output, options)

    levels = onnxruntime.GraphOptimizationLevel
    np.savez(options.output / "kernels.npz", output0=run(model, test, levels.ORT_ENABLE_ALL))
    np.savez(options.output / "arithmetic.npz", output0=run(model, test, levels.ORT_DISABLE_ALL))
    (options.output / "scale").write_text(f"{result_scale(model):.9g}\n")
    onnx_to_tosa.convert(onnx.load(model), options.output / "model.mlirbc", [(1, *test.shape[1:])])


main()
