"""The front end for ONNX models: torch-mlir, with onnxruntime as the reference."""

import onnx

import onnx_to_tosa
import reference


def convert(path, output, shape):
    """Writes the .onnx file at path as one TOSA function @main, in bytecode, to output."""
    onnx_to_tosa.convert(onnx.load(path), output, [shape])


def outputs(model, samples):
    """Returns the outputs of onnxruntime's float kernels; see reference.outputs_of_onnx."""
    return reference.outputs_of_onnx(model, samples)
