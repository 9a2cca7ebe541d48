"""Converts an ONNX model to TOSA bytecode that MLIR 22 reads, or to linalg on tensors.

Usage: onnx_to_tosa.py [--linalg] MODEL.onnx OUTPUT.mlirbc [SHAPE ...]
With --linalg, OUTPUT is text: MLIR 22 does not read torch-mlir's bytecode of linalg.
A shape is written 1x16x96; there is one for each input of the graph, in order, or none at all if
the model's own shapes are static.  Needs torch-mlir and onnx of requirements.txt, but no PyTorch.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from torch_mlir import ir
from torch_mlir.dialects import torch as torch_dialect
from torch_mlir.dialects import tosa
from torch_mlir.extras.onnx_importer import ModelInfo, NodeImporter
from torch_mlir.passmanager import PassManager

OPSET = 17  # the oldest that torch-mlir imports
LEGAL_OPS = "aten.flatten.using_ints,aten.unflatten.int"
PIPELINE = f"""builtin.module(
  torch-onnx-to-torch-backend-pipeline{{backend-legal-ops={LEGAL_OPS}}},
  torch-backend-to-%s-backend-pipeline,
  strip-debuginfo)"""


def set_shapes(model, shapes):
    """Gives the graph's inputs these static shapes and forgets every other shape in the graph.

    shapes: a list of dimensions for each graph input, in order.
    """
    weights = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    for value, shape in zip(inputs, shapes, strict=True):
        dimensions = value.type.tensor_type.shape.dim
        del dimensions[:]
        for size in shape:
            dimensions.add(dim_value=size)
    for value in model.graph.output:
        for dimension in value.type.tensor_type.shape.dim:
            dimension.Clear()
    del model.graph.value_info[:]


def make_signed(model):
    """Makes every uint8 that QuantizeLinear makes, or DequantizeLinear reads, a signed integer.

    torch-mlir clamps uint8 to the range of int8.  An int8 that is 128 less, with a zero point that
    is 128 less, says the same.  The operations between, such as Reshape and MaxPool, do not mind.
    """
    graph = model.graph
    tensors = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    signed = {}

    def shifted(name):
        """Returns the name of an initializer that is 128 less than the uint8 one called name."""
        if name not in signed:
            signed[name] = f"{name}.signed"
            values = (tensors[name].astype(np.int16) - 128).astype(np.int8)
            graph.initializer.append(onnx.numpy_helper.from_array(values, signed[name]))
        return signed[name]

    # Without a zero point, QuantizeLinear makes uint8.
    tensors["qopt.zero"] = np.zeros((), np.uint8)
    unsigned = {name for name in tensors if tensors[name].dtype == np.uint8}
    for node in graph.node:
        if node.op_type not in ("QuantizeLinear", "DequantizeLinear"):
            continue
        if len(node.input) < 3 and (node.op_type == "QuantizeLinear" or node.input[0] in unsigned):
            node.input.append("qopt.zero")
            unsigned.add(node.output[0])
        for i in (0, 2):
            name = node.input[i] if i < len(node.input) else ""
            if name in tensors and tensors[name].dtype == np.uint8:
                node.input[i] = shifted(name)


def nearest_resizes(module):
    """Returns the operations tosa.resize of a module that take the nearest pixel."""
    found = []

    def collect(operation):
        if operation.name == "tosa.resize" and "NEAREST" in str(operation.attributes["mode"]):
            found.append(operation)
        return ir.WalkResult.ADVANCE

    module.walk(collect)
    return found


def mend_nearest_resizes(module):
    """Makes each nearest tosa.resize repeat its pixels, as the Resize that it comes from does.

    torch-mlir gives the offset 0 to a Resize that rounds coordinates down, but TOSA rounds to the
    nearest pixel.  If the scale is whole, half its distance from 1 is the offset that mends that.
    """
    for resize in nearest_resizes(module):
        scale, offset, border = (
            [int(x) for x in ir.DenseIntElementsAttr(operand.owner.attributes["values"])]
            for operand in list(resize.operands)[1:]
        )
        pairs = list(zip(scale[::2], scale[1::2], strict=True))  # numerator, denominator
        shift = [(n - d) // 2 for n, d in pairs]
        if any(offset) or border != scale[1::2] or any(n % d or n % 2 or d % 2 for n, d in pairs):
            raise ValueError(f"not a resize by a whole factor that rounds down: {resize}")
        with ir.InsertionPoint(resize), resize.location:
            for position, numbers in ((2, [-x for x in shift]), (3, shift)):
                attributes = [ir.IntegerAttr.get(ir.IndexType.get(), x) for x in numbers]
                values = ir.DenseElementsAttr.get(attributes)
                resize.operands[position] = tosa.const_shape(resize.operands[position].type, values)


def convert(model, output, shapes=(), linalg=False):
    """Writes an onnx.ModelProto as one TOSA function @main, in bytecode, to the path output.

    shapes: see set_shapes; none keeps the model's own.
    linalg: write linalg on tensors instead, as text.
    """
    model.graph.name = "main"
    make_signed(model)
    if shapes:
        set_shapes(model, shapes)
    if any(opset.domain == "" and opset.version < OPSET for opset in model.opset_import):
        model = onnx.version_converter.convert_version(model, OPSET)
    model = onnx.shape_inference.infer_shapes(model, data_prop=True)

    context = ir.Context()
    torch_dialect.register_dialect(context)
    info = ModelInfo(model)
    module = info.create_module(context=context).operation
    NodeImporter.define_function(info.main_graph, module).import_all()
    with context:
        form = "linalg-on-tensors" if linalg else "tosa"
        PassManager.parse(PIPELINE % form).run(module)
        mend_nearest_resizes(module)
    if linalg:
        Path(output).write_text(module.get_asm(large_elements_limit=None))
        return
    with Path(output).open("wb") as stream:
        module.write_bytecode(stream)


def parse_shape(text):
    """Returns [1, 16, 96] for "1x16x96"."""
    return [int(size) for size in text.split("x")]


def main():
    parser = argparse.ArgumentParser(description="convert an ONNX model to TOSA bytecode")
    parser.add_argument("--linalg", action="store_true", help="write linalg on tensors, as text")
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("shapes", type=parse_shape, nargs="*", metavar="SHAPE")
    options = parser.parse_args()
    convert(onnx.load(options.model), options.output, options.shapes, options.linalg)


if __name__ == "__main__":
    main()
