"""Quantizes a float TFLite network to 16x8, as TFLite does it, and converts it to integer TOSA.

Usage: words.py MODEL.tflite CALIBRATION.npz TEST.npz OUTPUT_DIRECTORY
The arrays are samples of the network's one input.  Writes
  model.tflite    activations of 16 bits, weights of 8
  model.mlirbc    the same in TOSA
  inputs.npz      in0: the samples of TEST.npz as the network takes them
  litert.npz      out0, ..: what LiteRT's reference kernels make of them
"""

import sys
from pathlib import Path

import ai_edge_litert.interpreter  # loads what the quantizer needs
import flatbuffers
import numpy as np
from ai_edge_litert import _pywrap_tensorflow_lite_calibration_wrapper as quantizer
from ai_edge_litert import schema_py_generated as schema
from tosa_converter_for_tflite import tflite_flatbuffer_to_tosa_mlir

import reference


def unpack_halves(content):
    """Returns the network with constants of 32 bits where they had 16."""
    model = schema.ModelT.InitFromPackedBuf(content, 0)
    (graph,) = model.subgraphs
    unpacked = {}
    kept = []
    for op in graph.operators:
        code = model.operatorCodes[op.opcodeIndex]
        source = graph.tensors[op.inputs[0]]
        data = model.buffers[source.buffer].data
        is_unpacking = (
            max(code.builtinCode, code.deprecatedBuiltinCode) == schema.BuiltinOperator.DEQUANTIZE
            and data is not None
            and len(data)
        )
        if is_unpacking:
            halves = np.frombuffer(bytes(data), np.float16)
            source.type = schema.TensorType.FLOAT32
            model.buffers[source.buffer].data = halves.astype("f4").view(np.uint8)
            unpacked[op.outputs[0]] = op.inputs[0]
            continue
        op.inputs = np.array([unpacked.get(i, i) for i in op.inputs], np.int32)
        kept.append(op)
    graph.operators = kept
    used = sorted({op.opcodeIndex for op in kept})
    model.operatorCodes = [model.operatorCodes[i] for i in used]
    for op in kept:
        op.opcodeIndex = used.index(op.opcodeIndex)
    builder = flatbuffers.Builder()
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def quantize(content, samples):
    """Returns the network with activations of 16 bits and weights of 8."""
    calibrator = quantizer.CalibrationWrapper(content, [], [])
    calibrator.Prepare()
    for sample in samples:
        calibrator.FeedTensor([sample])
    words, sums = np.dtype(np.int16).num, np.dtype(np.int64).num
    return calibrator.QuantizeModel(words, words, False, words, sums, False, False)


def main():
    if len(sys.argv) != 5:
        raise SystemExit(__doc__.splitlines()[2])
    model, calibration, test, output = map(Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    content = unpack_halves(model.read_bytes())
    interpreter = ai_edge_litert.interpreter.Interpreter(model_content=content)
    shape = interpreter.get_input_details()[0]["shape"]

    def read(path):
        with np.load(path) as data:
            return data[data.files[0]].astype("f4").reshape(-1, *shape)

    content = bytes(quantize(content, read(calibration)))
    (output / "model.tflite").write_bytes(content)
    tflite_flatbuffer_to_tosa_mlir(str(output / "model.tflite"), str(output / "model.mlirbc"))
    interpreter = ai_edge_litert.interpreter.Interpreter(model_content=content)
    scale, _ = interpreter.get_input_details()[0]["quantization"]
    inputs = np.rint(read(test) / np.float32(scale)).clip(-32768, 32767).astype(np.int16)
    np.savez(output / "inputs.npz", in0=inputs)
    outputs = reference.outputs_of_tflite(content, inputs[:, 0], "BUILTIN_REF")
    np.savez(output / "litert.npz", **{f"out{i}": array for i, array in enumerate(outputs)})


if __name__ == "__main__":
    main()
